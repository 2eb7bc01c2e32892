"""Ways through the site that don't lose the agent: the tree, what was opened, marked and copied, and back to the search."""

import json

import pytest
from playwright.sync_api import expect

from accessibility import violations
from conftest import unthrown

SCRIPT = "scripts/soothe.html"
STEP = "methods/six-steps/vent.html"


def kept(page):
    return json.loads(page.evaluate(
        "localStorage.getItem(Object.keys(localStorage).find((key) => key.startsWith('casebook.search'))) ?? '{}'"))


def sheet(page):
    return page.locator("dialog.overlay")


# MARK: The tree


def test_the_tree_unfolds_where_one_is_and_remembers_what_was_folded(watched, shipped):
    watched.goto(shipped.address + STEP)
    method = watched.locator("[data-fold=six-steps]")
    expect(method).to_have_attribute("open", "")
    expect(watched.locator(".tree [aria-current=page]")).to_have_text("鼓励客户发泄，排解愤怒")
    watched.goto(shipped.address + SCRIPT)
    expect(method).not_to_have_attribute("open", "")
    method.locator("summary").click()
    watched.locator("[data-fold=kinds] > summary").press("Enter")
    watched.goto(shipped.address + "cases/noon-queue.html")
    expect(method).to_have_attribute("open", "")
    expect(watched.locator("[data-fold=kinds]")).not_to_have_attribute("open", "")
    assert kept(watched)["folds"] == {"six-steps": True, "kinds": False}


def test_folds_work_without_a_script(browser, shipped):
    context = browser.new_context(java_script_enabled=False, viewport={"width": 1280, "height": 800})
    page = context.new_page()
    page.goto(shipped.address + SCRIPT)
    page.locator("[data-fold=six-steps] summary").click()
    expect(page.locator("[data-fold=six-steps] li").first).to_be_visible()
    # What only a script can do is not shown.
    for name in ("data-favourite", "data-key-map", "data-theme-toggle"):
        for button in page.locator(f"[{name}]").all():
            expect(button).to_be_hidden()
    context.close()


def test_the_narrow_tree_opens_over_the_page_and_goes_back_to_its_place(browser, shipped):
    context = browser.new_context(viewport={"width": 360, "height": 740})
    page = context.new_page()
    page.goto(shipped.address + SCRIPT)
    page.locator(".top-tree").click()
    expect(sheet(page).locator("nav.tree")).to_be_visible()
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") == 360
    page.keyboard.press("Escape")
    expect(page.locator(".frame > nav.tree")).to_have_count(1)
    expect(page.locator(".top-tree")).to_be_focused()
    page.locator(".top-tree").click()
    sheet(page).locator("a", has_text="案例").first.click()
    page.wait_for_url("**/cases/index.html")
    context.close()


# MARK: What is kept


def test_a_page_is_marked_and_found_again(watched, shipped):
    watched.goto(shipped.address + SCRIPT)
    star = watched.locator("[data-favourite]")
    star.click()
    expect(star).to_have_attribute("aria-pressed", "true")
    watched.goto(shipped.address + STEP)
    watched.keyboard.press("s")
    expect(watched.locator("[data-favourite]")).to_have_attribute("aria-pressed", "true")
    watched.goto(shipped.address + SCRIPT)
    expect(star).to_have_attribute("aria-pressed", "true")
    watched.locator(".tree [data-open-kept=favourites]").click()
    expect(sheet(watched).locator("a")).to_have_text(["鼓励客户发泄，排解愤怒", "安抚话术"])
    expect(sheet(watched).locator("a").first).to_be_focused()
    watched.keyboard.press("ArrowDown")
    watched.keyboard.press("ArrowUp")
    watched.keyboard.press("Enter")
    watched.wait_for_url("**/" + STEP)
    watched.keyboard.press("s")
    expect(watched.locator("[data-favourite]")).to_have_attribute("aria-pressed", "false")
    assert [entry["id"] for entry in kept(watched)["favourites"]] == ["soothe"]


def test_what_was_opened_is_listed_latest_first_without_this_page(watched, shipped):
    for path in (SCRIPT, "cases/noon-queue.html", SCRIPT, STEP, "health.html", "index.html", STEP):
        watched.goto(shipped.address + path)
    watched.locator(".tree [data-open-kept=recents]").click()
    expect(sheet(watched).locator("a")).to_have_text(["安抚话术", "中午取款排队"])
    watched.keyboard.press("Escape")
    expect(sheet(watched)).to_have_count(0)


