"""A checklist is ticked while listening, copied as text, and begun anew."""

from playwright.sync_api import expect

from conftest import Watch
from speaking_site import CLOSED_STORAGE, clipboard, kept, speaking, talking

assert speaking and talking


def ticked(page):
    return page.locator("[data-check]").evaluate_all("boxes => boxes.map((box) => box.checked)")


def test_a_list_is_found_ticked_and_copied_with_few_keys(watched, shipped):
    watched.goto(shipped.address)
    watched.keyboard.press("/")
    watched.keyboard.type("记录要素")
    expect(watched.locator("[role=option]").first).to_have_attribute("data-page-id", "record-elements")
    for key in ["Enter", "1", "3", "c"]:
        watched.keyboard.press(key)
        if key == "Enter":
            watched.wait_for_url("**/record-elements.html*")
            expect(watched.locator("[data-check-bar]")).to_be_visible()
    expect(watched.locator("[data-check-copy]")).to_have_text("已复制")
    assert clipboard(watched).split("\n") == [
        "重要投诉的记录要素 2/4", "☑ 被投诉的人或部门", "☐ 事情的起因、经过、结果", "☑ 客户的诉求", "☐ 客户的姓名、工作职位和联系方式"]


def test_ticks_last_for_the_call(talking, speaking):
    talking.goto(speaking.address + "checklists/points.html")
    expect(talking.locator("[data-check-progress]")).to_have_text("0/3")
    talking.get_by_label("地点").check()
    # The focus is in a box now, and keys still mean the list.
    talking.keyboard.press("3")
    expect(talking.locator("[data-check-progress]")).to_have_text("2/3")
    expect(talking.locator("[data-announcer]").last).to_have_text("已勾选 金额，见逐项说明 2/3")
    talking.goto(speaking.address + "scripts/every-slot.html")
    talking.go_back()
    assert ticked(talking) == [False, True, True]
    talking.reload()
    assert ticked(talking) == [False, True, True]
    talking.keyboard.press("e")
    expect(talking.locator(".call-end")).to_contain_text("已勾 2 项")
    talking.keyboard.press("Enter")
    assert ticked(talking) == [False, False, False]
    talking.reload()
    assert ticked(talking) == [False, False, False]


def test_one_key_resets_the_list_and_brings_it_back(talking, speaking):
    talking.goto(speaking.address + "checklists/points.html")
    reset = talking.locator("[data-check-reset]")
    expect(reset).to_be_hidden()
    talking.keyboard.press("1")
    talking.keyboard.press("r")
    assert ticked(talking) == [False, False, False]
    expect(reset).to_have_text("恢复")
    talking.keyboard.press("r")
    assert ticked(talking) == [True, False, False]
    reset.click()
    assert ticked(talking) == [False, False, False] and '"points":[]' in kept(talking).replace("\\", "")
    talking.keyboard.press("2")
    expect(reset).to_have_text("重置")


def test_a_list_works_where_storage_is_closed(browser, speaking):
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    watch = Watch(page, speaking.address)
    page.add_init_script(CLOSED_STORAGE)
    page.goto(speaking.address + "checklists/points.html")
    page.keyboard.press("2")
    page.keyboard.press("c")
    expect(page.locator("[data-check-copy]")).to_have_text("已复制")
    assert clipboard(page).split("\n")[:3] == ["通话要点 1/3", "☐ 时间", "☑ 地点"]
    page.keyboard.press("r")
    assert ticked(page) == [False, False, False]
    assert watch.faults == []
    context.close()


def test_without_scripts_a_list_is_ticked_and_offers_nothing_else(browser, speaking):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(speaking.address + "checklists/points.html")
    page.get_by_label("时间").check()
    expect(page.locator("[data-check-bar]")).to_be_hidden()
    context.close()
