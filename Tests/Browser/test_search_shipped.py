"""The shipped site, searched with the engine that is shipped.

    python3 -m pytest Tests/Browser/test_search_shipped.py
"""

import pytest
from playwright.sync_api import expect

from conftest import unthrown
# Fixtures are names like others.
from search_site import WORDS, ask, field, note, options, page, say  # noqa: F401


@pytest.mark.parametrize(
    ("query", "id", "key"),
    [("安抚话术", "soothe", None), ("吞鈔話術", "cash-retained", None), ("anfuhuashu", "soothe", "searchPinyin"),
     ("afhs", "soothe", "searchPinyin"), ("安扶话术", "soothe", "searchTypo"), ("请问安抚话术怎么说", "soothe", "searchRelaxed")])
def test_the_shipped_engine_finds_and_says_how(watched, shipped, query, id, key):
    watched.goto(shipped.address + "causes/index.html")
    watched.keyboard.press("/")
    watched.keyboard.insert_text(query)
    expect(options(watched).first).to_have_attribute("data-page-id", id)
    if key is None:
        expect(note(watched)).to_be_hidden()
    else:
        expect(note(watched)).to_contain_text(WORDS[key].split("{words}")[0])
    watched.keyboard.press("Control+Enter")
    expect(watched.locator("[data-copied]")).to_be_visible()
    assert len(watched.evaluate("navigator.clipboard.readText()")) > 10


def test_shipped_facets_count_what_they_leave(watched, shipped):
    watched.goto(shipped.address + "search.html#q=客户")
    first = watched.locator("[data-search-facets] label").first
    count = int(first.locator(".count").inner_text())
    assert count > 0
    first.locator("input").check()
    expect(watched.locator("[data-search-count]")).to_have_text(say("searchCount", n=count))
    expect(options(watched)).to_have_count(min(count, 50))
    kinds = {option.get_attribute("data-kind") for option in options(watched).all()}
    assert kinds == {first.locator("input").get_attribute("value")}


@pytest.mark.parametrize(
    ("how", "reason"),
    [("missing", "load"), ("page", "damaged"), ("cut", "damaged"), ("format", "version"), ("shape", "damaged")])
@pytest.mark.parametrize("place", ["index.html", "search.html"])
def test_an_index_that_cannot_be_used_is_said(browser, shipped, place, how, reason):
    context = browser.new_context()
    whole = (shipped.folder / "search/index.json").read_text("utf-8")
    body = {"missing": "", "page": "<!DOCTYPE html><title>Sign in</title>", "cut": whole[:-2000], "format": '{"format":1}', "shape": '{"format":4}'}[how]
    context.route("**/search/index.json*", lambda route: route.fulfill(status=404 if how == "missing" else 200, body=body))
    with unthrown(context) as page:
        page.goto(shipped.address + place)
        field(page).fill("吞钞")
        expect(note(page)).to_contain_text(WORDS[f"searchError_{reason}"])
        expect(options(page)).to_have_count(0)
        context.unroute("**/search/index.json*")
        if reason != "version":
            page.locator("[data-search-retry]").click()
            expect(options(page).first).to_be_visible()


@pytest.mark.parametrize("place", ["index.html", "search.html"])
def test_any_query_has_an_answer_of_the_shipped_engine(watched, shipped, place):
    watched.goto(shipped.address + place)
    for query in ["投诉" * 5000, "x" * 10000, "的", "怎么办", "吗呢吧", "<script>", "__proto__ constructor", "()[]*a", "a" + "\u0301" * 5000, "𠮷𠮷"]:
        ask(watched, query)
        expect(watched.locator("[data-search-note]:not([hidden]), [role=option][data-page-id]").first).to_be_visible()
        assert WORDS["searchError_damaged"] not in note(watched).inner_text()


@pytest.mark.parametrize("start", ["index.html", "scripts/soothe.html"])
def test_the_shipped_site_searches_from_disk(page, portable, start):
    page.goto((portable / start).as_uri())
    ask(page, "安扶话术")
    expect(options(page).first).to_have_attribute("data-page-id", "soothe")
    page.keyboard.press("Enter")
    page.wait_for_url((portable / "scripts/soothe.html").as_uri() + "*")


@pytest.mark.parametrize("how", ["with a worker", "without workers"])
def test_the_index_is_asked_for_beside_the_engine_and_once(browser, shipped, how):
    page = browser.new_page()
    if how == "without workers":
        page.add_init_script("delete window.Worker")
    asked, held = [], []
    page.context.on("request", lambda request: asked.append(request.url.removeprefix(shipped.address).split("?")[0]))
    page.route("**/casebook-search.js*", lambda route: held.append(route))
    with page.expect_request("**/search/index.json"):
        page.goto(shipped.address, wait_until="domcontentloaded")
    # The index doesn't wait for the script.
    page.wait_for_timeout(300)
    [route] = held
    route.continue_()
    page.get_by_role("combobox").first.fill("吞钞")
    expect(page.get_by_role("option").first).to_be_visible()
    assert asked.count("search/index.json") == 1 and asked.count("assets/casebook-search.js") == 1
    page.close()
