"""The workflow files that `casebook init` writes and the script of Documentation/ci.md, run as CI would run them: with the
packed program, a live site to compare with, and a shell."""

import os
import pathlib
import re
import subprocess

import pytest
import yaml

from conftest import DATE, ROOT, executable

DOCUMENT = (ROOT / "Documentation" / "ci.md").read_text("utf-8")
FILES = [".github/workflows/knowledge-base.yml", ".gitlab-ci.yml"]


def blocks(language):
    return re.findall(rf"^```{language}\n(.*?)^```$", DOCUMENT, re.MULTILINE | re.DOTALL)


@pytest.fixture(scope="module")
def archive(tmp_path_factory):
    """The program as `make dist` packs it (linked as it is here, which CI's shell doesn't notice)."""
    output = tmp_path_factory.mktemp("dist")
    run = subprocess.run(
        [ROOT / "Scripts" / "package-distribution.sh", executable(), output], capture_output=True, text=True, check=True)
    return pathlib.Path(run.stdout.strip())


@pytest.fixture(params=["zh", "en"])
def started(request, tmp_path):
    """A new knowledge base, the site that is live, and one page renamed since."""
    folder = tmp_path / "kb"
    casebook("init", folder, "--language", request.param, "--date", DATE)
    casebook("build", "--source", folder, "--output", tmp_path / "live")
    casebook("rename", "--source", folder, "plain-words", "plain-language")
    return folder


def casebook(*arguments):
    subprocess.run([executable(), *arguments], check=True, capture_output=True)


def environment(folder, archive, **more):
    """As a runner sets it. `gh` keeps what it was called with."""
    home = folder.parent / "home"
    (home / "bin").mkdir(parents=True, exist_ok=True)
    (home / "bin" / "gh").write_text(f"#!/bin/sh\necho \"$*\" > {home}/gh.txt\n")
    (home / "bin" / "gh").chmod(0o755)
    checksum = archive.with_name(archive.name + ".sha256").read_text().split()[0]
    return {
        "PATH": f"{home}/casebook/bin:{home}/bin:/usr/bin:/bin", "HOME": str(home), "TZ": "UTC",
        "CASEBOOK_ARCHIVE": archive.as_uri(), "CASEBOOK_SHA256": checksum,
        "CASEBOOK_LIVE": (folder.parent / "live").as_uri(), **more,
    }


def shell(lines, folder, environment):
    run = subprocess.run(["bash", "-e", "-c", lines], cwd=folder, env=environment, capture_output=True, text=True)
    assert run.returncode == 0, f"{lines}\n{run.stdout}\n{run.stderr}"
    return run


def says_what_changed(text):
    assert "plain-words.html" in text and "plain-language.html" in text
    assert "旧网址会转到新网址" in text or "the old address leads on" in text


@pytest.mark.parametrize("live", [True, False], ids=["live", "first"])
def test_github_workflow(started, archive, live):
    workflow = yaml.safe_load((started / FILES[0]).read_text("utf-8"))
    summary, path = started.parent / "summary.md", started.parent / "path.txt"
    variables = environment(started, archive, GITHUB_STEP_SUMMARY=str(summary), GITHUB_PATH=str(path), PULL_REQUEST="7")
    if not live:
        variables["CASEBOOK_LIVE"] = ""
    steps = workflow["jobs"]["site"]["steps"]
    for step in steps:
        if "run" in step and (live or "CASEBOOK_LIVE" not in step.get("if", "")):
            shell(step["run"], started, variables)
    assert path.read_text().strip() == f"{variables['HOME']}/casebook/bin"
    assert (started / "Site" / "index.html").exists()
    assert "### Casebook: " in summary.read_text("utf-8")
    if live:
        says_what_changed(summary.read_text("utf-8"))
        assert (started.parent / "home" / "gh.txt").read_text().startswith("pr comment 7 ")
    # What isn't a command is an action or a setting that we know.
    assert {step["uses"].split("@")[0] for step in steps if "uses" in step} == {
        "actions/checkout", "actions/cache", "actions/upload-artifact"}


@pytest.mark.parametrize("live", [True, False], ids=["live", "first"])
def test_gitlab_pipeline(started, archive, live):
    pipeline = yaml.safe_load((started / FILES[1]).read_text("utf-8"))
    variables = environment(started, archive)
    if not live:
        del variables["CASEBOOK_LIVE"]
    job = pipeline["knowledge-base"]
    shell("\n".join(job["before_script"] + job["script"]), started, variables)
    for path in job["artifacts"]["paths"][:1] + [job["artifacts"]["reports"]["codequality"]]:
        assert (started / path).exists(), path
    if live:
        says_what_changed((started / "diff.md").read_text("utf-8"))


@pytest.mark.parametrize("live", [True, False], ids=["live", "first"])
def test_shell_script_of_the_document(started, archive, live):
    script, = blocks("sh")
    variables = {"PATH": f"{pathlib.Path(executable()).parent}:/usr/bin:/bin", "HOME": str(started.parent)}
    if live:
        variables["LIVE"] = (started.parent / "live").as_uri()
    shell(script, started, variables)
    assert (started / "findings.sarif").stat().st_size > 0 and (started / "Site" / "index.html").exists()
    if live:
        says_what_changed((started / "diff.md").read_text("utf-8"))


def test_a_lost_page_stops_the_pipeline(started, archive):
    (started / "Content" / "guides" / "plain-language.md").unlink()
    script, = blocks("sh")
    variables = {
        "PATH": f"{pathlib.Path(executable()).parent}:/usr/bin:/bin", "HOME": str(started.parent), "LANG": "en",
        "LIVE": (started.parent / "live").as_uri()}
    run = subprocess.run(["sh", "-c", script], cwd=started, env=variables, capture_output=True, text=True)
    assert run.returncode == 1 and "lost-address" in run.stderr
    assert not (started / "Site").exists()


def test_the_document_shows_the_files_that_init_writes():
    assert blocks("yaml") == [(ROOT / "Starters" / "en" / file).read_text("utf-8") for file in FILES]
    for file in FILES:
        chinese, english = (
            [line for line in (ROOT / "Starters" / language / file).read_text("utf-8").splitlines()
             if not line.startswith(("#", "name:")) and "- name:" not in line]
            for language in ["zh", "en"])
        assert [line.replace("--language zh", "--language en") for line in chinese] == english


def test_the_archive_is_the_same_whoever_packs_it(archive, tmp_path):
    run = subprocess.run(
        [ROOT / "Scripts" / "package-distribution.sh", executable(), tmp_path], capture_output=True, text=True, check=True,
        env=os.environ | {"TZ": "Asia/Shanghai", "LC_ALL": "C"}, umask=0o077)
    again = pathlib.Path(run.stdout.strip())
    assert again.read_bytes() == archive.read_bytes()
    listing = subprocess.run(["tar", "-tvzf", archive], capture_output=True, text=True, check=True).stdout
    assert all(" 0/0 " in line or " root/root " in line for line in listing.splitlines())
    print(f"{archive.name}: {archive.stat().st_size} bytes, {len(listing.splitlines())} entries")
