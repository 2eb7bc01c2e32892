"""The shipped site as an agent uses it: search, copy, slots, theme, from disk, without scripts."""

import pytest
from playwright.sync_api import expect

from conftest import Watch


def field(page):
    return page.locator("input[type=search][role=combobox]")


def options(page):
    return page.locator("[role=option][data-page-id]")


def main_id(page):
    return page.locator("main").get_attribute("data-page-id")


# MARK: Search


def test_a_word_typed_and_enter_opens_the_right_page(watched, shipped):
    watched.goto(shipped.address)
    field(watched).click()
    watched.keyboard.type("吞钞")
    first = options(watched).first
    expect(first).to_have_attribute("aria-selected", "true")
    expect(first).to_contain_text("吞钞")
    top = [option.get_attribute("data-page-id") for option in options(watched).all()][:3]
    assert "cash-retained" in top
    chosen = first.get_attribute("data-page-id")
    page = next(page for page in shipped.manifest["pages"] if page["id"] == chosen)
    assert "吞钞" in page["title"]
    watched.keyboard.press("Enter")
    watched.wait_for_url(f"{shipped.address}{page['url']}*")
    assert main_id(watched) == chosen


@pytest.mark.parametrize("start", ["index.html", "methods/six-steps/vent.html", "vocabularies/channel/phone.html", "404.html"])
def test_a_slash_leads_to_the_search_on_every_page(watched, shipped, start):
    watched.goto(shipped.address + start)
    watched.keyboard.press("/")
    expect(field(watched)).to_be_focused()
    watched.keyboard.type("安抚话术")
    expect(options(watched).first).to_have_attribute("data-page-id", "soothe")
    watched.keyboard.press("Enter")
    watched.wait_for_url("**/scripts/soothe.html*")
    watched.keyboard.press("/")
    watched.keyboard.press("Escape")
    expect(field(watched)).not_to_be_focused()


@pytest.mark.parametrize(
    ("query", "id"),
    [("吞鈔話術", "cash-retained"), ("ＩＳＯ　１０００２", "iso-10002"), ("iso 10002", "iso-10002"), ("机器把钱吃了", "cash-retained"),
     ("變訴為金", "complaints-into-gold")])
def test_other_ways_to_write_find_the_same(watched, shipped, query, id):
    watched.goto(shipped.address)
    field(watched).fill(query)
    expect(options(watched).first).to_have_attribute("data-page-id", id)


def test_all_results_have_a_page_of_their_own(watched, shipped):
    watched.goto(shipped.address)
    field(watched).fill("客户")
    expect(options(watched)).not_to_have_count(0)
    watched.locator(".search-all").click()
    watched.wait_for_url("**/search.html#q=*")
    expect(field(watched)).to_have_value("客户")
    expect(options(watched).nth(20)).to_be_visible()


# MARK: A script's page


def test_a_spoken_line_is_copied_as_it_is_said(watched, shipped):
    watched.goto(shipped.address + "scripts/call-back.html")
    line = watched.locator("[data-script-id=call-back]").first
    expect(line.locator("[data-copy]")).to_be_visible()
    words = line.locator("blockquote").inner_text().strip()
    line.locator("[data-copy]").click()
    assert watched.evaluate("navigator.clipboard.readText()").split() == words.split()
    assert "{" not in words or "{" in watched.evaluate("navigator.clipboard.readText()")


def test_slots_are_filled_and_copied(watched, shipped):
    watched.goto(shipped.address + "scripts/cash-retained.html")
    number, days = watched.locator("[data-slot=登记编号]"), watched.locator("[data-slot=工作日数]")
    expect(number).to_be_visible()
    number.fill("<b>K-42</b>")
    days.fill("5")
    line = watched.locator("#line-1")
    expect(line).to_contain_text("编号是<b>K-42</b>")
    expect(line).to_contain_text("5个工作日")
    assert line.locator("b").count() == 0
    line.locator("[data-copy]").click()
    copied = watched.evaluate("navigator.clipboard.readText()")
    assert "编号是<b>K-42</b>。" in copied and "5个工作日" in copied and "{" not in copied
    number.fill("")
    expect(line).to_contain_text("{登记编号}")


def test_what_is_personal_is_kept_nowhere(watched, shipped):
    personal = None
    for page in shipped.manifest["pages"]:
        if page["kind"] != "script":
            continue
        watched.goto(shipped.address + page["url"])
        if watched.locator("input[data-slot][data-private]").count():
            personal = watched.locator("input[data-slot][data-private]").first
            break
    assert personal, "the shipped scripts have a slot with personal data"
    personal.fill("王小明")
    watched.reload()
    stored = watched.evaluate("JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie, location.href])")
    assert "王小明" not in stored
    expect(watched.locator("input[data-slot][data-private]").first).to_have_value("")


# MARK: Look


def test_the_theme_is_switched_and_kept(watched, shipped):
    watched.emulate_media(color_scheme="light")
    watched.goto(shipped.address)
    background = "getComputedStyle(document.body).backgroundColor"
    light = watched.evaluate(background)
    watched.locator(".top-theme").click()
    dark = watched.evaluate(background)
    assert dark != light
    watched.goto(shipped.address + "scripts/soothe.html")
    assert watched.evaluate(background) == dark
    watched.locator(".top-theme").click()
    assert watched.evaluate(background) == light


def test_paper_shows_the_page_and_nothing_around_it(watched, shipped):
    watched.goto(shipped.address + "scripts/soothe.html")
    watched.emulate_media(media="print")
    expect(watched.locator("main h1")).to_be_visible()
    expect(watched.locator("[data-script-id] blockquote").first).to_be_visible()
    expect(field(watched)).to_be_hidden()
    expect(watched.locator("[data-copy]").first).to_be_hidden()


# MARK: From disk, and without scripts


@pytest.mark.parametrize("start", ["index.html", "methods/six-steps/vent.html"])
def test_a_portable_site_is_searched_from_disk(browser, portable, start):
    page = browser.new_page()
    watch = Watch(page, "file://")
    page.goto((portable / start).as_uri())
    page.keyboard.press("/")
    page.keyboard.type("吞鈔")
    expect(options(page).first).to_contain_text("吞钞")
    chosen = options(page).first.get_attribute("data-page-id")
    page.keyboard.press("Enter")
    page.wait_for_url("file://**")
    expect(page.locator("main")).to_have_attribute("data-page-id", chosen)
    page.close()
    assert watch.faults == []


def test_without_scripts_every_page_is_readable(browser, shipped):
    context = browser.new_context(java_script_enabled=False, viewport={"width": 360, "height": 740})
    page = context.new_page()
    for path in shipped.specimens:
        page.goto(shipped.address + path)
        expect(page.locator("main h1")).to_be_visible()
        assert len(page.locator("main").inner_text().strip()) > 20, path
        # A button that does nothing without a script is not there.
        assert page.locator("[data-copy]:visible, [data-theme-toggle]:visible, [data-slot]:visible").count() == 0, path
    page.goto(shipped.address + "scripts/soothe.html")
    expect(page.locator("[data-script-id] blockquote").first).to_be_visible()
    page.goto(shipped.address + "index.html")
    page.locator("main a[href='scripts/index.html']").first.click()
    page.wait_for_url("**/scripts/index.html")
    context.close()
