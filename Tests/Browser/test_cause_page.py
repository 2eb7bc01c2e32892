"""A cause: its place in the tree, what stands around it, what rolls up from below."""

import pytest
from playwright.sync_api import expect

from accessibility import violations

PARENT = "causes/service-failure.html"
CHILD = "causes/dissatisfied-with.html"

# Rectangles of nodes and of words in the picture that is shown, in the picture's own coordinates.
GEOMETRY = """() => {
  const picture = [...document.querySelectorAll('.near')].find((one) => one.getBoundingClientRect().width);
  const box = (element) => { const { x, y, width, height } = element.getBBox(); return [x, y, x + width, y + height]; };
  const words = [...picture.querySelectorAll('text')];
  return {
    size: [picture.width.baseVal.value, picture.height.baseVal.value],
    shown: picture.getBoundingClientRect().width,
    nodes: [...picture.querySelectorAll('rect')].map((rect) => ({ rect: box(rect), text: box(rect.nextElementSibling) })),
    texts: words.map(box),
  };
}"""


def overlaps(one, other):
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


@pytest.fixture(params=[(360, "near-narrow"), (1280, "near-wide"), (800, "near-narrow"), (1000, "near-wide")])
def view(request, watched):
    width, form = request.param
    watched.set_viewport_size({"width": width, "height": 800})
    return watched, width, form


def test_words_of_the_picture_overlap_nothing_and_stay_in_their_nodes(view, shipped):
    page, width, form = view
    causes = [entry["url"] for entry in shipped.manifest["pages"] if entry["kind"] == "cause"]
    for url in causes:
        page.goto(shipped.address + url)
        assert page.locator(f".{form}").is_visible()
        geometry = page.evaluate(GEOMETRY)
        # As large as it is drawn: nothing is scaled down to be unreadable, nothing is cut off.
        assert geometry["shown"] == geometry["size"][0]
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        for node in geometry["nodes"]:
            rect, text = node["rect"], node["text"]
            assert rect[0] <= text[0] and text[2] <= rect[2] and rect[1] <= text[1] and text[3] <= rect[3], url
        texts = geometry["texts"]
        for number, one in enumerate(texts):
            assert one[2] <= geometry["size"][0] and one[3] <= geometry["size"][1], url
            assert not any(overlaps(one, other) for other in texts[number + 1:]), url


def test_the_picture_says_nothing_that_the_lists_dont(watched, shipped):
    for url in (PARENT, CHILD):
        watched.goto(shipped.address + url)
        drawn = set(watched.locator(".near-wide a").evaluate_all("all => all.map(one => one.href.baseVal)"))
        listed = set(watched.locator("article a[href]:not(svg a)").evaluate_all("all => all.map(one => one.getAttribute('href'))"))
        assert drawn and drawn <= listed
        narrow = set(watched.locator(".near-narrow a").evaluate_all("all => all.map(one => one.href.baseVal)"))
        assert narrow == drawn


def test_a_node_is_a_link_that_the_keyboard_reaches(watched, shipped):
    watched.goto(shipped.address + PARENT)
    node = watched.locator(".near-wide .near-children a").first
    node.focus()
    expect(node).to_be_focused()
    assert watched.evaluate("getComputedStyle(document.activeElement.querySelector('rect')).strokeWidth") != "0px"
    watched.keyboard.press("Enter")
    watched.wait_for_url("**/causes/dissatisfied-with.html")


def test_a_cause_with_two_parents_shows_both_ways_down(watched, shipped):
    watched.goto(shipped.address + CHILD)
    expect(watched.locator(".cause-path")).to_have_count(2)
    expect(watched.locator(".cause-path").first.locator("b")).to_have_text("对人、事、流程、条款不满")


def test_cases_from_below_name_the_child_that_they_come_by(watched, shipped):
    watched.goto(shipped.address + PARENT)
    rows = watched.locator(".below > li")
    expect(rows).to_have_count(9)
    case = rows.filter(has_text="母亲与医疗垫付")
    expect(case.locator(".by a")).to_have_text(["被忽视", "知情权未得到满足", "时间被延误"])


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_drawings_follow_the_colours(browser, shipped, scheme):
    context = browser.new_context(color_scheme=scheme, viewport={"width": 1280, "height": 800})
    page = context.new_page()
    page.goto(shipped.address + PARENT)
    fill, ink = page.evaluate("""() => {
      const text = document.querySelector('.near-wide .near-children a text');
      return [getComputedStyle(text).fill, getComputedStyle(document.body).color];
    }""")
    assert fill == ink
    context.close()


@pytest.mark.parametrize("path", [PARENT, "coverage.html", "health.html", "cases/noon-queue.html", "methods/compare.html"])
def test_with_the_readers_own_colours_all_words_can_be_read(browser, shipped, path):
    context = browser.new_context(forced_colors="active", viewport={"width": 1280, "height": 800})
    page = context.new_page()
    page.goto(shipped.address + path)
    # Words in a drawing take the colour of text or links on the canvas, whatever lies below them in other modes.
    fills = set(page.locator("svg text").evaluate_all("all => all.map(text => getComputedStyle(text).fill)"))
    canvas = page.evaluate("""() => {
      const probe = document.body.appendChild(document.createElement('p'));
      probe.className = 'probe';
      const colour = getComputedStyle(document.body).backgroundColor;
      probe.remove();
      return colour;
    }""")
    assert canvas not in fills
    assert violations(page) == []
    context.close()
