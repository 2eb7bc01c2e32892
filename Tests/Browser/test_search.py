"""The search box as an agent uses it, in a real browser: finding, keys, input methods, loading, failures, dead ends.

    python3 -m pytest Tests/Browser/test_search.py

Needs the packages of requirements.txt and Chromium (`chromium`, or the path in CASEBOOK_CHROMIUM). These tests run on a
small site with an engine whose answers a test foresees (search_site.py); the last part on the shipped site.
"""

import json

import pytest
from playwright.sync_api import expect

# Fixtures are names like others.
from search_site import CATALOGUE, WORDS, answering, ask, chosen, field, ids, kept, note, options, page, say, site, until, write_site  # noqa: F401

LINE = "您别着急，您慢慢说，我在听。这件事我来负责到底。"


# MARK: Finding


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


# MARK: Keys


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
    expect(options(page)).to_have_count(6)
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
    expect(page.locator("[data-announcer]")).to_have_text(say("unfilled", n=1))


def test_a_result_without_a_line_has_nothing_to_copy(page, site):
    page.goto(site.address)
    ask(page, "吞钞")
    page.keyboard.press("Control+Enter")
    expect(page.locator("[data-announcer]")).to_have_text(WORDS["searchNoLine"])


# MARK: Composing

# What Chromium, Firefox and Safari send while “吞钞” is written by pinyin and chosen with Enter. In Safari the key press
# comes when the composition is over already, and only its code says that it belonged to it.
COMPOSITIONS = {
    "chromium": [
        ("keydown", {"key": "Process", "keyCode": 229}), ("compositionstart", {}),
        ("compositionupdate", {"data": "tun"}), ("input", {"value": "tun", "isComposing": True}),
        ("keydown", {"key": "Process", "keyCode": 229, "isComposing": True}), ("compositionupdate", {"data": "吞钞"}),
        ("input", {"value": "吞钞", "isComposing": True}), ("keydown", {"key": "Enter", "keyCode": 229, "isComposing": True}),
        ("compositionend", {"data": "吞钞"})],
    "firefox": [
        ("compositionstart", {}), ("keydown", {"key": "Process", "keyCode": 229, "isComposing": True}),
        ("compositionupdate", {"data": "吞钞"}), ("input", {"value": "吞钞", "isComposing": True}),
        ("keydown", {"key": "ArrowDown", "keyCode": 40, "isComposing": True}), ("keydown", {"key": "Escape", "keyCode": 27, "isComposing": True}),
        ("keydown", {"key": "Enter", "keyCode": 13, "isComposing": True}),
        ("compositionend", {"data": "吞钞"}), ("input", {"value": "吞钞"})],
    "safari": [
        ("compositionstart", {}), ("compositionupdate", {"data": "吞钞"}), ("input", {"value": "吞钞", "isComposing": True}),
        ("keydown", {"key": "k", "keyCode": 229, "ctrlKey": True}),
        ("compositionend", {"data": "吞钞"}), ("input", {"value": "吞钞"}), ("keydown", {"key": "Enter", "keyCode": 229})],
}
REPLAY = """(events) => {
  const field = document.querySelector('[role=combobox]');
  return events.filter(([type, detail]) => {
    if (detail.value !== undefined) field.value = detail.value;
    const Kind = { keydown: KeyboardEvent, input: InputEvent }[type] ?? CompositionEvent;
    return !field.dispatchEvent(new Kind(type, { bubbles: true, cancelable: true, ...detail }));
  });
}"""


@pytest.mark.parametrize("browser_name", COMPOSITIONS)
def test_keys_belong_to_the_input_method_while_it_composes(page, site, browser_name):
    page.goto(site.address)
    page.keyboard.press("/")
    assert page.evaluate(REPLAY, COMPOSITIONS[browser_name]) == []
    # What stood in the field meanwhile was searched.
    expect(options(page).first).to_have_attribute("data-page-id", "cash")
    page.wait_for_timeout(100)
    assert page.url == site.address
    expect(page.locator("[data-search-panel]")).to_be_visible()
    page.keyboard.press("Enter")
    page.wait_for_url("**/cases/cash.html*")


def test_a_real_composition_is_searched_and_then_opened(page, site):
    page.goto(site.address)
    field(page).click()
    client = page.context.new_cdp_session(page)
    client.send("Input.imeSetComposition", {"text": "吞钞", "selectionStart": 2, "selectionEnd": 2})
    expect(options(page).first).to_have_attribute("data-page-id", "cash")
    client.send("Input.insertText", {"text": "吞钞"})
    expect(field(page)).to_have_value("吞钞")
    page.keyboard.press("Enter")
    page.wait_for_url("**/cases/cash.html*")


# MARK: Loading


