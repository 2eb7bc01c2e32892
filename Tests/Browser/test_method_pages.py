"""Walking through a method: steps by keys, their scripts in full, and the call mode."""

import pytest
from playwright.sync_api import expect

from accessibility import VIEWS, violations
from conftest import Watch
from speaking_site import clipboard, field, speaking, talking

assert speaking and talking

SIX = "methods/six-steps/"
SIX_STEPS = ["vent", "apologise", "gather", "solve", "involve", "follow-up"]


def goes(page, shipped, key, path):
    page.keyboard.press(key)
    page.wait_for_url(shipped.address + path)


def step_in_call(page):
    return page.locator("[data-call-step]:visible")


def is_in_call(page):
    return page.locator("dialog[data-call]").evaluate("dialog => dialog.open")


# MARK: From step to step


def test_arrows_and_digits_lead_from_step_to_step(watched, shipped):
    watched.goto(shipped.address + SIX + "index.html")
    goes(watched, shipped, "ArrowRight", SIX + "vent.html")
    goes(watched, shipped, "ArrowRight", SIX + "apologise.html")
    goes(watched, shipped, "ArrowLeft", SIX + "vent.html")
    goes(watched, shipped, "4", SIX + "solve.html")
    goes(watched, shipped, "6", SIX + "follow-up.html")
    for key in ("ArrowRight", "7"):
        watched.keyboard.press(key)
    watched.wait_for_timeout(200)
    assert watched.url == shipped.address + SIX + "follow-up.html"


def test_a_script_shows_its_step_and_one_key_leads_to_the_next(watched, shipped):
    watched.goto(shipped.address + "scripts/cash-retained.html")
    assert watched.locator("[data-steps=six-steps] [aria-current=step] .dot").inner_text() == "4"
    goes(watched, shipped, "ArrowRight", "methods/four-steps/guide.html")
    # Of several methods it is the one that the call goes through.
    watched.goto(shipped.address + SIX + "vent.html")
    watched.goto(shipped.address + "scripts/cash-retained.html")
    goes(watched, shipped, "ArrowRight", SIX + "involve.html")
    watched.goto(shipped.address + "scripts/cash-retained.html")
    watched.locator("[data-steps=four-steps] a").first.focus()
    goes(watched, shipped, "1", "methods/four-steps/comfort.html")


def test_in_a_field_or_a_wide_table_the_keys_are_its_own(talking, speaking):
    talking.goto(speaking.address + "methods/two-steps/listen.html")
    talking.locator("[data-slot]").first.focus()
    for key in ("ArrowRight", "2", "m"):
        talking.keyboard.press(key)
    talking.wait_for_timeout(200)
    assert talking.url.endswith("listen.html") and talking.locator("[data-slot]").first.input_value() == "2m"


# MARK: A step's scripts


@pytest.mark.parametrize("step", SIX_STEPS)
def test_a_steps_scripts_stand_there_whole(watched, shipped, step):
    watched.goto(f"{shipped.address}{SIX}{step}.html")
    cards = watched.locator("[data-relation=scripts] .card")
    assert cards.count() > 0
    lines = [card.locator("blockquote").inner_text() for card in cards.all()]
    links = [card.locator(".card-head a").get_attribute("href") for card in cards.all()]
    watched.keyboard.press("c")
    expect(cards.first.locator("[data-copied]")).to_be_visible()
    assert clipboard(watched).split() == lines[0].split()
    for said, link in zip(lines, links):
        watched.goto(f"{shipped.address}{SIX}{link}")
        assert watched.locator("#line-1 blockquote").inner_text() == said


def test_a_card_is_filled_in_where_it_stands_and_everywhere_else(talking, speaking):
    talking.goto(speaking.address + "methods/two-steps/listen.html")
    card = talking.locator("[data-relation=scripts] .card").filter(has=talking.locator("[data-slot]")).first
    slot = card.locator("[data-slot]").first
    name = slot.get_attribute("data-slot")
    slot.fill("李女士")
    expect(card.locator(f"blockquote [data-fill={name}]").first).to_have_text("李女士")
    slot.press("Enter")
    expect(card.locator("[data-copied]")).to_be_visible()
    assert "李女士" in clipboard(talking)


# MARK: Call mode


def test_a_key_right_behind_the_call_mode_is_the_pages_own(watched, shipped):
    watched.goto(shipped.address + SIX + "index.html")
    watched.keyboard.press("m")
    expect(step_in_call(watched)).to_be_focused()
    # Until the next frame the focus is still in the dialog that was closed.
    watched.evaluate("""() => {
      const { activeElement } = document;
      document.querySelector('dialog[open]').close();
      activeElement.dispatchEvent(new KeyboardEvent('keydown', { key: '2', bubbles: true, cancelable: true }));
    }""")
    watched.wait_for_url("**/apologise.html")


