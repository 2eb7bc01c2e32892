"""Keys and clicks in the search box: choosing, opening, copying, leaving.

    python3 -m pytest Tests/Browser/test_search_keys.py
"""

import json

from playwright.sync_api import expect

# Fixtures are names like others.
from search_site import WORDS, answering, ask, chosen, field, ids, kept, note, options, page, say, site  # noqa: F401


LINE = "您别着急，您慢慢说，我在听。这件事我来负责到底。"




def test_arrows_and_page_keys_choose(page, site):
    page.goto(site.address)
    ask(page, "安抚")
    order = ids(page)
    for key, id in [("ArrowUp", order[5]), ("ArrowDown", order[0]), ("ArrowDown", order[1]), ("PageDown", order[5]),
                    ("PageUp", order[0]), ("End", order[5]), ("ArrowUp", order[4])]:
        page.keyboard.press(key)
        assert chosen(page).get_attribute("data-page-id") == id, key
    # The caret goes first.
    page.keyboard.press("Home")
    assert chosen(page).get_attribute("data-page-id") == order[4]
    page.keyboard.press("Home")
    assert chosen(page).get_attribute("data-page-id") == order[0]
    page.keyboard.press("Shift+End")
    assert page.evaluate("[document.activeElement.selectionStart, document.activeElement.selectionEnd]") == [0, 2]


def test_enter_opens_the_chosen_result_at_its_place(page, site):
    page.goto(site.address + "methods/six-steps/vent.html")
    page.keyboard.press("/")
    page.keyboard.type("安抚")
    expect(options(page)).to_have_count(6)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/cases/cash.html#%E7%BB%8F%E8%BF%87")
    assert [entry["text"] for entry in kept(page)["queries"]] == ["安抚"]


def test_enter_before_the_answer_opens_what_was_typed_not_what_was_there(page, site):
    page.goto(site.address)
    ask(page, "词条")
    page.keyboard.press("Control+a")
    page.keyboard.insert_text("安抚慢")
    page.keyboard.press("Enter")
    page.wait_for_url("**/scripts/soothe.html")


def test_enter_before_an_answer_found_in_another_way_waits_to_be_read(page, answering):
    site = answering(answers={"头诉": {"match": "typo", "words": ["投诉"], "ids": ["soothe"], "delay": 300}})
    page.goto(site.address)
    field(page).fill("头诉")
    page.keyboard.press("Enter")
    expect(note(page)).to_have_text(say("searchTypo", words="投诉"))
    assert page.url == site.address
    page.keyboard.press("Enter")
    page.wait_for_url("**/scripts/soothe.html")


def test_a_click_opens_and_with_control_in_a_new_tab(page, site):
    page.goto(site.address)
    # What is selected anywhere, the middle button pastes on some systems.
    page.locator("#other").fill("安抚")
    page.keyboard.press("Control+a")
    ask(page, "吞钞")
    for how in ({"modifiers": ["Control"]}, {"button": "middle"}):
        with page.context.expect_page() as opened:
            options(page).first.click(**how)
        opened.value.wait_for_url("**/cases/cash.html*")
    expect(field(page)).to_have_value("吞钞")
    options(page).first.click()
    page.wait_for_url("**/cases/cash.html*")


def test_escape_a_click_outside_and_tab_leave(page, site):
    page.goto(site.address)
    panel = page.locator("[data-search-panel]")
    ask(page, "安抚")
    expect(panel).to_be_visible()
    page.keyboard.press("Escape")
    expect(panel).to_be_hidden()
    expect(field(page)).not_to_be_focused()
    expect(field(page)).to_have_attribute("aria-expanded", "false")
    field(page).click()
    expect(panel).to_be_visible()
    page.mouse.click(5, 790)
    expect(panel).to_be_hidden()
    field(page).click()
    expect(panel).to_be_visible()
    page.keyboard.press("Tab")
    expect(page.locator("[data-search-close]")).to_be_focused()
    page.keyboard.press("Tab")
    expect(panel).to_be_hidden()
    expect(page.locator("#other")).to_be_focused()
    ask(page, "龘龘")
    page.locator("[data-search-feedback]").focus()
    page.keyboard.press("Escape")
    expect(panel).to_be_hidden()


def test_the_line_is_copied_two_keys_after_the_query(page, site):
    page.goto(site.address)
    page.keyboard.press("/")
    page.keyboard.type("安抚话术")
    first = options(page).first
    expect(first.locator(".result-words")).to_have_text(LINE)
    page.keyboard.press("Control+Enter")
    mark = first.locator("[data-search-copy]")
    expect(mark).to_have_text(WORDS["copied"])
    expect(page.locator("[data-announcer]")).to_have_text(WORDS["copied"])
    assert page.evaluate("navigator.clipboard.readText()") == LINE
    assert page.url == site.address
    lists = kept(page)
    assert [entry["text"] for entry in lists["queries"]] == ["安抚话术"]
    # Where it stands, not its words: those may be other ones tomorrow.
    assert [(entry["id"], entry["text"], entry["url"]) for entry in lists["copied"]] == [("soothe", "安抚话术", "scripts/soothe.html")]
    assert LINE not in json.dumps(lists, ensure_ascii=False)
    page.evaluate("navigator.clipboard.writeText('')")
    expect(mark).to_have_text(WORDS["searchCopy"], timeout=4000)
    mark.click()
    expect(mark).to_have_text(WORDS["copied"])
    assert page.evaluate("navigator.clipboard.readText()") == LINE


def test_what_is_left_to_fill_in_is_said(page, site):
    page.goto(site.address)
    ask(page, "从头讲给我听")
    page.keyboard.press("Control+Enter")
    announcer = page.locator("[data-announcer]")
    expect(announcer).to_have_text(f"{say('unfilled', n=1)} 称呼")
    # What was found would be said by now, and over it.
    page.wait_for_timeout(1500)
    expect(announcer).to_have_text(f"{say('unfilled', n=1)} 称呼")


def test_a_result_without_a_line_has_nothing_to_copy(page, site):
    page.goto(site.address)
    ask(page, "吞钞")
    page.keyboard.press("Control+Enter")
    expect(page.locator("[data-announcer]")).to_have_text(WORDS["searchNoLine"])
