"""The home page: what an agent needs first, with the search in focus and nothing that moves."""

import re

import pytest
from playwright.sync_api import expect

from conftest import build, Site

EMOTIONS = ["平静", "焦急", "愤怒", "委屈", "悲伤", "怀疑", "尴尬"]

SHIFTS = """() => new Promise((done) => {
  const shifts = [];
  new PerformanceObserver((list) => {
    for (const { value, sources } of list.getEntries()) shifts.push(`${value} ${sources.map(({ node }) => node?.className || node?.nodeName)}`);
  }).observe({ type: 'layout-shift', buffered: true });
  setTimeout(() => done(shifts), 500);
})"""


def test_the_search_has_the_focus_and_nothing_opens(watched, shipped):
    watched.goto(shipped.address)
    field = watched.locator("input[type=search]")
    expect(field).to_be_focused()
    expect(watched.locator("[data-search-panel]")).to_be_hidden()
    assert watched.evaluate("scrollY") == 0
    # The key that calls the search from elsewhere is not written into it.
    watched.keyboard.press("/")
    watched.keyboard.type("anfu")
    expect(field).to_have_value("anfu")
    expect(watched.locator("[role=option]").first).to_be_visible()


def test_what_was_searched_is_offered_on_a_click_not_at_the_start(watched, shipped):
    watched.goto(shipped.address)
    watched.keyboard.type("安抚")
    expect(watched.locator("[role=option]").first).to_be_visible()
    watched.keyboard.press("Enter")
    watched.wait_for_url("**/*.html*")
    watched.goto(shipped.address + "index.html")
    expect(watched.locator("input[type=search]")).to_be_focused()
    expect(watched.locator("[data-search-panel]")).to_be_hidden()
    watched.locator("input[type=search]").click()
    expect(watched.locator("[role=option]").first).to_contain_text("安抚")


def test_a_finger_calls_for_its_keyboard_itself(browser, shipped):
    context = browser.new_context(viewport={"width": 360, "height": 740}, has_touch=True, is_mobile=True)
    page = context.new_page()
    page.goto(shipped.address)
    page.wait_for_load_state("networkidle")
    expect(page.locator("input[type=search]")).not_to_be_focused()
    context.close()


def test_lines_to_take_are_copied_right_there(watched, shipped):
    watched.goto(shipped.address)
    line = watched.locator(".pinned [data-script-id=invite-to-tell]")
    line.locator("[data-copy]").click()
    expect(line.locator("[data-copied]")).to_be_visible()
    assert "慢慢说" in watched.evaluate("navigator.clipboard.readText()")


def test_a_line_to_take_says_until_when_it_holds(browser, tmp_path):
    source = tmp_path / "source"
    (source / "Content/scripts").mkdir(parents=True)
    (source / "casebook.yml").write_text("title: 小站\nchecks: {orphan-page: off}\n", "utf-8")
    (source / "Content/index.md").write_text("# 首页\n", "utf-8")
    line = "---\ntitle: {}\nsummary: 系统维护时说。\nstatus: approved\nreviewed_on: 2026-11-01\nreviewed_by: 质检组\npinned: true\nvalid_until: {}\nwhen: [客户问系统]\nchannels: [phone]\nrisk: low\n---\n\n> 系统今晚维护，明早恢复。\n"
    (source / "Content/scripts/now.md").write_text(line.format("维护口径", "2026-12-01"), "utf-8")
    (source / "Content/scripts/over.md").write_text(line.format("旧口径", "2026-11-01"), "utf-8")
    for name in ("channel", "risk"):
        path = source / f"Content/vocabularies/{name}.yml"
        path.parent.mkdir(exist_ok=True)
        path.write_text("phone: {label: 电话, label_en: Phone}\nlow: {label: 低, label_en: Low}\n", "utf-8")
    build(source, tmp_path / "site")
    site = Site(tmp_path / "site")
    page = browser.new_page()
    page.goto(site.address)
    expect(page.locator(".pinned .card a")).to_have_text(["维护口径"])
    expect(page.locator(".pinned .until time")).to_have_text(["2026-12-01"])
    page.close()
    site.close()