def test_call_mode_shows_one_step_at_a_time(watched, shipped):
    watched.goto(shipped.address + SIX + "index.html")
    watched.evaluate("scrollTo(0, 200)")
    watched.keyboard.press("m")
    expect(step_in_call(watched)).to_have_count(1)
    expect(step_in_call(watched)).to_be_focused()
    expect(watched.get_by_role("region", name="鼓励客户发泄，排解愤怒")).to_contain_text("客户把经过和情绪都说出来，愿意听你说话。")
    assert 1 <= step_in_call(watched).locator(".card").count() <= 2
    watched.keyboard.press("ArrowLeft")
    watched.keyboard.press("ArrowRight")
    expect(watched.get_by_role("region", name="充分道歉，控制事态稳定")).to_be_focused()
    watched.keyboard.press("c")
    expect(step_in_call(watched).locator("[data-copied]")).to_have_count(1)
    expect(watched.locator("dialog [data-announcer]")).to_contain_text("已复制")
    assert clipboard(watched).split() == step_in_call(watched).locator("blockquote").first.inner_text().split()
    watched.keyboard.press("6")
    expect(watched.get_by_role("button", name="下一步")).to_be_hidden()
    watched.get_by_role("button", name="上一步").click()
    expect(watched.get_by_role("region", name="让客户参与解决方案")).to_be_visible()
    watched.keyboard.press("Escape")
    assert not is_in_call(watched)
    # The agent finds the page as it was left, and the call mode, too.
    assert watched.evaluate("scrollY") == 200 and watched.url == shipped.address + SIX + "index.html"
    watched.get_by_role("button", name="通话模式").click()
    expect(watched.get_by_role("region", name="让客户参与解决方案")).to_be_visible()
    watched.keyboard.press("m")
    assert not is_in_call(watched)


def test_call_mode_begins_and_ends_at_a_step(watched, shipped):
    watched.goto(shipped.address + SIX + "gather.html")
    watched.keyboard.press("m")
    expect(watched.get_by_role("region", name="收集信息，了解问题所在")).to_be_visible()
    watched.keyboard.press("ArrowRight")
    watched.keyboard.press("Escape")
    watched.wait_for_url(shipped.address + SIX + "solve.html")


def test_call_mode_fills_slots_and_leads_to_the_search(talking, speaking):
    talking.goto(speaking.address + "methods/two-steps/index.html")
    talking.keyboard.press("m")
    slot = step_in_call(talking).locator("[data-slot]").first
    slot.fill("李女士")
    expect(step_in_call(talking).locator("[data-fill]").first).to_have_text("李女士")
    # In a field the keys are letters.
    slot.press("ArrowRight")
    slot.press("/")
    expect(slot).to_be_visible()
    step_in_call(talking).focus()
    talking.keyboard.press("/")
    expect(talking.locator("input[type=search]")).to_be_focused()
    talking.keyboard.press("Escape")
    talking.locator("h1").click()
    talking.keyboard.press("m")
    talking.keyboard.press("e")
    talking.keyboard.press("Enter")
    expect(talking.locator("input[type=search]")).to_be_focused()
    assert talking.locator("dialog [data-slot]").first.input_value() == ""


@pytest.mark.parametrize(("width", "scheme"), VIEWS)
def test_call_mode_is_accessible_and_fits(browser, shipped, width, scheme):
    context = browser.new_context(viewport={"width": width, "height": 740}, color_scheme=scheme)
    page = context.new_page()
    watch = Watch(page, shipped.address)
    page.goto(shipped.address + SIX + "index.html")
    page.keyboard.press("m")
    for step in range(len(SIX_STEPS)):
        page.keyboard.press(str(step + 1))
        assert violations(page) == []
        assert page.evaluate("document.querySelector('dialog').scrollWidth") <= width
    assert watch.faults == []
    context.close()


def test_call_mode_works_from_disk(browser, portable):
    page = browser.new_page()
    watch = Watch(page, "file://")
    page.goto((portable / SIX / "vent.html").as_uri())
    page.keyboard.press("m")
    expect(page.get_by_role("region", name="鼓励客户发泄，排解愤怒")).to_be_visible()
    page.keyboard.press("2")
    expect(page.get_by_role("region", name="充分道歉，控制事态稳定")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("main")).to_have_attribute("data-page-id", "six-steps/apologise")
    page.close()
    assert watch.faults == []


def test_without_scripts_links_lead_from_step_to_step(browser, shipped):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(shipped.address + SIX + "index.html")
    expect(page.locator("dialog, [data-call-open]").filter(visible=True)).to_have_count(0)
    page.locator(".steps a").first.click()
    page.locator("a[rel=next]").click()
    expect(page.locator("main")).to_have_attribute("data-page-id", "six-steps/apologise")
    expect(page.locator("[data-relation=scripts] blockquote").first).to_be_visible()
    context.close()