def test_the_narrow_bar_leads_home_to_methods_and_to_what_is_kept(browser, shipped):
    context = browser.new_context(viewport={"width": 360, "height": 740})
    page = context.new_page()
    page.goto(shipped.address + SCRIPT)
    bar = page.locator(".bottom a")
    expect(bar).to_have_text(["首页", "方法", "最近", "收藏"])
    bar.nth(3).click()
    expect(sheet(page)).to_contain_text("还没有收藏")
    assert violations(page) == []
    page.keyboard.press("Escape")
    bar.nth(1).click()
    page.wait_for_url("**/methods/index.html")
    page.locator(".bottom a").nth(2).click()
    expect(sheet(page).locator("a")).to_have_text(["安抚话术"])
    context.close()


def test_what_was_copied_is_two_keys_away_and_can_be_copied_again(watched, shipped):
    watched.goto(shipped.address + SCRIPT)
    watched.keyboard.press("c")
    expect(watched.locator("[data-copied]").first).to_be_visible()
    copied = watched.evaluate("navigator.clipboard.readText()")
    watched.goto(shipped.address + "health.html")
    watched.evaluate("navigator.clipboard.writeText('')")
    watched.keyboard.press("v")
    expect(sheet(watched).locator("a")).to_have_text(["安抚话术"])
    watched.keyboard.press("c")
    expect(sheet(watched).locator("[data-copied]")).to_be_visible()
    assert watched.evaluate("navigator.clipboard.readText()") == copied
    watched.keyboard.press("Enter")
    watched.wait_for_url("**/" + SCRIPT)


def test_everything_kept_is_exported_and_cleared_in_one_place(watched, shipped):
    watched.goto(shipped.address + SCRIPT)
    watched.keyboard.press("s")
    watched.keyboard.press("c")
    expect(watched.locator("[data-copied]").first).to_be_visible()
    watched.goto(shipped.address + "search.html")
    expect(watched.locator("[data-kept=favourites] li a")).to_have_text(["安抚话术"])
    expect(watched.locator("[data-kept=recents] li a")).to_have_text(["安抚话术"])
    with watched.expect_download() as download:
        watched.locator("[data-kept-export]").click()
    exported = json.loads(open(download.value.path(), encoding="utf-8").read())
    assert {name: len(exported[name]) for name in ("favourites", "recents", "copied")} == {"favourites": 1, "recents": 1, "copied": 1}
    watched.locator("[data-kept-clear]").click()
    expect(watched.locator("[data-search-kept]")).to_be_hidden()
    assert not any(kept(watched).values())


def test_everything_works_where_nothing_can_be_stored(browser, shipped):
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    context.add_init_script(
        "for (const name of ['localStorage', 'sessionStorage']) Object.defineProperty(window, name, { get() { throw new DOMException('no', 'SecurityError'); } });")
    with unthrown(context) as page:
        page.goto(shipped.address + SCRIPT)
        page.keyboard.press("s")
        expect(page.locator("[data-favourite]")).to_have_attribute("aria-pressed", "true")
        page.locator("[data-fold=six-steps] summary").click()
        page.locator(".tree [data-open-kept=favourites]").click()
        expect(sheet(page).locator("a")).to_have_text(["安抚话术"])


# MARK: Back to the search


@pytest.mark.parametrize("start", ["cases/noon-queue.html", "search.html"])
def test_b_leads_back_to_the_search_as_it_was(watched, shipped, start):
    watched.goto(shipped.address + start)
    field = watched.locator("input[type=search]")
    field.fill("客户")
    options = watched.locator("[role=option][data-page-id]")
    expect(options.nth(4)).to_be_visible()
    for _ in range(3):
        watched.keyboard.press("ArrowDown")
    chosen = watched.locator("[role=option][aria-selected=true]").get_attribute("data-page-id")
    watched.keyboard.press("Enter")
    watched.wait_for_selector(f"main[data-page-id='{chosen}']")
    watched.keyboard.press("b")
    watched.wait_for_url("**/search.html#q=*")
    expect(field).to_have_value("客户")
    expect(watched.locator("[role=option][aria-selected=true]")).to_have_attribute("data-page-id", chosen)


def test_what_looks_private_is_not_kept_even_for_the_way_back(watched, shipped):
    watched.goto(shipped.address + SCRIPT)
    watched.keyboard.press("/")
    watched.keyboard.type("13800138000")
    watched.locator(".search-note:not([hidden])").wait_for()
    watched.keyboard.press("Enter")
    assert "13800138000" not in watched.evaluate("JSON.stringify([{ ...sessionStorage }, { ...localStorage }])")
