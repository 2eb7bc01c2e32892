"""Who has left the search is not called back to it by an answer that comes late."""

import pytest
from playwright.sync_api import expect

# Fixtures are names like others.
from search_site import field, options, page, site  # noqa: F401


def leave_by_escape(page):
    page.keyboard.press("Escape")


def leave_by_a_click_outside(page):
    page.mouse.click(5, 790)


def leave_by_tab(page):
    # Over the button that closes the search.
    page.locator("#other").focus()


@pytest.mark.parametrize("leave", [leave_by_escape, leave_by_a_click_outside, leave_by_tab])
@pytest.mark.parametrize("query", ["安抚慢", "词条"], ids=["before any answer", "before the final answer"])
def test_a_late_answer_opens_nothing(page, site, leave, query):
    page.goto(site.address)
    field(page).fill(query)
    if query == "词条":
        expect(options(page).first).to_be_visible()
    leave(page)
    page.wait_for_timeout(900)
    expect(page.locator("[data-search-panel]")).to_be_hidden()
    # Coming back asks anew.
    field(page).click()
    expect(options(page).first).to_be_visible()


def test_the_results_page_shows_what_was_asked_to_whoever_has_left_the_field(page, site):
    page.goto(site.address + "search.html")
    field(page).fill("安抚慢")
    page.keyboard.press("Escape")
    expect(options(page)).to_have_count(6)
