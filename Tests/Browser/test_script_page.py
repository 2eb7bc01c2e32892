"""A script's page while somebody is on the line: fields, channels, what stands where."""

import pytest
from playwright.sync_api import expect

from conftest import unthrown
from speaking_site import CLOSED_STORAGE, clipboard, field, focused, kept, line, speaking, talking

assert speaking and talking

# MARK: Slots


def test_two_slots_are_filled_and_copied_with_the_keyboard_alone(watched, shipped):
    watched.goto(shipped.address + "scripts/cash-retained.html")
    field(watched, "登记编号").focus()
    watched.keyboard.type("K42")
    watched.keyboard.press("Tab")
    assert focused(watched, "[data-slot=工作日数]")
    watched.keyboard.type("5")
    watched.evaluate("""() => {
      const note = () => { window.copiedAt ??= document.querySelector('.line [data-copied]') && performance.now(); };
      new MutationObserver(note).observe(document.querySelector('.line'), { subtree: true, attributes: true });
      addEventListener('keydown', () => { window.pressedAt = performance.now(); }, true);
    }""")
    watched.keyboard.press("Enter")
    expect(line(watched).locator("[data-copied]")).to_have_text("已复制")
    assert "编号是K42。" in clipboard(watched) and "5个工作日" in clipboard(watched)
    assert watched.evaluate("copiedAt - pressedAt") < 100
    # The button comes behind the fields.
    watched.keyboard.press("Tab")
    assert focused(watched, ".line [data-copy]")


def test_every_kind_of_slot_says_what_its_field_says(talking, speaking):
    talking.goto(speaking.address + "scripts/every-slot.html")
    expect(line(talking)).to_contain_text("谢谢您的理解。")
    for name, value in {"姓名": "李女士", "编号": "A1", "天数": "3", "到期": "2031-03-09"}.items():
        field(talking, name).fill(value)
    field(talking, "归属").select_option("我行代销")
    expect(line(talking)).to_contain_text("李女士，您的编号是A1，3个工作日内，最晚2031年3月9日答复。这个产品是我行代销的。谢谢您的理解。")
    field(talking, "补充").uncheck()
    expect(line(talking)).not_to_contain_text("谢谢")
    talking.keyboard.press("c")
    expect(line(talking).locator("[data-copied]")).to_have_text("已复制")
    assert clipboard(talking) == "李女士，您的编号是A1，3个工作日内，最晚2031年3月9日答复。这个产品是我行代销的。"
    field(talking, "归属").select_option("")
    expect(line(talking)).to_contain_text("{归属}")


def test_a_copy_says_which_slots_are_unfilled(talking, speaking):
    talking.goto(speaking.address + "scripts/every-slot.html")
    field(talking, "姓名").fill("李女士")
    field(talking, "编号").fill("A1")
    line(talking).locator("[data-copy]").click()
    expect(line(talking).locator("[data-copied]")).to_have_text("已复制，3 处未填")
    expect(line(talking).locator(".unfilled")).to_have_text("未填： 天数、到期、归属")
    expect(talking.locator("[data-announcer]").last).to_have_text("已复制，3 处未填 天数 到期 归属")
    assert "{天数}" in clipboard(talking)
    field(talking, "天数").fill("3")
    expect(line(talking).locator(".unfilled")).to_have_count(0)


def test_slots_are_kept_for_the_call_and_private_ones_nowhere(talking, speaking):
    talking.goto(speaking.address + "scripts/every-slot.html")
    field(talking, "姓名").fill("王小明")
    field(talking, "编号").fill("A1")
    field(talking, "补充").uncheck()
    assert "王小明" not in kept(talking) and "A1" in kept(talking)
    talking.goto(speaking.address + "scripts/same-slot.html")
    expect(field(talking, "编号")).to_have_value("A1")
    expect(line(talking)).to_have_text("{姓名}，编号是A1。 复制")
    # What one script calls private stays so even where another has kept it.
    field(talking, "姓名").fill("小红")
    talking.goto(speaking.address + "scripts/every-slot.html")
    expect(field(talking, "姓名")).to_have_value("")
    expect(field(talking, "补充")).not_to_be_checked()
    expect(line(talking)).to_contain_text("{姓名}，您的编号是A1")
    expect(line(talking)).not_to_contain_text("谢谢")


def test_the_search_copies_a_line_as_the_call_fills_it(watched, shipped):
    watched.goto(shipped.address + "scripts/cash-retained.html")
    field(watched, "登记编号").fill("K42")
    watched.keyboard.press("Control+k")
    watched.keyboard.type("吞钞话术")
    expect(watched.locator("[role=option]").first).to_have_attribute("data-page-id", "cash-retained")
    watched.keyboard.press("Control+Enter")
    expect(watched.locator("[role=option] [data-copied]")).to_have_text("已复制，1 处未填")
    assert "编号是K42。" in clipboard(watched) and "{工作日数}" in clipboard(watched)


@pytest.mark.parametrize("path", ["scripts/every-slot.html", "scripts/same-slot.html"])
def test_everything_works_where_storage_is_closed(browser, speaking, path):
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    context.add_init_script(CLOSED_STORAGE)
    with unthrown(context) as page:
        page.goto(speaking.address + path)
        field(page, "编号").fill("A1")
        page.get_by_role("tab", name="柜面").click()
        page.keyboard.press("c")
        expect(line(page).locator("[data-copied]")).to_be_visible()
        assert "A1" in clipboard(page)
        page.keyboard.press("e")
        page.keyboard.press("Enter")
        expect(field(page, "编号")).to_have_value("")


# MARK: Channels


