"""The page with all results: its address, facets, going back.

    python3 -m pytest Tests/Browser/test_search_results.py
"""

from playwright.sync_api import expect

# Fixtures are names like others.
from search_site import WORDS, ask, box, chosen, field, kept, note, options, page, say, site, until  # noqa: F401


def fragment(page):
    return page.evaluate("decodeURIComponent(location.hash)")


def test_the_box_leads_to_all_results(page, site):
    page.goto(site.address + "scripts/soothe.html")
    page.keyboard.press("/")
    page.keyboard.type("词条")
    expect(page.locator(".search-all")).to_have_text(say("searchAll", n=70))
    expect(options(page)).to_have_count(8)
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search.html#q=*")
    expect(field(page)).to_have_value("词条")
    expect(options(page)).to_have_count(50)
    expect(page.locator("[data-search-count]")).to_have_text(say("searchCount", n=70))
    more = page.locator("[data-search-more]")
    expect(more).to_have_text(say("searchMore", n=20))
    more.click()
    expect(options(page)).to_have_count(70)
    expect(more).to_be_hidden()


def test_a_total_that_was_not_counted_out_says_so(page, site):
    page.goto(site.address + "search.html#q=词条约")
    expect(page.locator("[data-search-count]")).to_have_text(say("searchCount", n=say("searchAbout", n=120)))


def test_the_results_page_answers_its_address(page, site):
    page.goto(site.address + "search.html#q=%E5%AE%89%E6%8A%9A&kind=case&channel=counter")
    expect(field(page)).to_have_value("安抚")
    expect(options(page)).to_have_count(2)
    expect(box(page, "kind", "case")).to_be_checked()
    expect(page.locator("[data-search-chip]")).to_have_count(2)
    length = page.evaluate("history.length")
    # Typing changes the entry, Enter makes one.
    page.keyboard.press("Control+a")
    page.keyboard.type("吞钞")
    expect(options(page)).to_have_count(1)
    assert fragment(page) == "#q=吞钞&kind=case&channel=counter"
    assert page.evaluate("history.length") == length
    page.keyboard.press("Enter")
    page.wait_for_url("**/cases/cash.html*")
    page.go_back()
    expect(field(page)).to_have_value("吞钞")
    page.go_back()
    expect(field(page)).to_have_value("安抚")
    expect(options(page)).to_have_count(2)
    page.go_forward()
    expect(field(page)).to_have_value("吞钞")
    page.evaluate("location.hash = '#q=%'")
    expect(field(page)).to_have_value("%")
    expect(note(page)).to_have_text(WORDS["searchNoWords"])
    page.evaluate("location.hash = '#q=%E4&kind=&=x&&q'")
    page.evaluate("location.hash = ''")
    expect(page.locator("[data-search-hint]")).to_be_visible()
    expect(options(page)).to_have_count(0)


def test_a_link_to_a_place_in_the_page_asks_nothing(page, site):
    page.goto(site.address + "search.html#q=安抚")
    expect(options(page)).to_have_count(6)
    page.evaluate("location.hash = '#c:main'")
    page.wait_for_timeout(200)
    expect(field(page)).to_have_value("安抚")
    expect(options(page)).to_have_count(6)
    page.go_back()
    expect(options(page)).to_have_count(6)


def test_nothing_of_a_query_leaves_the_browser(page, site):
    asked = []
    page.on("request", lambda request: asked.append(request.url + (request.post_data or "")))
    page.goto(site.address + "search.html#q=王小明")
    expect(note(page)).to_contain_text("王小明")
    page.reload()
    expect(note(page)).to_contain_text("王小明")
    assert not [url for url in asked if "%E7%8E%8B" in url.split("#")[0] or "王" in url.split("#")[0]]


