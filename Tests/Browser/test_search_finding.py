"""The search box on the small site of search_site.py: what it finds, and what each result says of itself.

    python3 -m pytest Tests/Browser/test_search_finding.py
"""

import pytest
from playwright.sync_api import expect

# Fixtures are names like others.
from search_site import WORDS, answering, ask, field, ids, note, options, page, say, site  # noqa: F401


def test_results_come_while_typing_and_the_first_is_chosen(page, site):
    page.goto(site.address)
    page.keyboard.press("/")
    page.keyboard.type("安抚")
    expect(options(page)).to_have_count(6)
    expect(options(page).first).to_have_attribute("aria-selected", "true")
    expect(field(page)).to_have_attribute("aria-expanded", "true")
    assert page.locator(f'[id="{field(page).get_attribute("aria-activedescendant")}"]').get_attribute("data-page-id") == "soothe"
    assert page.locator("mark").first.inner_text() == "安抚"
    expect(note(page)).to_be_hidden()
    expect(page.locator("[data-announcer]")).to_have_text(say("searchCount", n=6))


def test_a_result_says_what_where_and_how_fresh(page, site):
    page.goto(site.address)
    ask(page, "安抚")
    expect(options(page).nth(4).locator(".badge")).to_have_text("步骤 › 六步法")
    expect(options(page).nth(0).locator(".result-date")).to_have_text(f"{WORDS['searchReviewed']} 2026-08-14")
    expect(options(page).nth(1).locator(".status")).to_have_text(WORDS["searchOverdue"])
    expect(options(page).nth(3).locator(".status")).to_have_text(WORDS["searchUnpublished"])
    expect(options(page).nth(5).locator(".status")).to_have_text(WORDS["searchRetired"])
    expect(options(page).nth(2).locator(".result-snippet")).to_contain_text("经过 客户在柜员机上存钱时被吞钞")
    # The title doesn't hold what was typed; the other name does.
    ask(page, "安慰客户")
    expect(options(page).first.locator(".result-title")).to_have_text("安抚话术")
    expect(options(page).first.locator(".result-alias")).to_have_text(f"{WORDS['searchAlias']} 安慰客户")


@pytest.mark.parametrize("key", ["/", "Control+k", "Meta+k"])
def test_keys_lead_to_the_field_from_anywhere(page, site, key):
    page.goto(site.address)
    page.keyboard.press(key)
    expect(field(page)).to_be_focused()
    assert field(page).input_value() == ""


def test_a_slash_in_another_field_is_a_slash(page, site):
    page.goto(site.address)
    page.locator("#other").click()
    page.keyboard.press("/")
    expect(page.locator("#other")).to_have_value("/")
    page.keyboard.press("Control+k")
    expect(field(page)).to_be_focused()
    # Back where the key press called from.
    page.keyboard.press("Escape")
    expect(page.locator("#other")).to_be_focused()
    page.locator("#box").focus()
    page.keyboard.press("/")
    expect(field(page)).to_be_focused()


@pytest.mark.parametrize(
    ("query", "words"),
    [("anfu", say("searchPinyin", words="安抚")), ("头诉安抚", say("searchTypo", words="安抚")),
     ("安抚退款", say("searchRelaxed", words="退款")), ("吞钞安抚", WORDS["searchLoose"])])
def test_what_is_not_simply_what_was_typed_says_so(page, site, query, words):
    page.goto(site.address)
    ask(page, query)
    expect(note(page)).to_have_text(words)
    expect(page.locator("[data-announcer]")).to_contain_text(words)
    assert page.locator(".result-way").count() == 0
    ask(page, "安抚")
    expect(note(page)).to_be_hidden()


def test_where_ways_are_mixed_each_result_says_its_own(page, site):
    page.goto(site.address)
    ask(page, "安慰")
    expect(options(page).first.locator(".result-way")).to_have_count(0)
    expect(options(page).nth(1).locator(".result-way")).to_have_text(say("searchSynonym", words="安抚"))


def test_content_is_text(page, answering):
    evil = {"<b>": {"ids": ["soothe"], "own": {"soothe": {"title": [["<img src=x onerror=alert(1)>", True]], "words": ["<i>"], "match": "typo"}}}}
    page.goto(answering(answers=evil).address)
    ask(page, "<b>")
    expect(options(page).first.locator("mark")).to_have_text("<img src=x onerror=alert(1)>")
    expect(note(page)).to_have_text(say("searchTypo", words="<i>"))
    assert page.locator(".search-list img, .search-note i").count() == 0
