"""What `casebook check` writes for CI, held against the published shapes: SARIF's own schema, GitLab's documented fields,
GitHub's workflow commands."""

import json
import os
import shutil
import subprocess
import urllib.parse

import jsonschema
import pytest

from conftest import ROOT, executable

FIXTURES = ROOT / "Tests" / "Fixtures"
SEVERITIES = ["info", "minor", "major", "critical", "blocker"]
LEVELS = ["note", "warning", "error"]


@pytest.fixture(scope="module")
def repository(tmp_path_factory):
    """A repository with a site in a subfolder that has every finding, one of them in a file with an awkward name."""
    root = tmp_path_factory.mktemp("repository")
    (root / ".git").mkdir()
    shutil.copytree(FIXTURES / "check" / "every-finding", root / "知识库", ignore=shutil.ignore_patterns("expected"))
    (root / "知识库" / "Content" / "guides" / "100% a b#c.md").write_text(
        "---\ntitle: 甲\nstatus: approved\nreviewed_on: 2026-01-10\nreviewed_by: 质检组\n---\n\n𠮷😀 [[nowhere]]。\n", "utf-8")
    return root


def check(repository, form, *options, language="zh", environment=()):
    run = subprocess.run(
        [executable(), "check", "--source", "知识库", "--date", "2026-06-01", "--language", language, "--format", form, *options],
        capture_output=True, cwd=repository, env=os.environ | dict(environment))
    assert run.returncode == 1, run.stderr.decode()
    return run.stdout.decode()


@pytest.fixture(scope="module")
def findings(repository):
    """The same run as Casebook's own JSON tells it."""
    return json.loads(check(repository, "json"))["diagnostics"]


@pytest.fixture(scope="module")
def sarif_schema():
    return json.loads((FIXTURES / "reports" / "sarif-2.1.0.schema.json").read_text("utf-8"))


@pytest.mark.parametrize("language", ["zh", "en"])
def test_sarif_is_valid(repository, sarif_schema, language):
    log = json.loads(check(repository, "sarif", language=language))
    jsonschema.Draft4Validator.check_schema(sarif_schema)
    problems = [f"{list(p.path)}: {p.message[:200]}" for p in jsonschema.Draft4Validator(sarif_schema).iter_errors(log)]
    assert problems == []
    run = log["runs"][0]
    rules = run["tool"]["driver"]["rules"]
    assert run["language"] == run["tool"]["driver"]["language"] == language
    other, = run["translations"]
    assert other["language"] != language
    assert [rule["id"] for rule in other["rules"]] == [rule["id"] for rule in rules]
    for rule, translated in zip(rules, other["rules"]):
        for words in ("shortDescription", "fullDescription", "help"):
            assert rule[words]["text"] and translated[words]["text"] and rule[words] != translated[words], rule["id"]
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
    # GitHub takes no more than 25,000 results and shows 5,000; and wants what names a finding to be its own.
    names = [result["partialFingerprints"]["casebookFinding/v1"] for result in run["results"]]
    assert len(set(names)) == len(names) > 90
    print(f"SARIF: {len(names)} results, {len(rules)} rules, valid against the published schema")


def test_sarif_says_what_json_says(repository, findings):
    run = json.loads(check(repository, "sarif"))["runs"][0]
    assert run["columnKind"] == "unicodeCodePoints"
    found = []
    for result in run["results"]:
        place = result["locations"][0]["physicalLocation"]
        uri = place["artifactLocation"]["uri"]
        assert uri == urllib.parse.quote(urllib.parse.unquote(uri), safe="/-._~:@,"), uri
        assert place["artifactLocation"]["uriBaseId"] in run["originalUriBaseIds"]
        region = place["region"]
        found.append((result["ruleId"], result["level"], urllib.parse.unquote(uri), region["startLine"], region["startColumn"]))
        assert [note["message"]["text"] for note in result.get("relatedLocations", [])] == [
            note["message"] for note in findings[len(found) - 1]["notes"]]
    assert found == [(f["id"], f["severity"], "知识库/" + f["file"], f["line"], f["column"]) for f in findings]


