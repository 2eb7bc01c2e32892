"""Coverage, state of the content, comparison, the tree of causes."""

import re
import shutil
import urllib.parse

import pytest
from playwright.sync_api import expect

from conftest import ROOT, Site, Watch, build


@pytest.fixture(scope="module")
def later(tmp_path_factory):
    """The shipped knowledge base years later, with two drafts: everything is due for review."""
    source = tmp_path_factory.mktemp("later") / "source"
    source.mkdir()
    shutil.copy(ROOT / "casebook.yml", source)
    shutil.copytree(ROOT / "Content", source / "Content")
    shutil.copytree(ROOT / "Templates", source / "Templates")
    for name in ("one", "two"):
        (source / "Content" / "guides" / f"draft-{name}.md").write_text(f"---\ntitle: 草稿 {name}\nstatus: draft\n---\n\n正文。\n", "utf-8")
    folder = tmp_path_factory.mktemp("later-site") / "Site"
    build(source, folder, "--drafts", "--date", "2031-01-01")
    site = Site(folder)
    yield site
    site.close()


@pytest.fixture
def health(browser, later):
    """The state of that knowledge base, on a page that must do nothing wrong."""
    page = browser.new_page(viewport={"width": 1280, "height": 800})
    watch = Watch(page, later.address)
    page.goto(later.address + "health.html")
    yield page
    page.close()
    assert watch.faults == []


# MARK: Coverage


def test_every_cell_leads_to_its_scripts_and_cases(watched, shipped):
    watched.goto(shipped.address + "coverage.html")
    cells = watched.locator(".coverage td a").evaluate_all("all => all.map(cell => [cell.getAttribute('href'), cell.textContent])")
    assert len(cells) > 50
    pages = {}
    for href, words in cells:
        path, anchor = href.split("#")
        text = pages.setdefault(path, (shipped.folder / path).read_text("utf-8"))
        row = re.search(rf'<tr id="{re.escape(urllib.parse.unquote(anchor))}">.*?</tr>', text, re.S)
        assert row, href
        scripts, cases = (part.count("<li><a") for part in row.group().split("</td>")[:2])
        assert words == f"{scripts} · {cases}", href
    watched.locator(".coverage td a").first.click()
    expect(watched.locator("tr:target")).to_be_visible()


def test_the_heat_map_can_be_read_without_colour(watched, shipped):
    watched.goto(shipped.address + "coverage.html")
    looks = watched.evaluate("""() => Object.fromEntries([1, 2, 3, 4].map((level) => {
      const cell = document.querySelector(`.heat-legend .heat-${level}:not(.lacking)`);
      const { borderTopStyle, borderTopWidth, fontWeight, backgroundColor } = getComputedStyle(cell);
      return [level, [borderTopStyle, borderTopWidth, fontWeight, level > 2 && backgroundColor].join()];
    }))""")
    assert len(set(looks.values())) == 4
    assert watched.locator(".coverage .lacking a").first.evaluate("cell => getComputedStyle(cell).borderTopStyle") == "dashed"
    # Every cell says its number or that there is none.
    for words in watched.locator(".coverage td").all_text_contents():
        assert re.fullmatch(r"–|\d+ · \d+", words)


@pytest.mark.parametrize("width", [360, 1280])
def test_heads_stay_in_sight_while_the_table_scrolls(watched, shipped, width):
    watched.set_viewport_size({"width": width, "height": 500})
    watched.goto(shipped.address + "coverage.html")
    grid = watched.locator(".heat-map")
    grid.focus()
    expect(grid).to_be_focused()
    grid.evaluate("grid => grid.scrollTo(200, 200)")
    frame = grid.bounding_box()
    head = watched.locator(".coverage tbody th").last.bounding_box()
    assert abs(head["x"] - frame["x"]) < 3
    assert abs(watched.locator(".coverage thead").bounding_box()["y"] - frame["y"]) < 3


def test_gaps_stand_by_name(watched, shipped):
    watched.goto(shipped.address + "coverage.html")
    lacking = watched.locator(".coverage .lacking a").count()
    expect(watched.locator(".gap-pairs .count")).to_have_text(str(lacking))
    for href in watched.locator(".gaps a").evaluate_all("all => all.map(link => link.getAttribute('href'))"):
        assert (shipped.folder / href.split("#")[0]).exists()


