"""How the search looks: every state accessible, on small screens, in the colours of the system, at rest, without scripts.

    python3 -m pytest Tests/Browser/test_search_look.py
"""

import pytest
from playwright.sync_api import expect

from accessibility import VIEWS, violations
# Fixtures are names like others.
from search_site import CATALOGUE, answering, ask, box, chosen, field, kept, options, page, site  # noqa: F401


@pytest.mark.parametrize(("width", "scheme"), VIEWS)
def test_every_state_is_accessible(browser, site, width, scheme):
    context = browser.new_context(
        viewport={"width": width, "height": 800}, color_scheme=scheme, permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    wrong = {}

    def look(state):
        found = violations(page)
        wide = page.evaluate("document.documentElement.scrollWidth")
        if wide > width:
            found.append(f"{wide} px wide")
        if found:
            wrong[state] = found

    page.goto(site.address)
    for query in ("安抚", "anfu", "安慰", "词条", "龘龘 安抚"):
        ask(page, query)
        expect(page.locator("[role=option], [data-search-ways]:not([hidden])").first).to_be_visible()
        look(query)
    expect(page.locator("[data-search-query]")).to_be_visible()
    look("offers")
    ask(page, "安抚")
    page.keyboard.press("Control+Enter")
    expect(page.locator("[data-copied]")).to_be_visible()
    look("copied")
    ask(page, "")
    expect(page.locator("[role=option]").first).to_be_visible()
    look("kept")
    for address in ("#q=安抚&kind=script", "#q=词条约", "#q=龘龘&kind=script", ""):
        page.goto("about:blank")
        page.goto(f"{site.address}search.html{address}")
        page.wait_for_timeout(150)
        if width == 360 and address == "#q=词条约":
            page.locator("[data-search-facets] > summary").click()
        look(f"results {address}")
    context.close()
    assert wrong == {}


def test_at_360_pixels_the_search_takes_the_whole_view(page, site):
    page.set_viewport_size({"width": 360, "height": 640})
    page.goto(site.address)
    ask(page, "安抚话术")
    expect(options(page).first).to_be_visible()
    shape = page.locator("[data-search-box]").bounding_box()
    assert (shape["width"], shape["height"]) == (360, 640)
    mark = options(page).first.locator("[data-search-copy]").bounding_box()
    assert mark["height"] >= 40
    page.locator("[data-search-close]").click()
    expect(page.locator("[data-search-panel]")).to_be_hidden()
    page.goto(site.address + "search.html#q=安抚")
    facets = page.locator("[data-search-facets]")
    expect(facets).to_be_visible()
    expect(box(page, "kind", "case")).to_be_hidden()
    page.locator("[data-search-facets] > summary").click()
    expect(box(page, "kind", "case")).to_be_visible()
    box(page, "kind", "case").check()
    # Does not fold under the reader's hand.
    expect(options(page)).to_have_count(2)
    expect(box(page, "kind", "script")).to_be_visible()


def test_with_the_colours_of_the_system_choice_and_marks_are_seen(browser, site):
    context = browser.new_context(forced_colors="active", viewport={"width": 640, "height": 400})
    page = context.new_page()
    page.goto(site.address)
    ask(page, "安抚")
    expect(chosen(page)).to_have_count(1)
    style = "(element) => { const { outlineStyle, outlineWidth } = getComputedStyle(element); return [outlineStyle, outlineWidth]; }"
    assert chosen(page).evaluate(style) == ["solid", "2px"]
    assert options(page).nth(1).evaluate(style)[0] == "none"
    colours = page.locator("mark").first.evaluate("(mark) => [getComputedStyle(mark).backgroundColor, getComputedStyle(mark.parentElement.closest('li')).backgroundColor]")
    assert colours[0] != colours[1]
    # As at 200 % of a screen of 1,280 by 800: the first results are in view.
    panel = page.locator("[data-search-panel]").bounding_box()
    assert panel["y"] + panel["height"] <= 400
    context.close()


def test_nothing_moves_for_those_who_want_it_still(browser, answering):
    site = answering(answers={"甲": {"delay": 3000}})
    context = browser.new_context(reduced_motion="reduce")
    page = context.new_page()
    page.goto(site.address)
    ask(page, "安抚")
    expect(options(page)).to_have_count(6)
    field(page).fill("甲")
    expect(page.locator(".is-waiting")).to_be_visible()
    assert page.evaluate("document.getAnimations().length") == 0
    context.close()


def test_without_scripts_the_field_is_a_plain_one(browser, site):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(site.address)
    expect(page.locator("input[type=search]")).to_be_visible()
    expect(page.locator("[data-search-panel]")).to_be_hidden()
    page.goto(site.address + "search.html")
    assert CATALOGUE["page"]["searchNeedsScript"] in page.locator("[data-results]").inner_text()
    for part in ("facets", "kept", "more"):
        expect(page.locator(f"[data-search-{part}]")).to_be_hidden()
    context.close()