def test_facets_narrow_within_and_between_fields_and_back_undoes_each(page, site):
    page.goto(site.address + "search.html#q=安抚")
    expect(options(page)).to_have_count(6)
    count = page.locator("[data-search-facets] label", has=page.locator("[value=case]")).locator(".count")
    expect(count).to_have_text("2")
    box(page, "kind", "case").check()
    expect(options(page)).to_have_count(2)
    assert fragment(page) == "#q=安抚&kind=case"
    # The other values of the field keep their counts: they can be added.
    expect(page.locator("[data-search-facets] label", has=page.locator("[value=script]")).locator(".count")).to_have_text("2")
    # From the keyboard as well, and the focus stays.
    expect(box(page, "kind", "case")).to_be_focused()
    box(page, "kind", "script").focus()
    page.keyboard.press("Space")
    expect(options(page)).to_have_count(4)
    expect(box(page, "kind", "script")).to_be_focused()
    expect(box(page, "kind", "script")).to_be_checked()
    box(page, "channel", "phone").check()
    expect(options(page)).to_have_count(2)
    assert fragment(page) == "#q=安抚&kind=case&kind=script&channel=phone"
    page.go_back()
    expect(options(page)).to_have_count(4)
    expect(box(page, "channel", "phone")).not_to_be_checked()
    chips = page.locator("[data-search-chip]")
    expect(chips).to_have_count(2)
    expect(chips.first).to_have_attribute("aria-label", say("searchRemove", words="种类：「case」"))
    chips.first.click()
    expect(options(page)).to_have_count(2)
    assert fragment(page) == "#q=安抚&kind=script"
    expect(chips.first).to_be_focused()
    page.go_back()
    expect(options(page)).to_have_count(4)


def test_filters_alone_list_all_that_they_leave(page, site):
    page.goto(site.address + "search.html#kind=case")
    expect(options(page)).to_have_count(2)
    expect(page.locator("[data-search-kept]")).to_be_hidden()
    ask(page, "龘龘")
    expect(note(page)).to_contain_text("龘龘")
    page.locator("[data-search-unfilter]").click()
    expect(page.locator("[data-search-chip]")).to_have_count(0)
    assert fragment(page) == "#q=龘龘"


def test_many_values_are_folded_and_stay_unfolded(page, site):
    page.goto(site.address + "search.html#q=词条")
    rest = page.locator("details.facet-more")
    expect(rest.locator("summary")).to_have_text(say("searchMoreValues", n=58))
    rest.locator("summary").click()
    box(page, "topic", "题20").check()
    expect(options(page)).to_have_count(1)
    expect(box(page, "topic", "题20")).to_be_visible()


def test_going_back_finds_the_page_as_it_was_left(page, site):
    page.goto(site.address + "search.html#q=词条&channel=phone")
    expect(options(page)).to_have_count(50)
    page.locator("[data-search-more]").click()
    expect(options(page)).to_have_count(70)
    field(page).focus()
    for _ in range(12):
        page.keyboard.press("PageDown")
    id = chosen(page).get_attribute("data-page-id")
    assert id == "more-61"
    page.wait_for_timeout(400)
    y = page.evaluate("scrollY")
    assert y > 2000
    page.keyboard.press("Enter")
    page.wait_for_url("**/scripts/more-61.html")
    page.go_back()
    expect(options(page)).to_have_count(70)
    expect(field(page)).to_have_value("词条")
    expect(page.locator("[data-search-chip]")).to_have_count(1)
    expect(chosen(page)).to_have_attribute("data-page-id", "more-61")
    until(page, "(y) => Math.abs(scrollY - y) < 3", y)


def test_the_field_of_the_results_page_works_as_everywhere(page, site):
    page.goto(site.address + "search.html")
    expect(field(page)).to_be_focused()
    page.keyboard.type("安抚")
    expect(options(page)).to_have_count(6)
    page.keyboard.press("ArrowDown")
    assert chosen(page).get_attribute("data-page-id") == "invite"
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Control+Enter")
    expect(page.locator("[data-announcer]")).to_have_text(WORDS["copied"])
    page.keyboard.press("Escape")
    expect(field(page)).not_to_be_focused()
    expect(options(page)).to_have_count(6)
    page.keyboard.press("/")
    expect(field(page)).to_be_focused()