def test_channels_are_tabs_and_the_one_in_view_is_copied(watched, shipped):
    watched.goto(shipped.address + "scripts/cash-retained.html")
    tabs = watched.get_by_role("tab")
    assert tabs.all_inner_texts() == ["通用", "电话", "在线", "柜面"]
    expect(watched.get_by_role("tabpanel")).to_have_count(1)
    tabs.first.focus()
    watched.keyboard.press("ArrowLeft")
    expect(watched.get_by_role("tab", name="柜面")).to_be_focused()
    expect(watched.get_by_role("tabpanel", name="柜面")).to_contain_text("走到机器旁")
    watched.keyboard.press("Home")
    watched.keyboard.press("ArrowRight")
    expect(watched.get_by_role("tabpanel", name="电话")).to_contain_text("您听我慢慢说")
    # Only what this line says is asked for.
    expect(field(watched, "登记编号")).to_be_visible()
    expect(field(watched, "工作日数")).to_be_hidden()
    watched.keyboard.press("c")
    expect(line(watched).locator("[data-copied]")).to_be_visible()
    assert clipboard(watched).startswith("您听我慢慢说")
    assert watched.url.endswith("scripts/cash-retained.html")


def test_the_channel_of_a_call_stays_until_it_is_over(watched, shipped):
    watched.goto(shipped.address + "scripts/soothe.html")
    watched.get_by_role("tab", name="在线").click()
    watched.goto(shipped.address + "scripts/cash-retained.html")
    expect(watched.get_by_role("tab", name="在线")).to_have_attribute("aria-selected", "true")
    expect(line(watched)).to_contain_text("看到了")
    watched.keyboard.press("e")
    watched.keyboard.press("Enter")
    watched.goto(shipped.address + "scripts/soothe.html")
    expect(watched.get_by_role("tab", name="通用")).to_have_attribute("aria-selected", "true")


def test_an_address_leads_into_its_channel(watched, shipped):
    watched.goto(shipped.address + "scripts/cash-retained.html#line-3")
    expect(watched.get_by_role("tab", name="在线")).to_have_attribute("aria-selected", "true")
    expect(watched.locator("#line-3")).to_be_in_viewport()
    watched.evaluate("location.hash = '#柜面'")
    expect(watched.get_by_role("tab", name="柜面")).to_have_attribute("aria-selected", "true")
    watched.goto(shipped.address + "scripts/soothe.html#%E7%9")
    expect(watched.get_by_role("tab", name="通用")).to_have_attribute("aria-selected", "true")


def test_without_scripts_channels_stand_below_each_other(browser, shipped):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(shipped.address + "scripts/cash-retained.html")
    expect(page.locator(".line:visible")).to_have_count(4)
    assert page.locator(".lead h2:visible").all_inner_texts() == ["电话", "在线", "柜面"]
    expect(page.locator("[role=tab]:visible, [data-slot]:visible, [data-copy]:visible")).to_have_count(0)
    context.close()


# MARK: What stands where


def test_the_sentence_and_its_button_come_within_the_first_screen(browser, shipped):
    context = browser.new_context(viewport={"width": 360, "height": 740})
    page = context.new_page()
    late = {}
    for script in [page for page in shipped.manifest["pages"] if page["kind"] == "script"]:
        page.goto(shipped.address + script["url"])
        bottom = line(page).locator("[data-copy]").bounding_box()
        limit = page.locator(".bottom").bounding_box()["y"]
        if bottom["y"] + bottom["height"] > limit:
            late[script["id"]] = bottom
    assert late == {}
    context.close()


def test_nothing_moves_when_the_scripts_start(browser, speaking):
    page = browser.new_page(viewport={"width": 360, "height": 740})
    page.add_init_script("""
      window.shifts = [];
      new PerformanceObserver((list) => shifts.push(...list.getEntries().map(({ value }) => value))).observe({ type: 'layout-shift', buffered: true });
    """)
    # The page is painted long before its script comes.
    page.route("**/casebook.js*", lambda route: (page.wait_for_timeout(300), route.continue_()))
    for path in ["scripts/every-slot.html", "methods/two-steps/listen.html", "methods/two-steps/index.html", "checklists/points.html"]:
        page.goto(speaking.address + path)
        page.wait_for_timeout(100)
        assert sum(page.evaluate("shifts")) < 0.001, path
    page.close()


def test_what_not_to_say_stands_beside_the_sentence_or_right_below(watched, shipped):
    watched.goto(shipped.address + "scripts/soothe.html")
    pairs = watched.locator("[data-field=avoid]")
    words, sentence = pairs.bounding_box(), line(watched).bounding_box()
    assert words["x"] > sentence["x"] + sentence["width"] and words["y"] < sentence["y"]
    # Told apart by words and a line through them, not by colour alone.
    assert pairs.locator(".dont .word").first.inner_text() == "✕ 不说" and pairs.locator(".do .word").first.inner_text() == "✓ 改说"
    assert "line-through" in pairs.locator(".dont .wording").first.evaluate("wording => getComputedStyle(wording).textDecorationLine")
    watched.set_viewport_size({"width": 360, "height": 740})
    words, sentence = pairs.bounding_box(), watched.locator(".speak").bounding_box()
    below = watched.locator("[data-field=when]").bounding_box()
    assert sentence["y"] + sentence["height"] <= words["y"] <= sentence["y"] + sentence["height"] + 32
    assert words["y"] + words["height"] <= below["y"]


def test_the_head_says_how_fresh_a_script_is_and_whose(watched, shipped):
    watched.goto(shipped.address + "scripts/soothe.html")
    expect(watched.locator(".state")).to_contain_text("已审 2026-11-20")
    expect(watched.locator(".state")).to_contain_text("热线运营组")
    watched.goto(shipped.address + "scripts/cash-retained.html")
    expect(watched.locator("[data-relation=cases]")).to_contain_text("用了")
