"""The page with all results, what is kept, and how the search looks, in a real browser.

Runs on the small site of search_site.py.
"""

import json

import pytest
from playwright.sync_api import expect

from accessibility import VIEWS, violations
# Fixtures are names like others.
from search_site import CATALOGUE, WORDS, answering, ask, chosen, field, ids, kept, note, options, page, say, site, until  # noqa: F401


# MARK: What is kept


KEPT = {"安抚", "安抚 2 小时", "iso 9001", "投诉iPhone", "ATM机"}
NOT_KEPT = {"安抚13800138000", "安抚 1 3 8 0 0", "安抚１２３４５", "安抚a@b", "安抚京A·12B4C", "安抚沪ADF123", "安抚11010119900307123X", "安抚" * 40}


def test_a_query_is_kept_unless_it_looks_private(page, answering):
    site = answering(answers={query: {"ids": ["soothe"]} for query in KEPT | NOT_KEPT})
    page.goto(site.address)
    for query in sorted(KEPT | NOT_KEPT):
        ask(page, query)
        expect(options(page)).to_have_count(1)
        # Typing keeps nothing.
        assert query not in [entry["text"] for entry in kept(page).get("queries", [])]
        page.keyboard.press("Control+Enter")
        expect(page.locator("[data-copied]")).to_be_visible()
    until(page, "JSON.stringify({ ...localStorage }).includes('soothe')")
    assert {entry["text"] for entry in kept(page)["queries"]} == KEPT
    assert len(kept(page)["copied"]) == 1


def test_the_empty_field_offers_what_was_searched_and_copied(page, site):
    page.goto(site.address)
    field(page).focus()
    expect(page.locator("[data-search-panel]")).to_be_hidden()
    for query in ("安抚话术", "词条之1", "词条之2"):
        ask(page, query)
        expect(options(page).first).to_be_visible()
        page.keyboard.press("Control+Enter")
        expect(page.locator("[data-copied]")).to_be_visible()
    ask(page, "")
    rows = page.locator("[role=option]")
    expect(rows).to_have_count(7)
    expect(rows.first).to_contain_text("词条之2")
    expect(rows.nth(3)).to_contain_text(WORDS["searchCopied"])
    expect(chosen(page)).to_have_count(0)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(field(page)).to_have_value("词条之1")
    expect(options(page)).not_to_have_count(0)
    ask(page, "")
    rows.nth(5).click()
    page.wait_for_url("**/scripts/soothe.html")


def test_a_line_copied_on_its_page_is_offered_too(page, answering):
    site = answering()
    path = site.folder / "scripts/soothe.html"
    line = '<figure class="line" data-script-id="soothe"><blockquote>您好，<span data-fill="称呼">李女士</span>。</blockquote><button data-copy>复制</button></figure>'
    path.write_text(path.read_text("utf-8").replace("<h2", line + "<h2", 1), "utf-8")
    page.goto(site.address + "scripts/soothe.html")
    page.locator("[data-copy]").click()
    expect(page.locator("[data-copied]")).to_be_visible()
    entries = kept(page)["copied"]
    assert [(entry["text"], entry["url"]) for entry in entries] == [("安抚话术", "scripts/soothe.html")]
    assert "李女士" not in json.dumps(kept(page), ensure_ascii=False)
    page.goto(site.address + "cases/cash.html")
    page.keyboard.press("/")
    page.locator("[role=option]").first.click()
    page.wait_for_url("**/scripts/soothe.html")


def test_what_is_kept_is_listed_exported_and_cleared(page, site):
    page.goto(site.address)
    for query in ("安抚话术", "词条之1"):
        ask(page, query)
        expect(options(page).first).to_be_visible()
        page.keyboard.press("Control+Enter")
        expect(page.locator("[data-copied]")).to_be_visible()
    ask(page, "龘龘龘")
    until(page, "JSON.stringify({ ...localStorage }).includes('龘龘龘')")
    page.goto(site.address + "search.html")
    lists = {name: page.locator(f"[data-kept={name}] li") for name in ("queries", "copied", "missed")}
    expect(lists["queries"]).to_have_count(2)
    expect(lists["copied"]).to_have_count(2)
    expect(lists["missed"]).to_contain_text(["龘龘龘"])
    with page.expect_download() as download:
        page.locator("[data-kept-export]").click()
    exported = json.loads(open(download.value.path(), encoding="utf-8").read())
    assert [entry["text"] for entry in exported["queries"]] == ["词条之1", "安抚话术"]
    assert download.value.suggested_filename.endswith(".json")
    lists["queries"].first.locator("button").click()
    expect(lists["queries"]).to_have_count(1)
    assert [entry["text"] for entry in kept(page)["queries"]] == ["安抚话术"]
    lists["queries"].locator("a").click()
    expect(field(page)).to_have_value("安抚话术")
    expect(options(page).first).to_have_attribute("data-page-id", "soothe")
    page.go_back()
    page.locator("[data-kept-clear]").click()
    expect(page.locator("[data-search-kept]")).to_be_hidden()
    assert kept(page) == {"queries": [], "copied": [], "missed": []}


def test_the_lists_have_an_end(page, site):
    page.goto(site.address)
    page.evaluate("""() => {
      const many = Array.from({ length: 500 }, (_, at) => ({ text: `旧${at}`, day: '2026-01-01' }));
      localStorage.setItem(`casebook.search ${new URL('.', location).href}`, JSON.stringify({ queries: many, copied: 7, missed: [null, 'x', {}] }));
    }""")
    ask(page, "安抚话术")
    page.keyboard.press("Control+Enter")
    expect(page.locator("[data-copied]")).to_be_visible()
    lists = kept(page)
    assert len(lists["queries"]) == 20 and lists["queries"][0]["text"] == "安抚话术"
    assert len(lists["copied"]) == 1 and lists["missed"] == []


STORAGE_FAULTS = {
    "closed": "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('no', 'SecurityError'); } });",
    "full": "Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); };",
    "absent": "Object.defineProperty(window, 'localStorage', { value: null });",
    "broken": "localStorage.setItem(`casebook.search ${new URL('.', location).href}`, '{oops');",
}


@pytest.mark.parametrize("fault", STORAGE_FAULTS)
def test_storage_that_fails_breaks_nothing_and_is_said(page, site, fault):
    page.add_init_script(STORAGE_FAULTS[fault])
    page.goto(site.address)
    ask(page, "安抚话术")
    page.keyboard.press("Control+Enter")
    expect(page.locator("[data-copied]")).to_be_visible()
    ask(page, "")
    # As long as the page lasts.
    expect(page.locator("[role=option]").first).to_contain_text("安抚话术")
    if fault == "broken":
        expect(note(page)).to_be_hidden()
        return
    expect(note(page)).to_have_text(WORDS["searchNotKept"])
    page.goto(site.address + "search.html")
    if fault != "full":
        expect(note(page)).to_have_text(WORDS["searchNotKept"])
    ask(page, "安抚话术")
    page.keyboard.press("Control+Enter")
    expect(page.locator("[data-copied]")).to_be_visible()


# MARK: The page with all results


def fragment(page):
    return page.evaluate("decodeURIComponent(location.hash)")


def box(page, field, value):
    return page.locator(f'[data-search-facets] input[data-field="{field}"][value="{value}"]')


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


# MARK: Look


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
