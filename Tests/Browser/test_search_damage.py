"""What the search engine says of files that can't be used, in a real browser.

    python3 -m pytest Tests/Browser/test_search_damage.py
"""

import shutil

import pytest

from conftest import Site
# Fixtures are names like others.
from search_engine import ask, page, recorded, write_page  # noqa: F401


def damage(path, how):
    if how == "missing":
        path.unlink()
    elif how == "page":
        path.write_text("<!DOCTYPE html><title>Sign in</title>", "utf-8")
    elif how == "cut":
        path.write_bytes(path.read_bytes()[:-40])
    elif how == "version":
        path.write_text('{"format":5}', "utf-8")
    elif how == "other":
        path.write_text('{"format":4,"pages":[null],"terms":7,"pairs":7,"syllables":7,"values":7}', "utf-8")
    elif how == "null":
        path.write_text("null", "utf-8")


DAMAGES = [("missing", "load"), ("page", "damaged"), ("cut", "damaged"), ("version", "version"), ("other", "damaged"), ("null", "damaged")]


@pytest.fixture
def breakable(recorded, tmp_path):
    """A copy whose files may be damaged."""
    form, site = recorded
    copy = tmp_path / "site"
    shutil.copytree(site.folder, copy)
    broken = Site(copy)
    yield form, broken
    broken.close()


@pytest.mark.parametrize(("how", "reason"), DAMAGES)
def test_a_file_that_cannot_be_used_is_said(browser, breakable, how, reason):
    _, site = breakable
    questions = [{"text": "吞钞"}, {"text": "头诉"}, {"text": "", "filters": {"kind": ["script"]}}]

    def errors_and_files():
        # A visitor of its own, with nothing cached.
        page = browser.new_page()
        files = set()
        page.context.on("request", lambda request: files.add(request.url.split("?")[0]))
        page.goto(site.address)
        errors = [replies[-1]["reason"] for replies in ask(page, questions) if replies[-1]["type"] == "error"]
        page.close()
        return errors, files

    errors, files = errors_and_files()
    names = sorted((url.removeprefix(site.address) for url in files if "/search/" in url), key=lambda name: (name.count("/"), name))
    assert errors == [] and len(names) >= 3
    # Each damage to a third of the files, the first one in any case.
    for name in {names[0], *names[DAMAGES.index((how, reason)) % 3 :: 3]}:
        path = site.folder / name
        whole = path.read_bytes()
        damage(path, how)
        errors, _ = errors_and_files()
        assert errors and set(errors) == {reason}, name
        path.write_bytes(whole)


def test_what_failed_is_fetched_anew(page, breakable):
    form, site = breakable
    path = site.folder / f"search/{form}.json"
    whole = path.read_bytes()
    path.unlink()
    page.goto(site.address)
    page.expose_function("mend", lambda: path.write_bytes(whole))
    types = page.evaluate(
        """async (text) => {
          const worker = new Worker(document.documentElement.dataset.searchEngine);
          const ask = (id) => new Promise((resolve) => {
            worker.onmessage = ({ data }) => resolve(data.type);
            worker.postMessage({ type: 'search', id, text, limit: 5 });
          });
          const { searchForm } = document.documentElement.dataset;
          worker.postMessage({ type: 'start', base: location.href, form: searchForm, portable: false });
          const types = [await ask(1)];
          await mend();
          return [...types, await ask(2)];
        }""",
        "吞钞")
    assert types == ["error", "answer"]


def test_offline_is_said(page, recorded):
    _, site = recorded
    page.goto(site.address)
    page.evaluate("globalThis.ready = new Worker(document.documentElement.dataset.searchEngine)")
    page.wait_for_timeout(200)
    page.context.set_offline(True)
    reply = page.evaluate(
        """() => new Promise((resolve) => {
          ready.onmessage = ({ data }) => resolve(data);
          ready.postMessage({ type: 'start', base: location.href, form: document.documentElement.dataset.searchForm, portable: false });
          ready.postMessage({ type: 'search', id: 1, text: '吞钞', limit: 5 });
        })""")
    page.context.set_offline(False)
    assert reply == {"type": "error", "id": 1, "reason": "offline"}


@pytest.mark.parametrize(("how", "reason"), [("missing", "load"), ("page", "damaged"), ("cut", "damaged")])
def test_a_file_on_disk_that_cannot_be_used_is_said(browser, portable, tmp_path, how, reason):
    shutil.copytree(portable / "search", tmp_path / "search")
    shutil.copytree(portable / "assets", tmp_path / "assets")
    write_page(tmp_path, "index", " data-portable")
    damage(tmp_path / "search/index.js", how)
    # A page of its own: a script that is none is reported as an error of the page, which is right here.
    page = browser.new_page()
    page.goto((tmp_path / "index.html").as_uri())
    [replies] = ask(page, ["吞钞"], way="page")
    assert replies[-1] == {"type": "error", "id": 0, "reason": reason}
    page.close()
