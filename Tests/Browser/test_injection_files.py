"""The table of injection attempts (injection_attempts.py) in what other programs read: feeds, data, exports, findings; and what the
generator refuses to make a site of."""

import csv
import io
import json
import re
import subprocess
import xml.etree.ElementTree as ElementTree

import pytest
import yaml

from conftest import DATE, executable
from injection_attempts import ATTEMPTS
from injection_browser import plain, watchman
from injection_site import BUILT, Attacked, shown
from injection_source import Source
from served_site import ServedSite

ATOM = "{http://www.w3.org/2005/Atom}"
REFUSED = [(number, row) for number, row in enumerate(ATTEMPTS) if row.refused]


@pytest.fixture(scope="module")
def attacked(tmp_path_factory):
    attacked = Attacked(tmp_path_factory.mktemp("attacked"))
    yield attacked
    attacked.site.close()


def run(*arguments):
    return subprocess.run([executable(), *arguments], capture_output=True)


# MARK: Feeds and data


def test_feeds_and_sitemaps_are_xml_that_holds_the_words(attacked):
    titles = set()
    for path in sorted(attacked.site.folder.glob("*/feed.xml")):
        feed = ElementTree.parse(path).getroot()
        titles |= {plain(title.text or "") for title in feed.iter(f"{ATOM}title")}
        summaries = {plain(summary.text or "") for summary in feed.iter(f"{ATOM}summary")}
        if path.parent.name == "0":
            changes = shown(lambda row: row.place == "guide.change")
            assert set(changes.values()) <= summaries
        for link in [*feed.iter(f"{ATOM}link"), *feed.iter(f"{ATOM}id")]:
            assert re.match(r"https://kb\.example\.com/", link.get("href") or link.text), path
    wanted = shown(lambda row: row.place in ("guide.title", "page.title", "config.title"))
    # The newest fifty are in the feed; those of the table are.
    assert [words for words in wanted.values() if words not in titles] == []
    for path in attacked.site.folder.glob("*/sitemap.xml"):
        for place in ElementTree.parse(path).getroot().iter("{http://www.sitemaps.org/schemas/sitemap/0.9}loc"):
            assert re.match(r"https://kb\.example\.com/", place.text), path


def test_data_is_json_that_holds_the_words(attacked):
    files = [path for ending in ("*.json", "*.webmanifest") for path in attacked.site.folder.rglob(ending)]
    read = {path.relative_to(attacked.site.folder).as_posix(): json.loads(path.read_bytes()) for path in files}
    assert len(read) > 30
    pages = {page["title"] for page in read["0/site-manifest.json"]["pages"]}
    assert {row.text for _, row in BUILT if row.place.endswith(".title") and not row.place.startswith("config")} <= pages
    assert read["0/manifest.webmanifest"]["name"] == next(row.text for _, row in BUILT if row.place == "config.title")
    guides = {page["title"] for page in read["0/api/v1/guide.json"]["pages"]}
    assert {row.text for _, row in BUILT if row.place == "guide.title"} <= guides


def test_scripts_hold_nothing_that_an_author_wrote(attacked):
    for path in attacked.site.folder.rglob("*.js"):
        if "search" not in path.relative_to(attacked.site.folder).parts:
            assert "pwned" not in path.read_text("utf-8"), path


# MARK: Exports


def test_a_table_for_spreadsheets_calculates_nothing(attacked):
    exported = run("export", "csv", "--source", attacked.sources[0], "--date", DATE)
    assert exported.returncode == 0, exported.stderr
    rows = list(csv.reader(io.StringIO(exported.stdout.decode("utf-8-sig"), newline="")))
    cells = [cell for row in rows[1:] for cell in row]
    assert {len(row) for row in rows} == {len(rows[0])}
    assert [cell for cell in cells if re.match(r"[\t\r\n]|[\s\u3000\xa0]*[=+\-@＝＋－＠]", cell)] == []
    lines = {plain(row[rows[0].index("line")]).removeprefix("'") for row in rows[1:]}
    assert set(shown(lambda row: row.place == "script.spoken").values()) <= lines


