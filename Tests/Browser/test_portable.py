"""A portable site opened from disk: every task of a call, and what else needs a script, as on a server."""

import pytest
from playwright.sync_api import expect

from conftest import Watch
from walks import STOPWATCH, WALKS, take


@pytest.fixture
def disk(browser):
    """A page that asks nobody for anything."""
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"], viewport={"width": 1280, "height": 800})
    page = context.new_page()
    watch = Watch(page, "file://")
    yield page
    context.close()
    assert watch.faults == []


@pytest.fixture
def root(portable):
    return portable.as_uri() + "/"


@pytest.mark.parametrize("walk", WALKS, ids=lambda walk: walk.name)
def test_every_task_is_done_from_disk(disk, root, walk):
    disk.add_init_script(STOPWATCH)
    _, copied = take(disk, root, walk, "cases/noon-queue.html")
    for words in walk.copied:
        assert words in copied


def test_nothing_of_the_service_worker_is_there(disk, root, portable):
    disk.goto(root + "index.html")
    for path in ("service-worker.js", "manifest.webmanifest", "offline.html", "assets/offline.json"):
        assert not (portable / path).exists()
    expect(disk.locator("link[rel=manifest]")).to_have_count(0)
    disk.wait_for_timeout(500)
    expect(disk.locator("[data-offline-note]")).to_be_empty()


def test_what_is_kept_is_kept(disk, root):
    disk.goto(root + "scripts/soothe.html")
    disk.keyboard.press("s")
    expect(disk.locator("[data-favourite]")).to_have_attribute("aria-pressed", "true")
    disk.locator("[data-theme-toggle]:visible").click()
    dark = disk.evaluate("getComputedStyle(document.body).backgroundColor")
    disk.goto(root + "causes/index.html")
    assert disk.evaluate("getComputedStyle(document.body).backgroundColor") == dark
    disk.goto(root + "index.html")
    expect(disk.locator("[data-home-kept=favourites] a")).to_have_count(1)
    expect(disk.locator("[data-home-kept=recents] a").first).to_be_visible()


def test_keys_channels_and_call_mode(disk, root):
    disk.goto(root + "scripts/soothe.html")
    disk.keyboard.press("?")
    expect(disk.locator("dialog.key-map")).to_be_visible()
    disk.keyboard.press("Escape")
    disk.get_by_role("tab", name="在线").click()
    expect(disk.locator("#line-2")).to_be_visible()
    expect(disk.locator("#line-1")).to_be_hidden()
    disk.keyboard.press("c")
    expect(disk.locator("#line-2 [data-copied]")).to_be_visible()
    disk.goto(root + "methods/six-steps/index.html")
    disk.keyboard.press("m")
    expect(disk.locator("dialog[data-call]")).to_be_visible()
    disk.keyboard.press("ArrowRight")
    disk.keyboard.press("Escape")
    disk.keyboard.press("2")
    disk.wait_for_url("**/apologise.html")


def test_back_to_the_search_with_its_state(disk, root):
    disk.goto(root + "search.html#q=安抚&kind=script")
    disk.locator("[role=option][data-page-id=soothe]").first.wait_for()
    disk.keyboard.press("Enter")
    # Keys mean nothing before a page's script has run.
    disk.wait_for_url("**/soothe.html*")
    disk.keyboard.press("b")
    disk.wait_for_url("**/search.html#*")
    expect(disk.locator("[data-search-facets] input:checked")).to_have_count(1)