def test_sarif_regions_hold_what_is_wrong(repository):
    """Columns count code points, of which characters beyond the first plane have one."""
    for result in json.loads(check(repository, "sarif"))["runs"][0]["results"]:
        place = result["locations"][0]["physicalLocation"]
        path = repository / urllib.parse.unquote(place["artifactLocation"]["uri"])
        if path.name != "100% a b#c.md" or result["ruleId"] != "unresolved-link":
            continue
        region = place["region"]
        line = path.read_text("utf-8").split("\n")[region["startLine"] - 1]
        assert line[region["startColumn"] - 1:region["endColumn"] - 1] == "[[nowhere]]"
        return
    raise AssertionError("the finding isn't there")


@pytest.mark.parametrize("language", ["zh", "en"])
def test_gitlab_is_as_documented(repository, findings, language):
    report = json.loads(check(repository, "gitlab", language=language))
    assert isinstance(report, list) and len(report) == len(findings)
    for entry, finding in zip(report, findings):
        assert set(entry) == {"description", "check_name", "fingerprint", "severity", "location"}
        assert entry["check_name"] == finding["id"] and entry["description"]
        assert entry["severity"] in SEVERITIES
        path = entry["location"]["path"]
        assert entry["location"] == {"path": "知识库/" + finding["file"], "lines": {"begin": finding["line"]}}
        assert not path.startswith(("./", "/")) and (repository / path).exists()
    assert len({entry["fingerprint"] for entry in report}) == len(report)


def test_gitlab_fingerprints_outlive_a_move_of_lines(repository, tmp_path):
    before = json.loads(check(repository, "gitlab"))
    moved = tmp_path / "moved"
    shutil.copytree(repository, moved)
    for page in (moved / "知识库" / "Content" / "scripts").rglob("*.md"):
        text = page.read_text("utf-8")
        if "\n---\n" in text:
            page.write_text(text.replace("\n---\n", "\n---\n\n\n", 1), "utf-8")
    after = json.loads(check(moved, "gitlab"))
    lines = [(entry["location"]["lines"]["begin"]) for entry in before]
    assert lines != [entry["location"]["lines"]["begin"] for entry in after]
    assert {e["fingerprint"] for e in before} == {e["fingerprint"] for e in after}


def test_github_prints_commands_and_a_summary(repository, findings, tmp_path):
    summary = tmp_path / "summary.md"
    summary.write_text("# of an earlier command\n", "utf-8")
    lines = check(repository, "github", environment={"GITHUB_STEP_SUMMARY": str(summary)}).splitlines()
    token = lines[0].removeprefix("::stop-commands::")
    end = lines.index(f"::{token}::")
    commands = [line for line in lines[end + 1:] if line.startswith("::")]
    assert len(commands) == 10
    weights = [{"error": 2, "warning": 1, "notice": 0}[command[2:].split(" ")[0]] for command in commands]
    heaviest = sorted((LEVELS.index(f["severity"]) for f in findings), reverse=True)[:10]
    assert weights == heaviest
    for command in commands:
        properties, message = command.removeprefix("::").split("::", 1)
        fields = dict(pair.split("=", 1) for pair in properties.split(" ", 1)[1].split(","))
        assert set(fields) == {"file", "line", "col", "title"} and message
        assert (repository / urllib.parse.unquote(fields["file"])).exists()
    text = summary.read_text("utf-8")
    assert text.startswith("# of an earlier command\n### ")
    assert sum(line.startswith("| ") and ":" in line for line in text.splitlines()) == len(findings)


def test_the_job_log_says_it_in_words_too(repository):
    for form in ["gitlab", "sarif"]:
        run = subprocess.run(
            [executable(), "check", "--source", "知识库", "--date", "2026-06-01", "--language", "en", "--format", form],
            capture_output=True, text=True, cwd=repository)
        assert "no page for link" in run.stderr and json.loads(run.stdout)


def test_without_a_repository_paths_begin_where_the_command_runs(tmp_path):
    site = tmp_path / "docs"
    site.mkdir()
    (site / "a.md").write_text("# A\n\n[b](b.md)\n", "utf-8")
    run = subprocess.run(
        [executable(), "check", "--source", "docs", "--format", "gitlab"], capture_output=True, text=True, cwd=tmp_path)
    assert {entry["location"]["path"] for entry in json.loads(run.stdout)} == {"docs/a.md"}
