"""How results come: in two steps, late, from a worker, from inside the page, from disk.

    python3 -m pytest Tests/Browser/test_search_loading.py
"""

import pytest
from playwright.sync_api import expect

# Fixtures are names like others.
from search_site import WORDS, answering, ask, chosen, field, ids, note, options, page, site, write_site  # noqa: F401


def test_the_first_results_stand_while_the_rest_comes(page, answering):
    site = answering(answers={"安抚": {"rest": 500}})
    page.goto(site.address)
    field(page).fill("安抚")
    expect(options(page)).to_have_count(5)
    page.keyboard.press("ArrowDown")
    second = options(page).nth(1)
    place = second.bounding_box()
    second.evaluate("(option) => { option.mark = true; }")
    expect(options(page)).to_have_count(6)
    assert chosen(page).get_attribute("data-page-id") == "invite"
    assert second.bounding_box() == place and second.evaluate("(option) => option.mark")


def test_waiting_is_said_only_when_it_takes_long(page, answering):
    site = answering(answers={"甲": {"ids": ["soothe"], "delay": 60}, "乙": {"ids": ["cash"], "delay": 700}})
    page.goto(site.address)
    page.evaluate("""() => {
      window.said = [];
      new MutationObserver(() => said.push(document.querySelector('[data-search-note]').textContent)).observe(document.querySelector('[data-search-note]'), { childList: true, characterData: true, subtree: true });
    }""")
    field(page).focus()
    page.wait_for_timeout(200)
    field(page).fill("甲")
    expect(options(page)).to_have_count(1)
    assert WORDS["searchLoading"] not in page.evaluate("said")
    # What stands there goes on standing, under a quiet line.
    field(page).fill("乙")
    expect(page.locator(".is-waiting")).to_be_visible()
    expect(options(page).first).to_have_attribute("data-page-id", "soothe")
    expect(options(page).first).to_have_attribute("data-page-id", "cash")
    expect(page.locator(".is-waiting")).to_have_count(0)
    page.keyboard.press("Escape")
    page.reload()
    field(page).fill("乙")
    expect(note(page)).to_have_text(WORDS["searchLoading"])
    expect(options(page).first).to_have_attribute("data-page-id", "cash")


def test_an_older_answer_never_takes_the_place_of_a_newer(page, site):
    page.goto(site.address)
    field(page).fill("安抚慢")
    page.wait_for_timeout(100)
    ask(page, "吞钞")
    expect(options(page).first).to_have_attribute("data-page-id", "cash")
    page.wait_for_timeout(700)
    assert ids(page)[0] == "cash"


def test_the_engine_is_fetched_once_the_page_is_idle(page, site):
    asked = []
    page.on("request", lambda request: asked.append(request.url.removeprefix(site.address)))
    with page.expect_request("**/engine.js*"):
        page.goto(site.address)
    assert asked.index("engine.js?v=1") > asked.index("site.js")
    ask(page, "安抚")
    expect(options(page)).to_have_count(6)
    assert asked.count("engine.js?v=1") == 1


def test_where_data_is_saved_the_engine_waits_for_a_question(page, site):
    page.add_init_script("Object.defineProperty(navigator, 'connection', { value: { saveData: true } })")
    asked = []
    page.on("request", lambda request: asked.append(request.url.removeprefix(site.address)))
    page.goto(site.address)
    page.wait_for_load_state("networkidle")
    assert "engine.js?v=1" not in asked
    ask(page, "安抚")
    expect(options(page)).to_have_count(6)
    assert asked.count("engine.js?v=1") == 1


@pytest.mark.parametrize("how", ["without workers", "with workers that fail"])
def test_without_a_worker_the_engine_runs_in_the_page(page, site, how):
    page.add_init_script("delete window.Worker" if how == "without workers" else """
      window.Worker = class { constructor() { setTimeout(() => this.onerror(new Event('error', { cancelable: true })), 50); } postMessage() {} terminate() {} };""")
    page.goto(site.address)
    field(page).fill("安抚")
    expect(options(page)).to_have_count(6)
    ask(page, "吞钞")
    expect(options(page).first).to_have_attribute("data-page-id", "cash")


@pytest.mark.parametrize("start", ["index.html", "scripts/soothe.html"])
def test_a_portable_site_searches_from_disk(page, tmp_path, start):
    write_site(tmp_path, portable=True)
    page.goto((tmp_path / start).as_uri())
    ask(page, "吞钞")
    expect(options(page).first).to_have_attribute("data-page-id", "cash")
    page.keyboard.press("Enter")
    page.wait_for_url((tmp_path / "cases/cash.html").as_uri() + "#*")
    page.goto((tmp_path / "search.html").as_uri() + "#q=安抚&kind=script")
    expect(options(page)).to_have_count(2)
