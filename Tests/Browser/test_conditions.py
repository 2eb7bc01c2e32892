"""One page of every kind where less is given: no script, forced colours, no motion, twice the size, 360 px."""

import pytest
from playwright.sync_api import expect

CONDITIONS = {
    "without scripts": {"java_script_enabled": False, "viewport": {"width": 360, "height": 740}},
    "forced colours": {"forced_colors": "active", "viewport": {"width": 360, "height": 740}},
    "forced colours, dark": {"forced_colors": "active", "color_scheme": "dark", "viewport": {"width": 1280, "height": 800}},
    "reduced motion": {"reduced_motion": "reduce", "viewport": {"width": 360, "height": 740}},
    # What a window of 1,280 px has at 200 %, and a narrow one at 200 %.
    "200 %": {"device_scale_factor": 2, "viewport": {"width": 640, "height": 400}},
    "200 %, narrow": {"device_scale_factor": 2, "viewport": {"width": 360, "height": 370}},
}

# Of what the keyboard reaches: whether one sees where one is. A ring is at least 3 px wide; in the search box the box has it.
FOCUS = """() => {
  const part = document.activeElement;
  const ring = (other) => { const { outlineStyle, outlineWidth } = getComputedStyle(other); return outlineStyle !== 'none' && parseFloat(outlineWidth) >= 3; };
  const { width, height } = part.getBoundingClientRect();
  const isRinged = ring(part) || (part.parentElement && ring(part.parentElement)) || Array.from(part.children).some(ring);
  return { name: part.outerHTML.slice(0, 80), isPage: part === document.body, isSeen: width > 0 && height > 0, isRinged };
}"""


@pytest.fixture(params=CONDITIONS)
def reduced(request, browser):
    context = browser.new_context(**CONDITIONS[request.param])
    page = context.new_page()
    page.condition = request.param
    yield page
    context.close()


def test_every_kind_of_page_can_be_read(reduced, shipped):
    wrong = {}
    for path in shipped.specimens:
        reduced.goto(shipped.address + path)
        expect(reduced.locator("main h1")).to_be_visible()
        words = reduced.locator("main").inner_text()
        size = reduced.viewport_size["width"]
        wide = reduced.evaluate("document.documentElement.scrollWidth")
        if wide > size or len(words.strip()) < 20:
            wrong[path] = (wide, len(words))
    assert wrong == {}


def test_the_spoken_line_and_its_variants_are_there(reduced, shipped):
    reduced.goto(shipped.address + "scripts/soothe.html")
    expect(reduced.locator(".line blockquote").first).to_be_visible()
    lines = reduced.locator("[data-script-id=soothe] blockquote")
    shown = sum(lines.nth(number).is_visible() for number in range(lines.count()))
    # Without a script the variants stand one below the other.
    assert shown == lines.count() if reduced.condition == "without scripts" else shown >= 1
    # Nothing fixed covers the sentence.
    box = reduced.locator(".line blockquote").first.bounding_box()
    assert box["width"] >= 200


def test_one_sees_where_the_focus_is(reduced, shipped):
    lost = []
    for path in ("index.html", "scripts/soothe.html", "methods/six-steps/index.html", "checklists/closing.html", "search.html"):
        reduced.goto(shipped.address + path)
        for _ in range(25):
            reduced.keyboard.press("Tab")
            found = reduced.evaluate(FOCUS)
            if found["isPage"]:
                break
            if not (found["isSeen"] and found["isRinged"]):
                lost.append((path, found["name"]))
    assert lost == []


def test_nothing_moves_for_those_who_want_no_motion(browser, shipped):
    context = browser.new_context(reduced_motion="reduce")
    page = context.new_page()
    moving = {}
    for path in shipped.specimens:
        page.goto(shipped.address + path)
        found = page.evaluate(
            """() => Array.from(document.querySelectorAll('*')).filter((part) => {
              const { transitionDuration, animationName, scrollBehavior } = getComputedStyle(part);
              return transitionDuration.split(', ').some((time) => parseFloat(time) > 0) || animationName !== 'none' || scrollBehavior === 'smooth';
            }).map((part) => part.outerHTML.slice(0, 80))""")
        if found:
            moving[path] = found[:3]
    context.close()
    assert moving == {}
