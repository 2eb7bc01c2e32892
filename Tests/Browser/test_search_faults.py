"""What can't be searched, and what goes wrong on the way: said in the box, and tried again.

    python3 -m pytest Tests/Browser/test_search_faults.py
"""

import pytest
from playwright.sync_api import expect

# Fixtures are names like others.
from search_site import WORDS, answering, ask, field, ids, note, options, page, site  # noqa: F401


@pytest.mark.parametrize("place", ["index.html", "search.html"])
def test_without_letters_there_is_nothing_to_search(page, site, place):
    page.goto(site.address + place)
    for query in ["，。！？" * 100, "\u0001\u007f\u0002", "\ud800", "\udc00 \ud800", "🙂🙂", "---", "\u0301" * 1000]:
        ask(page, "吞钞")
        expect(options(page)).to_have_count(1)
        # As code units: half of a surrogate pair has no form in UTF-8.
        page.evaluate(
            """(units) => {
              const field = document.querySelector('[role=combobox]');
              field.value = String.fromCharCode(...units);
              field.dispatchEvent(new InputEvent('input'));
            }""", [unit for character in query for unit in utf16(character)])
        expect(note(page)).to_have_text(WORDS["searchNoWords"])
        expect(options(page)).to_have_count(0)
        page.keyboard.press("Enter")


def utf16(character):
    code = ord(character)
    return [code] if code < 0x10000 else [0xD800 + ((code - 0x10000) >> 10), 0xDC00 + ((code - 0x10000) & 0x3FF)]


@pytest.mark.parametrize("place", ["index.html", "search.html"])
def test_of_a_very_long_query_the_beginning_counts_and_that_is_said(page, site, place):
    page.goto(site.address + place)
    for query in ["安抚" * 5000, "x" * 10000, "𠮷" * 5000]:
        ask(page, query)
        expect(note(page)).to_contain_text(WORDS["searchLong"])
        assert len(note(page).inner_text()) < 200
        assert page.evaluate("document.documentElement.scrollWidth") <= 1280
        ask(page, "吞钞")
        expect(note(page)).to_be_hidden()


def test_what_a_query_has_of_control_characters_is_a_blank(page, site):
    page.goto(site.address)
    page.evaluate("""() => {
      const field = document.querySelector('[role=combobox]');
      field.focus();
      field.value = '\\u0007吞钞\\ud800';
      field.dispatchEvent(new InputEvent('input'));
    }""")
    expect(options(page).first).to_have_attribute("data-page-id", "cash")


@pytest.mark.parametrize("reason", ["load", "offline", "damaged", "version"])
@pytest.mark.parametrize("place", ["index.html", "search.html"])
def test_a_failure_is_said_and_tried_again(page, answering, place, reason):
    site = answering(answers={"吞钞": {"error": reason, "once": True, "ids": ["cash"]}})
    page.goto(site.address + place)
    ask(page, "安抚")
    expect(options(page)).to_have_count(6)
    field(page).fill("吞钞")
    expect(note(page)).to_contain_text(WORDS[f"searchError_{reason}"])
    expect(page.locator("[data-announcer]")).to_have_text(WORDS[f"searchError_{reason}"])
    expect(options(page)).to_have_count(0)
    button = page.locator("[data-search-retry]")
    expect(button).to_have_text(WORDS["searchReload" if reason == "version" else "searchRetry"])
    if reason == "version":
        with page.expect_navigation():
            button.click()
    else:
        button.click()
        expect(options(page).first).to_have_attribute("data-page-id", "cash")


def test_enter_and_the_network_coming_back_try_again(page, answering):
    site = answering(answers={"甲": {"error": "load", "once": True, "ids": ["cash"]}, "乙": {"error": "offline", "once": True, "ids": ["soothe"]}})
    page.goto(site.address)
    ask(page, "甲")
    expect(note(page)).to_contain_text(WORDS["searchError_load"])
    page.keyboard.press("Enter")
    expect(options(page).first).to_have_attribute("data-page-id", "cash")
    ask(page, "乙")
    expect(note(page)).to_contain_text(WORDS["searchError_offline"])
    page.evaluate("dispatchEvent(new Event('online'))")
    expect(options(page).first).to_have_attribute("data-page-id", "soothe")


@pytest.mark.parametrize(
    ("how", "reason"), [("missing", "load"), ("page", "damaged"), ("cut", "damaged"), ("throws", "damaged")])
def test_an_engine_that_cannot_run_is_said(browser, answering, how, reason):
    site = answering()
    engine = site.folder / "engine.js"
    whole = engine.read_text("utf-8")
    if how == "missing":
        engine.unlink()
    else:
        engine.write_text({"page": "<!DOCTYPE html><title>登录</title>", "cut": whole[:-300], "throws": "throw new Error('x');"}[how], "utf-8")
    # A page of its own: a script that is none may be reported as an error of the page, which is right here.
    page = browser.new_page()
    page.goto(site.address)
    field(page).fill("吞钞")
    expect(note(page)).to_contain_text(WORDS[f"searchError_{reason}"])
    engine.write_text(whole, "utf-8")
    page.locator("[data-search-retry]").click()
    expect(options(page).first).to_have_attribute("data-page-id", "cash")
    page.close()


def test_offline_before_the_engine_was_fetched(browser, site):
    context = browser.new_context()
    page = context.new_page()
    page.add_init_script("window.requestIdleCallback = () => {}")
    page.goto(site.address)
    context.set_offline(True)
    field(page).fill("吞钞")
    expect(note(page)).to_contain_text(WORDS["searchError_offline"])
    context.set_offline(False)
    expect(options(page).first).to_have_attribute("data-page-id", "cash")
    context.close()
