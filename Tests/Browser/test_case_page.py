"""A case: read on the screen, printed as a hand-out with its solution or without."""

import io
import unicodedata

import pypdf
import pytest
from playwright.sync_api import expect

from accessibility import VIEWS, violations

CASE = "cases/noon-queue.html"
SOLUTION = ["可以这样说", "四件小事各能降一次温", "排队应急话术", "该用未用", "违背", "知情权未得到满足", "做得不好", "投诉直接到了外部热线"]
EXERCISE = ["中午取款排队", "急需 1 万元现金", "跟你说过了，只能排队", "他的质问有四条", "你的前两句话是什么", "柜面"]


def plain(words):
    """Without blanks; Chromium writes some characters as their radicals (⽤ for 用)."""
    return "".join(unicodedata.normalize("NFKC", words).split())


def paper(page):
    """What a page prints: the number of its sheets and their words."""
    reader = pypdf.PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True)))
    words = "".join(sheet.extract_text() for sheet in reader.pages)
    for sheet in reader.pages:
        assert (round(sheet.mediabox.width), round(sheet.mediabox.height)) == (595, 842)
    return len(reader.pages), plain(words)


def missing(words, text):
    return [word for word in words if plain(word) not in text]


@pytest.fixture
def case(watched, shipped):
    watched.add_init_script("window.print = () => { window.printed = (window.printed || 0) + 1; }")
    watched.goto(shipped.address + CASE)
    return watched


def test_the_whole_case_prints_on_a_few_sheets(case):
    sheets, text = paper(case)
    assert sheets <= 5
    assert missing(SOLUTION + EXERCISE, text) == []


def test_without_a_script_the_ordinary_command_prints_everything(browser, shipped):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(shipped.address + CASE)
    expect(page.locator("[data-handouts]")).to_be_hidden()
    _, text = paper(page)
    context.close()
    assert missing(SOLUTION + EXERCISE, text) == []


def test_the_exercise_leaves_the_solution_out(case):
    case.locator("[data-print=exercise]").click()
    assert case.evaluate("window.printed") == 1
    sheets, text = paper(case)
    assert sheets <= 3
    assert missing(EXERCISE, text) == []
    assert [word for word in SOLUTION if plain(word) in text] == []


def test_no_case_prints_its_solution_into_the_exercise(case, shipped):
    cases = [page["url"] for page in shipped.manifest["pages"] if page["kind"] == "case"]
    for url in cases:
        case.goto(shipped.address + url)
        handling = case.locator(".case-handling .said-agent").all_inner_texts()
        case.locator("[data-print=exercise]").click()
        _, text = paper(case)
        assert [line for line in handling if plain(line) in text] == [], url


def test_questions_have_room_to_write(case):
    case.locator("[data-print=exercise]").click()
    case.emulate_media(media="print")
    height = case.evaluate("parseFloat(getComputedStyle(document.querySelector('.case-discussion li'), '::after').height)")
    assert height > 80


def test_printing_once_without_the_solution_changes_nothing_for_the_next_time(case):
    case.locator("[data-print=exercise]").click()
    paper(case)
    expect(case.locator("html")).not_to_have_attribute("data-handout", "exercise")
    assert not case.locator("details.case-discussion").evaluate("fold => fold.open")
    case.locator("[data-print=whole]").click()
    assert missing(SOLUTION, paper(case)[1]) == []


def test_paper_is_white_in_the_dark_too(case):
    case.evaluate("document.documentElement.dataset.theme = 'dark'")
    case.emulate_media(media="print")
    assert case.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    assert case.evaluate("getComputedStyle(document.querySelector('.said-agent')).color") == "rgb(0, 0, 0)"


@pytest.mark.parametrize(("width", "beside"), [(1280, True), (360, False)])
def test_what_was_wrong_and_what_is_right_stand_side_by_side_where_there_is_room(case, width, beside):
    case.set_viewport_size({"width": width, "height": 800})
    wrong = case.locator(".case-problem").bounding_box()
    right = case.locator(".case-handling").bounding_box()
    assert (abs(wrong["y"] - right["y"]) < 2) == beside


def test_the_course_tells_who_says_what(case):
    turns = case.locator(".timeline .said")
    assert [turn.split()[-1] for turn in turns.evaluate_all("all => all.map(turn => turn.className)")] == [
        "said-customer", "said-agent", "said-customer", "said-agent"]
    expect(case.locator(".timeline .speaker").first).to_have_text("客户：")
    numbers = case.locator(".timeline .prose > ol").evaluate_all("lists => lists.map(list => list.start)")
    assert numbers == [1, 4]
    # Only what the text calls right is marked so.
    assert case.locator(".timeline [data-word]").count() == 0
    assert case.locator(".case-handling .speech-say").count() == 2


def test_steps_and_scripts_say_how_the_case_did(case):
    expect(case.locator(".case-steps .verdict-violated")).to_have_count(6)
    expect(case.locator(".case-steps .verdict-not_reached")).to_have_count(4)
    expect(case.locator(".case-scripts h3")).to_have_class("role-should_have")
    expect(case.locator(".case-scripts li a")).to_have_count(4)


def test_questions_unfold_by_keyboard(case):
    question = case.locator(".case-discussion li").first
    expect(question).to_be_hidden()
    case.locator(".case-discussion summary").focus()
    case.keyboard.press("Enter")
    expect(question).to_be_visible()


def test_an_address_of_a_section_leads_to_it(case, shipped):
    for anchor in ["背景", "经过", "问题", "处理", "结果", "启示", "讨论题"]:
        expect(case.locator(f"h2[id='{anchor}']")).to_have_count(1)


def test_nothing_of_a_case_is_lost(browser, shipped):
    # Every heading of the source stands on the page once, in the author's words.
    from conftest import ROOT
    page = browser.new_page()
    for entry in shipped.manifest["pages"]:
        if entry["kind"] != "case":
            continue
        source = (ROOT / "Content" / "cases" / f"{entry['id']}.md").read_text("utf-8")
        wanted = sorted(line.lstrip("#").strip() for line in source.splitlines() if line.startswith(("## ", "### ")))
        page.goto(shipped.address + entry["url"])
        found = page.locator("article [data-own] h3, article h2[data-own]").all_text_contents()
        assert sorted(found) == wanted, entry["id"]
    page.close()


@pytest.mark.parametrize(("width", "scheme"), VIEWS)
def test_an_unfolded_case_is_accessible(browser, shipped, width, scheme):
    context = browser.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme)
    page = context.new_page()
    page.goto(shipped.address + CASE)
    page.locator(".case-discussion summary").click()
    assert violations(page) == []
    context.close()
