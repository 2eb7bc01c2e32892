"""The frame where there is little room or other rules: beside a softphone, in a panel, zoomed in, with the reader's own
colours and sizes, without motion, without a script."""

import pytest
from playwright.sync_api import expect

PATHS = ["index.html", "scripts/soothe.html", "methods/six-steps/vent.html", "cases/noon-queue.html", "causes/ignored.html",
         "checklists/closing.html", "terms/glossary.html", "search.html"]
OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
# Words that a box cuts off: their element hides what is larger than it.
CUT_OFF = """() => Array.from(document.querySelectorAll('body *')).filter((one) => {
  const style = getComputedStyle(one);
  if (!one.checkVisibility() || style.position === 'absolute' && one.offsetWidth <= 1) return false;
  if (one.closest('.table, .kept-text, [data-home-kept]')) return false;
  return style.overflowX === 'hidden' && one.scrollWidth > one.clientWidth + 1 && one.textContent.trim() !== '';
}).map((one) => one.className || one.nodeName)"""


def look(page, address, paths=PATHS):
    wrong = {}
    for path in paths:
        page.goto(address + path)
        found = page.evaluate(OVERFLOW), page.evaluate(CUT_OFF)
        if found != (0, []):
            wrong[path] = found
    return wrong


# 320 px is a side panel, or 1280 px at 400 %.
@pytest.mark.parametrize(("width", "height", "scale"), [(360, 740, 1), (320, 480, 1), (640, 400, 2), (800, 600, 1)])
def test_every_page_fits(browser, shipped, width, height, scale):
    context = browser.new_context(viewport={"width": width, "height": height}, device_scale_factor=scale)
    assert look(context.new_page(), shipped.address) == {}
    context.close()


def test_twice_as_large_words_fit(browser, shipped):
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    page = context.new_page()
    page.add_init_script("addEventListener('DOMContentLoaded', () => { document.documentElement.style.zoom = 2; })")
    for path in PATHS:
        page.goto(shipped.address + path)
        assert page.evaluate(OVERFLOW) <= 0, path
    context.close()


def test_the_page_works_in_a_panel_of_another_program(browser, shipped):
    page = browser.new_page(viewport={"width": 1000, "height": 700})
    # It gives the frame no right to the clipboard interface.
    page.set_content(f'<iframe width="360" height="600" src="{shipped.address}scripts/soothe.html"></iframe>')
    panel = page.frame_locator("iframe")
    panel.locator(".bottom a").last.click()
    expect(panel.locator("dialog.overlay")).to_be_visible()
    page.keyboard.press("Escape")
    panel.locator(".line [data-copy]").first.click()
    expect(panel.locator(".line [data-copied]")).to_be_visible()
    page.close()


def test_with_the_readers_own_colours_nothing_is_lost(browser, shipped):
    context = browser.new_context(viewport={"width": 1280, "height": 800}, forced_colors="active")
    page = context.new_page()
    page.goto(shipped.address + "methods/six-steps/vent.html")
    # Where one is, is said by more than a ground, and icons still have a colour against it.
    assert page.locator(".tree [aria-current=page]").evaluate("(link) => getComputedStyle(link).outlineStyle") == "solid"
    assert page.locator("[data-favourite] .icon").evaluate("(icon) => getComputedStyle(icon).backgroundColor !== getComputedStyle(document.body).backgroundColor")
    page.keyboard.press("?")
    assert page.locator("dialog").evaluate("(sheet) => getComputedStyle(sheet).borderTopStyle") == "solid"
    context.close()


def test_with_reduced_motion_nothing_moves(browser, shipped):
    context = browser.new_context(reduced_motion="reduce")
    page = context.new_page()
    for path in PATHS:
        page.goto(shipped.address + path)
        moving = page.evaluate("""() => Array.from(document.querySelectorAll('*')).filter((one) => {
          const style = getComputedStyle(one);
          return style.animationName !== 'none' || style.transitionDuration.split(', ').some((time) => time !== '0s');
        }).map((one) => one.className)""")
        assert moving == [], path
    context.close()


def test_without_a_script_everything_can_be_reached(browser, shipped):
    context = browser.new_context(java_script_enabled=False, viewport={"width": 360, "height": 740})
    page = context.new_page()
    page.goto(shipped.address)
    page.locator(".top-tree").click()
    assert page.url.endswith("#c:tree")
    page.locator(".tree a", has_text="术语表").click()
    page.wait_for_url("**/terms/glossary.html")
    page.locator(".bottom a").nth(1).click()
    page.wait_for_url("**/methods/index.html")
    page.locator(".bottom a").last.click()
    expect(page.locator("noscript p")).to_contain_text("目录")
    # No button that would do nothing.
    for button in page.locator("button").all():
        expect(button).to_be_hidden()
    context.close()
