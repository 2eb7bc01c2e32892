"""What a term means, beside the link to it."""

import pytest
from playwright.sync_api import expect

from accessibility import VIEWS, violations

# A page whose text leads to terms.
PAGE = "cases/retained-cash.html"


def tip(page):
    return page.get_by_role("tooltip")


@pytest.fixture
def page(watched, shipped):
    watched.goto(shipped.address + PAGE)
    return watched


def test_a_pointer_at_rest_shows_the_meaning_until_it_leaves(page):
    link = page.locator("main [data-term]").first
    meaning = link.get_attribute("data-term")
    assert len(meaning) > 10
    link.hover()
    expect(tip(page)).to_have_text(meaning)
    expect(link).to_have_attribute("aria-describedby", "c:tip")
    # It may be pointed at itself, and stays.
    tip(page).hover()
    page.wait_for_timeout(400)
    expect(tip(page)).to_be_visible()
    page.locator("h1").hover()
    expect(tip(page)).to_have_count(0)
    expect(link).not_to_have_attribute("aria-describedby", "c:tip")


def test_the_keyboard_shows_it_and_escape_hides_it(page):
    link = page.locator("main [data-term]").first
    link.evaluate("(link) => { const before = document.createElement('button'); before.id = 'before'; link.before(before); before.focus(); }")
    page.keyboard.press("Tab")
    expect(link).to_be_focused()
    expect(tip(page)).to_be_visible()
    page.keyboard.press("Escape")
    expect(tip(page)).to_have_count(0)
    expect(link).to_be_focused()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Tab")
    expect(tip(page)).to_be_visible()
    page.keyboard.press("Enter")
    page.wait_for_url("**/terms/*.html")


def test_a_tap_opens_the_term_at_once(browser, shipped):
    context = browser.new_context(viewport={"width": 360, "height": 740}, has_touch=True, is_mobile=True)
    page = context.new_page()
    page.goto(shipped.address + PAGE)
    page.locator("main [data-term]").first.tap()
    page.wait_for_url("**/terms/*.html")
    context.close()


@pytest.mark.parametrize(("width", "scheme"), VIEWS)
def test_the_tip_is_accessible_and_fits(browser, shipped, width, scheme):
    context = browser.new_context(viewport={"width": width, "height": 740}, color_scheme=scheme)
    page = context.new_page()
    page.goto(shipped.address + PAGE)
    for link in page.locator("main [data-term]").all()[:4]:
        link.scroll_into_view_if_needed()
        link.hover()
        expect(tip(page)).to_have_text(link.get_attribute("data-term"))
        box = tip(page).bounding_box()
        assert box["x"] >= 0 and box["x"] + box["width"] <= width
        assert box["y"] >= 0 and box["y"] + box["height"] <= 740
    assert violations(page) == []
    context.close()


def test_without_a_script_the_link_is_a_link(browser, shipped):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(shipped.address + PAGE)
    page.locator("main [data-term]").first.click()
    page.wait_for_url("**/terms/*.html")
    context.close()