def test_the_first_results_stand_while_the_rest_comes(page, answering):
    site = answering(answers={"安抚": {"rest": 500}})
    page.goto(site.address)
    field(page).fill("安抚")
    expect(options(page)).to_have_count(5)
    page.keyboard.press("ArrowDown")
    second = options(page).nth(1)
    place = second.bounding_box()
    second.evaluate("(option) => { option.mark = true; }")
    expect(options(page)).to_have_count(6)
    assert chosen(page).get_attribute("data-page-id") == "invite"
    assert second.bounding_box() == place and second.evaluate("(option) => option.mark")


def test_waiting_is_said_only_when_it_takes_long(page, answering):
    site = answering(answers={"甲": {"ids": ["soothe"], "delay": 60}, "乙": {"ids": ["cash"], "delay": 700}})
    page.goto(site.address)
    page.evaluate("""() => {
      window.said = [];
      new MutationObserver(() => said.push(document.querySelector('[data-search-note]').textContent)).observe(document.querySelector('[data-search-note]'), { childList: true, characterData: true, subtree: true });
    }""")
    field(page).focus()
    page.wait_for_timeout(200)
    field(page).fill("甲")
    expect(options(page)).to_have_count(1)
    assert WORDS["searchLoading"] not in page.evaluate("said")
    # What stands there goes on standing, under a quiet line.
    field(page).fill("乙")
    expect(page.locator(".is-waiting")).to_be_visible()
    expect(options(page).first).to_have_attribute("data-page-id", "soothe")
    expect(options(page).first).to_have_attribute("data-page-id", "cash")
    expect(page.locator(".is-waiting")).to_have_count(0)
    page.keyboard.press("Escape")
    page.reload()
    field(page).fill("乙")
    expect(note(page)).to_have_text(WORDS["searchLoading"])
    expect(options(page).first).to_have_attribute("data-page-id", "cash")


def test_an_older_answer_never_takes_the_place_of_a_newer(page, site):
    page.goto(site.address)
    field(page).fill("安抚慢")
    page.wait_for_timeout(100)
    ask(page, "吞钞")
    expect(options(page).first).to_have_attribute("data-page-id", "cash")
    page.wait_for_timeout(700)
    assert ids(page)[0] == "cash"


def test_the_engine_is_fetched_once_the_page_is_idle(page, site):
    asked = []
    page.on("request", lambda request: asked.append(request.url.removeprefix(site.address)))
    with page.expect_request("**/engine.js*"):
        page.goto(site.address)
    assert asked.index("engine.js?v=1") > asked.index("site.js")
    ask(page, "安抚")
    expect(options(page)).to_have_count(6)
    assert asked.count("engine.js?v=1") == 1


@pytest.mark.parametrize("how", ["without workers", "with workers that fail"])
def test_without_a_worker_the_engine_runs_in_the_page(page, site, how):
    page.add_init_script("delete window.Worker" if how == "without workers" else """
      window.Worker = class { constructor() { setTimeout(() => this.onerror(new Event('error', { cancelable: true })), 50); } postMessage() {} terminate() {} };""")
    page.goto(site.address)
    field(page).fill("安抚")
    expect(options(page)).to_have_count(6)
    ask(page, "吞钞")
    expect(options(page).first).to_have_attribute("data-page-id", "cash")


@pytest.mark.parametrize("start", ["index.html", "scripts/soothe.html"])
def test_a_portable_site_searches_from_disk(page, tmp_path, start):
    write_site(tmp_path, portable=True)
    page.goto((tmp_path / start).as_uri())
    ask(page, "吞钞")
    expect(options(page).first).to_have_attribute("data-page-id", "cash")
    page.keyboard.press("Enter")
    page.wait_for_url((tmp_path / "cases/cash.html").as_uri() + "#*")
    page.goto((tmp_path / "search.html").as_uri() + "#q=安抚&kind=script")
    expect(options(page)).to_have_count(2)


# MARK: What can't be searched


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


# MARK: Dead ends


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


# MARK: The shipped site, with the engine that is shipped


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
    page = context.new_page()
    faults = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    whole = (shipped.folder / "search/index.json").read_text("utf-8")
    body = {"missing": "", "page": "<!DOCTYPE html><title>Sign in</title>", "cut": whole[:-2000], "format": '{"format":1}', "shape": '{"format":2}'}[how]
    context.route("**/search/index.json*", lambda route: route.fulfill(status=404 if how == "missing" else 200, body=body))
    page.goto(shipped.address + place)
    field(page).fill("吞钞")
    expect(note(page)).to_contain_text(WORDS[f"searchError_{reason}"])
    expect(options(page)).to_have_count(0)
    context.unroute("**/search/index.json*")
    if reason != "version":
        page.locator("[data-search-retry]").click()
        expect(options(page).first).to_be_visible()
    context.close()
    assert faults == []


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
