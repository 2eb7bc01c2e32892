"""What the browser tests share: built sites served on the loopback, and one Chromium.

    make browser                       or, with the packages of requirements.txt in a Python of your own:
    python3 -m pytest Tests/Browser

Needs Chromium (`chromium`, or the path in CASEBOOK_CHROMIUM), Java for the HTML checker, and a built `casebook`: the one
in CASEBOOK_EXECUTABLE, or the newest of .build/release and .build/debug.
"""

import contextlib
import functools
import http.server
import json
import os
import pathlib
import shutil
import subprocess
import threading

import pytest
from playwright.sync_api import expect, sync_playwright

ROOT = pathlib.Path(__file__).resolve().parents[2]
FIXTURES = ROOT / "Tests" / "Fixtures"
CHROMIUM = os.environ.get("CASEBOOK_CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
# Beside the reviews' dates of the shipped content: nothing is overdue.
DATE = "2026-11-25"
# Something that doesn't come at all is found out later, something slow on a busy machine is no failure.
expect.set_options(timeout=10_000)
# Small sites with what the shipped content has none of: callouts, footnotes, drafts, tombstones, redirects, own kinds.
SMALL_SITES = ["links", "life", "markup", "method", "own-kind", "plain-folder"]


def pytest_runtest_logreport(report):
    """Notes what failed for good, so that it can run once more: also a test that its worker didn't survive."""
    notes = os.environ.get("CASEBOOK_FAILED_TESTS")
    if notes and report.failed and "PYTEST_XDIST_WORKER" not in os.environ:
        with open(notes, "a", encoding="utf-8") as file:
            file.write(report.nodeid + "\n")


def executable():
    named = os.environ.get("CASEBOOK_EXECUTABLE")
    built = [ROOT / ".build" / mode / "casebook" for mode in ("release", "debug")]
    found = [pathlib.Path(named)] if named else [path for path in built if path.exists()]
    if not found:
        pytest.exit("there is no built casebook: run make site, or name one in CASEBOOK_EXECUTABLE", returncode=2)
    return max(found, key=lambda path: path.stat().st_mtime)


def build(source, output, *options):
    command = [executable(), "build", "--source", source, "--output", output, "--date", DATE, "--language", "en", *options]
    run = subprocess.run(command, capture_output=True, text=True)
    assert run.returncode == 0, run.stderr


class Site:
    """A built site: its folder, and the address at which it is served."""

    def __init__(self, folder):
        self.folder = folder
        handler = functools.partial(QuietHandler, directory=folder)
        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
        self.address = f"http://127.0.0.1:{self.server.server_port}/"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    @property
    def manifest(self):
        return json.loads((self.folder / "site-manifest.json").read_text("utf-8"))

    @property
    def pages(self):
        """Every generated page, by path below the site's root."""
        return sorted(path.relative_to(self.folder).as_posix() for path in self.folder.rglob("*.html"))

    @property
    def specimens(self):
        """One content page of every kind, and every page that is there once."""
        first = {}
        for page in self.manifest["pages"]:
            first.setdefault(page["kind"], page["url"])
        lists = {url.rsplit("/", 1)[0] + "/index.html" for url in first.values() if "/" in url}
        single = [
            "index.html", "search.html", "404.html", "coverage.html", "health.html", "causes/tree.html",
            "methods/compare.html", "terms/glossary.html", "vocabularies/index.html", "vocabularies/channel/index.html",
            "vocabularies/channel/phone.html",
        ]
        wanted = [*first.values(), *sorted(lists), *single]
        return list(dict.fromkeys(path for path in wanted if (self.folder / path).exists()))

    def close(self):
        self.server.shutdown()
        self.server.server_close()


class QuietHandler(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_):
        pass


@pytest.fixture(scope="session")
def shipped(tmp_path_factory):
    """The shipped knowledge base."""
    folder = tmp_path_factory.mktemp("shipped") / "Site"
    build(ROOT, folder, "--strict")
    site = Site(folder)
    yield site
    site.close()


@pytest.fixture(scope="session")
def portable(tmp_path_factory):
    """The shipped knowledge base as it is opened from disk."""
    folder = tmp_path_factory.mktemp("portable")
    for name in ["Content", "Templates"]:
        # The search tests were asked when the site was built to be served.
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("search-tests.yml"))
    shutil.copy(ROOT / "casebook.yml", folder)
    build(folder, folder / "Site", "--portable")
    return folder / "Site"


@pytest.fixture(scope="session")
def small_sites(tmp_path_factory):
    """The sites of Fixtures/build, side by side in one folder."""
    folder = tmp_path_factory.mktemp("small")
    for name in SMALL_SITES:
        source = tmp_path_factory.mktemp(name) / name
        shutil.copytree(FIXTURES / "build" / name, source, ignore=shutil.ignore_patterns("expected", "run.txt"))
        build(source, folder / name, "--drafts")
    site = Site(folder)
    yield site
    site.close()


@pytest.fixture(scope="session")
def browser():
    assert CHROMIUM, "install the Debian package chromium, or name a Chromium in CASEBOOK_CHROMIUM"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        # A worker that fetches the whole site behind a test's back would answer for the server that the test means.
        # What is about the worker asks for it: service_workers="allow".
        browser.new_context = functools.partial(browser.new_context, service_workers="block")
        browser.new_page = functools.partial(browser.new_page, service_workers="block")
        yield browser
        browser.close()


class Watch:
    """What a page did that it shouldn't: errors, what its policy refused, requests to anybody else."""

    def __init__(self, page, address):
        self.faults = []
        page.on("pageerror", lambda error: self.faults.append(f"error: {error}"))
        page.on("console", self.said)
        page.on("request", self.asked)
        page.on("requestfailed", self.failed)
        self.address = address

    def said(self, line):
        if line.type in ("error", "warning") and "registration blocked by Playwright" not in line.text:
            self.faults.append(f"console: {line.text}")

    def asked(self, request):
        if not request.url.startswith((self.address, "data:")):
            self.faults.append(f"request: {request.url}")

    def failed(self, request):
        # Going on to the next page ends what the last one still asked for.
        if request.failure != "net::ERR_ABORTED":
            self.faults.append(f"failed: {request.url} {request.failure}")


@contextlib.contextmanager
def unthrown(context):
    """A page of a context, which is closed behind it: its scripts must throw nothing and keep to its policy. What else is said
    on the console, as of files that a test withholds, is the test's own affair."""
    page = context.new_page()
    faults = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("console", lambda line: faults.append(line.text) if "Content Security Policy" in line.text else None)
    try:
        yield page
    finally:
        context.close()
    assert faults == []


@pytest.fixture
def watched(browser, shipped):
    """A page of the shipped site that must do nothing wrong."""
    context = browser.new_context(
        permissions=["clipboard-read", "clipboard-write"], viewport={"width": 1280, "height": 800})
    page = context.new_page()
    watch = Watch(page, shipped.address)
    yield page
    context.close()
    assert watch.faults == []
