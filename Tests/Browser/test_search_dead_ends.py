"""Where nothing is found: what was tried, what is left, and the report of a gap.

    python3 -m pytest Tests/Browser/test_search_dead_ends.py
"""

import pytest
from playwright.sync_api import expect

# Fixtures are names like others.
from search_site import CATALOGUE, answering, ask, field, kept, note, options, page, say, site, until  # noqa: F401


def test_a_dead_end_says_what_was_tried_and_what_is_left(page, site):
    page.goto(site.address)
    ask(page, "龘龘龘")
    expect(note(page)).to_have_text(say("searchNone", query="龘龘龘"))
    ways = page.locator("[data-search-ways]")
    expect(ways.locator("a").first).to_have_attribute("href", "causes/tree.html")
    report = page.locator("[data-search-feedback]")
    expect(report).to_have_text(CATALOGUE["page"]["feedback"])
    assert page.evaluate("decodeURIComponent(document.querySelector('[data-search-feedback]').href)") == (
        "mailto:desk@example.org?subject=" + say("searchGap", query="龘龘龘"))
    until(page, "JSON.stringify({ ...localStorage }).includes('龘龘龘')")
    page.keyboard.press("Enter")
    lists = kept(page)
    assert [(entry["text"], entry["times"]) for entry in lists["missed"]] == [("龘龘龘", 1)]
    assert lists["queries"] == []
    ask(page, "安抚")
    expect(ways).to_be_hidden()


def test_a_dead_end_offers_what_finds_something(page, site):
    page.goto(site.address)
    ask(page, "龘龘 安抚")
    offer = page.locator("[data-search-query]")
    expect(offer).to_have_count(1)
    expect(offer).to_have_text("安抚")
    offer.click()
    expect(field(page)).to_have_value("安抚")
    expect(field(page)).to_be_focused()
    expect(options(page)).to_have_count(6)


@pytest.mark.parametrize(
    ("address", "query", "report"),
    [("https://desk.example.org/new?site=1", "龘龘", "https://desk.example.org/new?site=1&query=龘龘"),
     ("https://desk.example.org/new", "龘龘 138 0013 8000", "https://desk.example.org/new?query="),
     ("mailto:desk@example.org", "龘@龘", "mailto:desk@example.org?subject=" + say("searchGap", query="")),
     (None, "龘龘", None)])
def test_a_report_of_a_gap_tells_nothing_private(page, answering, address, query, report):
    page.goto(answering(feedback=address).address)
    ask(page, query)
    expect(note(page)).to_contain_text("没有找到")
    links = page.locator("[data-search-feedback]")
    assert [page.evaluate("(link) => decodeURIComponent(link.href)", link.element_handle()) for link in links.all()] == ([report] if report else [])