def test_a_file_for_espanso_types_what_was_written(attacked):
    replaced = []
    for source in attacked.sources:
        exported = run("export", "espanso", "--source", source, "--date", DATE)
        assert exported.returncode == 0, exported.stderr
        snippets = yaml.safe_load(exported.stdout)
        replaced += [match["replace"] for match in snippets["matches"]]
        # A title with line ends or YAML in it opens no key of its own.
        assert list(snippets) == ["matches"]
        for match in snippets["matches"]:
            assert set(match) <= {"triggers", "label", "search_terms", "replace", "vars"}
            assert set(re.findall(r"\{\{(.*?)\}\}", match["replace"])) <= {f"form.{name}" for name in fields(match)}
    assert any("\\{\\{clipboard\\}\\}" in line for line in replaced)


def fields(match):
    return {name for variable in match.get("vars", []) for name in variable["params"]["fields"]}


@pytest.mark.parametrize("policy", [True, False])
def test_a_book_shows_and_does_nothing(browser, attacked, policy):
    book = attacked.site.folder / f"book-{policy}.html"
    exported = run("export", "book", "--source", attacked.sources[0], "--date", DATE, "--output", book)
    assert exported.returncode == 0, exported.stderr
    if not policy:
        text, count = re.subn(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", book.read_text("utf-8"))
        assert count == 1
        book.write_text(text, "utf-8")
    with watchman(browser, attacked.site.address, len(ATTEMPTS)) as guard:
        words = guard.open(book.name)
    book.unlink()
    assert not guard.faults, "\n".join(guard.faults)
    wanted = shown(lambda row: row.place.endswith((".title", ".definition", "spoken")) and not row.place.startswith("config"))
    assert [text for text in wanted.values() if text not in words] == []


# MARK: What is refused


@pytest.fixture(scope="module")
def refused(tmp_path_factory):
    """Sources of what is refused: content, and configurations, which would hide what is wrong with content."""
    folders, places = [], {}
    for is_configuration in (False, True):
        source = Source(apart=True)
        for number, row in REFUSED:
            if row.place.startswith("config") == is_configuration:
                places[number] = source.put(number, row.place, row.text)[1]
        folders += source.write(tmp_path_factory.mktemp("refused"))
    return folders, places


def test_each_refusal_is_the_one_that_is_meant(refused, tmp_path, capsys):
    folders, places = refused
    found = []
    for folder in folders:
        built = run("build", "--source", folder, "--output", tmp_path / "Site", "--date", DATE, "--language", "en", "--format", "json")
        assert built.returncode == 1 and not (tmp_path / "Site").exists()
        found += [finding for finding in json.loads(built.stdout)["diagnostics"] if finding["severity"] == "error"]

    def is_found(number, row):
        # On its own page, or, in what all share, by its number.
        file = "Content/" + places[number].removesuffix(".html") + ".md"
        return any(finding["id"] == row.refused and (finding["file"] == file or f"pwned{number}()" in finding["message"]) for finding in found)

    with capsys.disabled():
        print(f"\n{len(REFUSED)} injection attempts refused, each with its own finding")
    assert [row for number, row in REFUSED if not is_found(number, row)] == []


def test_a_terminal_gets_no_control_characters(attacked, refused):
    for folder in [*refused[0], attacked.sources[0]]:
        checked = run("check", "--source", folder, "--date", DATE, "--language", "en")
        assert re.findall(rb"[\0-\x08\x0b-\x1f\x7f]|\xc2[\x80-\x9f]", checked.stdout + checked.stderr) == [], folder


def previewed(folder, source):
    site = ServedSite(folder, fixture=None, language="en")
    site.source = source
    return site.start()


def test_the_preview_shows_findings_as_words(browser, refused, tmp_path):
    for folder in refused[0]:
        site = previewed(tmp_path, folder)
        with watchman(browser, site.address, len(ATTEMPTS)) as guard:
            guard.page.goto(site.address)
            guard.page.locator("casebook-preview .errors .finding").first.wait_for()
            words = guard.look("overlay")
        assert site.stop() == 0
        assert not guard.faults, "\n".join(guard.faults)
        assert "pwned" in words


def test_the_preview_of_attempts_does_nothing_either(browser, attacked, tmp_path):
    site = previewed(tmp_path, attacked.sources[0])
    with watchman(browser, site.address, len(ATTEMPTS)) as guard:
        for path in ["index.html", "guides/guide-1.html", "guides/guide-2.html", "scripts/script-1.html", "notes/page-1.html", "search.html"]:
            guard.open(path)
        guard.page.locator("casebook-preview .bar .toggle").first.click()
        words = guard.look("warnings")
    assert site.stop() == 0
    assert not guard.faults, "\n".join(guard.faults)
    assert "javascript:" in words
