"""The keys of the site: one table, a map of it, and no key that takes what is typed."""

import pytest
from playwright.sync_api import expect

from accessibility import VIEWS, violations

SCRIPT = "scripts/soothe.html"


@pytest.fixture
def page(watched, shipped):
    watched.goto(shipped.address + SCRIPT)
    return watched


def key_map(page):
    return page.locator("dialog.key-map")


def shown_keys(page):
    return ["".join(row.locator("kbd").all_inner_texts()) for row in key_map(page).locator("dl > div").all()]


def test_the_map_opens_and_closes_by_key_button_and_escape(page):
    page.keyboard.press("?")
    expect(key_map(page)).to_be_visible()
    expect(key_map(page).get_by_role("heading")).to_have_text("快捷键")
    page.keyboard.press("?")
    expect(key_map(page)).to_have_count(0)
    page.locator("[data-key-map]").click()
    expect(key_map(page)).to_be_visible()
    page.keyboard.press("Escape")
    expect(key_map(page)).to_have_count(0)
    expect(page.locator("[data-key-map]")).to_be_focused()


def test_the_map_shows_what_the_page_can_do(page, shipped):
    page.keyboard.press("?")
    keys = shown_keys(page)
    assert {"/", "CtrlK", "v", "s", "?", "Esc"} <= set(keys)
    assert keys.index("/") < keys.index("s") < keys.index("?")
    # Nothing was searched yet, and an overview is nobody's favourite.
    assert "b" not in keys
    page.goto(shipped.address + "health.html")
    page.keyboard.press("?")
    assert "s" not in shown_keys(page)


def test_what_is_typed_stays_typed(page):
    page.keyboard.press("/")
    page.keyboard.type("?sv")
    expect(page.locator("input[type=search]")).to_have_value("?sv")
    expect(page.locator("dialog")).to_have_count(0)
    expect(page.locator("[data-favourite]")).to_have_attribute("aria-pressed", "false")


def test_keys_of_the_browser_and_of_a_composition_are_left_alone(page):
    page.evaluate("""() => {
      const press = (init) => document.body.dispatchEvent(new KeyboardEvent('keydown', { bubbles: true, cancelable: true, key: 's', ...init }));
      for (const init of [{ ctrlKey: true }, { metaKey: true }, { altKey: true }, { isComposing: true }, { keyCode: 229 }]) press(init);
    }""")
    star = page.locator("[data-favourite]")
    expect(star).to_have_attribute("aria-pressed", "false")
    # A capital from the lock means the same key, one from the shift key doesn't.
    page.keyboard.press("Shift+S")
    expect(star).to_have_attribute("aria-pressed", "false")
    page.evaluate("document.body.dispatchEvent(new KeyboardEvent('keydown', { bubbles: true, key: 'S' }))")
    expect(star).to_have_attribute("aria-pressed", "true")


def test_an_open_dialog_has_the_keys_to_itself(page):
    page.keyboard.press("v")
    expect(page.locator("dialog")).to_have_count(1)
    page.keyboard.press("s")
    page.keyboard.press("?")
    expect(page.locator("dialog")).to_have_count(1)
    expect(page.locator("[data-favourite]")).to_have_attribute("aria-pressed", "false")


def test_single_keys_can_be_switched_off_and_on(page, shipped):
    star = page.locator("[data-favourite]")
    hint = "document.querySelector('.line .copy') && getComputedStyle(document.querySelector('.line .copy'), '::after').content"
    assert "c" in page.evaluate(hint)
    page.keyboard.press("?")
    single = key_map(page).get_by_role("checkbox", name="单键快捷键")
    expect(single).to_be_checked()
    single.uncheck()
    expect(key_map(page).locator(".single-key").first).to_have_css("text-decoration-line", "line-through")
    # While a key's meaning is struck out the map can still be left as any dialog.
    page.keyboard.press("Escape")
    expect(key_map(page)).to_have_count(0)
    for key in ("s", "c", "v", "?", "e"):
        page.keyboard.press(key)
    expect(page.locator("dialog, .call-end, [data-copied]")).to_have_count(0)
    expect(star).to_have_attribute("aria-pressed", "false")
    # It is kept, and holds in call mode too; arrows are no characters, and the search is always called.
    page.goto(shipped.address + "methods/six-steps/index.html")
    page.keyboard.press("m")
    expect(page.locator("dialog[open]")).to_have_count(0)
    page.locator("[data-call-open]").click()
    page.keyboard.press("3")
    expect(page.locator("[data-call-step]:visible h2")).to_contain_text("1")
    page.keyboard.press("ArrowRight")
    expect(page.locator("[data-call-step]:visible h2")).to_contain_text("2")
    page.keyboard.press("Escape")
    for key in ("/", "Control+k"):
        page.keyboard.press(key)
        expect(page.locator("input[type=search]")).to_be_focused()
        page.keyboard.press("Escape")
        expect(page.locator("input[type=search]")).not_to_be_focused()
    page.goto(shipped.address + SCRIPT)
    assert page.evaluate(hint) == "none"
    page.locator("[data-key-map]").click()
    single.check()
    page.keyboard.press("Escape")
    page.keyboard.press("s")
    expect(star).to_have_attribute("aria-pressed", "true")


@pytest.mark.parametrize(("width", "scheme"), VIEWS)
def test_the_map_is_accessible(browser, shipped, width, scheme):
    context = browser.new_context(viewport={"width": width, "height": 740}, color_scheme=scheme)
    page = context.new_page()
    page.goto(shipped.address + SCRIPT)
    page.keyboard.press("?")
    expect(key_map(page)).to_be_visible()
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    context.close()