def test_the_parts_stand_in_the_order_of_a_call(watched, shipped):
    watched.goto(shipped.address)
    sections = watched.locator(".page-home article > section").evaluate_all("all => all.map((one) => one.className)")
    assert sections[:4] == ["pinned", "home-methods", "home-emotions", "home-causes"]
    strips = watched.locator(".home-methods .strip")
    assert strips.count() == 3
    expect(strips.nth(1).locator("li")).to_have_count(6)
    changes = watched.locator(".home-changes li")
    assert changes.count() > 3
    for change in changes.all():
        assert re.match(r"\d{4}-\d\d-\d\d", change.locator("time").inner_text())
        expect(change.locator(".change")).not_to_be_empty()


def test_scripts_by_emotion_and_situation(watched, shipped):
    watched.goto(shipped.address)
    emotions = watched.locator(".emotion")
    expect(emotions.locator("h3 a")).to_have_text([re.compile(name) for name in EMOTIONS])
    angry = emotions.nth(2)
    assert 1 <= angry.locator("li").count() <= 4
    for row in angry.locator("li").all():
        expect(row.locator(".situation")).not_to_be_empty()
    # Whose author names this emotion first comes first, and of these the one that most pages lead to.
    expect(angry.locator("li > a").first).to_have_text("超出能力范围话术")
    for emotion in emotions.all():
        expect(emotion).to_be_visible()


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_beside_a_softphone_one_emotion_is_shown_at_a_time(browser, shipped, scripts):
    context = browser.new_context(viewport={"width": 360, "height": 740}, java_script_enabled=scripts)
    page = context.new_page()
    page.goto(shipped.address)
    choice = page.locator(".emotions")
    # At first the one with the most scripts.
    expect(choice.get_by_role("radio", checked=True)).to_have_accessible_name("愤怒")
    for name in EMOTIONS:
        choice.get_by_text(name, exact=True).click()
        expect(page.locator(".emotion:visible h3 a")).to_have_text(re.compile(name))
    page.keyboard.press("ArrowLeft")
    expect(page.locator(".emotion:visible h3 a")).to_have_text(re.compile("怀疑"))
    page.keyboard.press("Tab")
    expect(page.locator(".emotion:visible h3 a")).to_be_focused()
    context.close()


@pytest.mark.parametrize("width", [360, 1280])
def test_nothing_moves_when_scripts_start(browser, shipped, width):
    context = browser.new_context(viewport={"width": width, "height": 740})
    page = context.new_page()
    page.goto(shipped.address)
    assert page.evaluate(SHIFTS) == []
    # With something to show in every place that scripts fill.
    page.goto(shipped.address + "cases/noon-queue.html")
    page.keyboard.press("s")
    for name in ("six-steps", "kinds"):
        page.locator(f"[data-fold={name}] > summary").dispatch_event("click")
    for path in ("index.html", "cases/hotline-recording.html", "index.html"):
        page.goto(shipped.address + path)
        assert page.evaluate(SHIFTS) == [], path
    expect(page.locator("[data-home-kept=favourites] a")).to_have_text(["中午取款排队"])
    expect(page.locator("[data-home-kept=recents] a").first).to_have_text("12分钟的热线录音")
    context.close()


def test_the_chosen_colours_are_there_before_the_page_is_drawn(browser, shipped):
    context = browser.new_context(viewport={"width": 1280, "height": 800}, color_scheme="light")
    page = context.new_page()
    page.goto(shipped.address)
    page.locator(".top-theme").click()
    ground = "getComputedStyle(document.body).backgroundColor"
    dark = page.evaluate(ground)
    # Before the script that is deferred has run.
    page.route("**/casebook.js*", lambda route: route.abort())
    page.goto(shipped.address + "health.html")
    assert page.evaluate(ground) == dark
    context.close()
