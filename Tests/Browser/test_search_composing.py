"""The search box while an input method composes.

    python3 -m pytest Tests/Browser/test_search_composing.py
"""

import pytest
from playwright.sync_api import expect

# Fixtures are names like others.
from search_site import chosen, field, options, page, site  # noqa: F401


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