def test_causes_are_indented_by_the_tree(watched, shipped):
    watched.goto(shipped.address + "coverage.html")
    indents = watched.locator(".coverage tbody th").evaluate_all("all => all.map(head => parseFloat(getComputedStyle(head).paddingLeft))")
    assert len(indents) == 10 and len(set(indents)) == 2


# MARK: State of the content


def test_charts_stand_beside_their_numbers(health):
    expect(health.locator("svg.bars")).to_have_count(3)
    for chart in health.locator(".health-chart").all():
        drawn = sum(int(words) for words in chart.locator(".bar-total").all_text_contents())
        column = chart.locator("thead th").count() - (2 if chart.locator("thead th").count() > 2 else 1)
        listed = sum(int(row.locator("th, td").nth(column).inner_text()) for row in chart.locator("tbody tr").all())
        assert drawn == listed > 0
    # What is drawn for drafts differs by more than its colour.
    dashes = health.locator(".bars .seg-draft").first.evaluate("bar => getComputedStyle(bar).strokeDasharray")
    assert dashes != "none"


@pytest.mark.parametrize("width", [360, 1280])
def test_bars_and_their_words_dont_overlap(health, width):
    health.set_viewport_size({"width": width, "height": 800})
    boxes = health.locator("svg.bars").first.locator("text, rect").evaluate_all(
        "all => all.map(one => { const b = one.getBoundingClientRect(); return [one.tagName, b.left, b.top, b.right, b.bottom]; })")
    texts = [box for box in boxes if box[0] == "text"]
    for text in texts:
        for other in boxes:
            if other is not text:
                apart = text[3] <= other[1] or other[3] <= text[1] or text[4] <= other[2] + 1 or other[4] <= text[2] + 1
                assert apart, (text, other)


def test_what_is_overdue_is_listed_up_to_a_limit(health):
    total = int(health.locator(".overdue h2 .count").inner_text())
    assert total > 100
    assert health.locator(".overdue > ul > li").count() == 50
    assert str(total - 50) in health.locator(".overdue > .more").inner_text()


def test_drafts_are_named_only_where_they_are_built(health, watched, shipped):
    expect(health.locator(".unpublished li a")).to_have_text(["草稿 one", "草稿 two"])
    watched.goto(shipped.address + "health.html")
    expect(watched.locator(".unpublished")).to_have_count(0)


# MARK: Methods and causes


def test_methods_stand_beside_each_other_step_by_step(watched, shipped):
    watched.goto(shipped.address + "methods/compare.html")
    expect(watched.locator(".compare thead th")).to_have_count(4)
    first = watched.locator(".compare tbody tr").first
    tops = first.locator("td .compare-step").evaluate_all("all => all.map(step => Math.round(step.getBoundingClientRect().top))")
    assert len(tops) == 3 and len(set(tops)) == 1
    # A script that only one method uses stands in one column.
    own = watched.locator(".compare tbody tr").nth(-2).locator("li a").all_text_contents()
    assert own and len(own) == len(set(own))


def test_a_method_fits_a_phone_beside_the_numbers_of_the_steps(watched, shipped):
    watched.set_viewport_size({"width": 360, "height": 740})
    watched.goto(shipped.address + "methods/compare.html")
    grid = watched.locator(".grid")
    box = watched.locator(".compare tbody td").first.bounding_box()
    frame = grid.bounding_box()
    assert box["x"] >= frame["x"] and box["x"] + box["width"] <= frame["x"] + frame["width"]
    grid.evaluate("grid => grid.scrollTo(grid.scrollWidth, 0)")
    assert abs(watched.locator(".compare tbody th").first.bounding_box()["x"] - frame["x"]) < 3


def test_the_tree_of_causes_folds(watched, shipped):
    watched.goto(shipped.address + "causes/tree.html")
    child = watched.locator(".all-causes ul li a").first
    expect(child).to_be_visible()
    watched.locator(".all-causes summary").first.focus()
    watched.keyboard.press("Enter")
    expect(child).to_be_hidden()
