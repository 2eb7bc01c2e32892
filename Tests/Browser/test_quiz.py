"""The page of questions, with its script and without; and a book, which is one page by itself."""

import gzip
import json
import shutil
import subprocess

import pytest

from accessibility import VIEWS, violations
from conftest import DATE, ROOT, Watch, executable
from test_pages import NU

QUIZ = "quiz.html"


def question(page, number=0):
    item = page.locator("li[data-question]").nth(number)
    return item, item.get_attribute("data-question")


def test_choices_are_judged_and_kept(browser, shipped):
    page = browser.new_page()
    page.goto(shipped.address + QUIZ)
    progress = page.locator("[data-quiz-progress]")
    assert page.locator("fieldset").count() > 10
    item, right = question(page)
    item.locator(f'input:not([value="{right}"])').first.check()
    assert progress.inner_text() == "已做 1 题，对 0 题"
    assert item.locator("details[open]").count() == 0
    item.locator(f'input[value="{right}"]').check()
    assert progress.inner_text() == "已做 1 题，对 1 题"
    assert item.locator("details[open]").count() == 1
    page.reload()
    assert progress.inner_text() == "已做 1 题，对 1 题"
    page.locator("[data-quiz-reset]").click()
    assert progress.inner_text() == "已做 0 题，对 0 题"
    page.reload()
    assert page.locator("input:checked").count() == 0
    page.close()


def test_without_a_script_answers_unfold(browser, shipped):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(shipped.address + QUIZ)
    item, right = question(page, 1)
    assert not item.locator("details a").is_visible()
    item.locator("summary").click()
    assert item.locator("details a").is_visible()
    assert item.locator("details a").get_attribute("href") == f"scripts/{right}.html"
    assert not page.locator("[data-quiz-reset]").is_visible()
    context.close()


def test_each_question_has_one_right_answer_and_cases_have_theirs(browser, shipped):
    page = browser.new_page()
    page.goto(shipped.address + QUIZ)
    for number in range(page.locator("fieldset").count()):
        item, right = question(page, number)
        values = [box.get_attribute("value") for box in item.locator("input").all()]
        assert 3 <= len(values) <= 4 and values.count(right) == 1 and len(set(values)) == len(values)
    cases = page.locator(".quiz-case")
    assert cases.count() >= 5
    assert all(cases.nth(number).locator("li, p").count() > 1 for number in range(cases.count()))
    page.close()


@pytest.mark.parametrize(("width", "scheme"), VIEWS)
def test_the_quiz_is_in_order(browser, shipped, width, scheme):
    context = browser.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme)
    page = context.new_page()
    watch = Watch(page, shipped.address)
    page.goto(shipped.address + QUIZ)
    item, right = question(page)
    item.locator(f'input[value="{right}"]').check()
    question(page, 1)[0].locator("input").first.check()
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert watch.faults == []
    context.close()


def test_the_quiz_is_light(shipped):
    html = (shipped.folder / QUIZ).read_bytes()
    assert len(gzip.compress(html)) < 20_000


@pytest.fixture(scope="module")
def book(tmp_path_factory):
    path = tmp_path_factory.mktemp("book") / "book.html"
    run = subprocess.run(
        [executable(), "export", "book", "--source", ROOT, "--date", DATE, "--language", "en", "--output", path],
        capture_output=True, text=True)
    assert run.returncode == 0, run.stderr
    return path


@pytest.mark.parametrize(("width", "scheme"), VIEWS)
def test_a_book_works_from_disk(browser, book, width, scheme):
    context = browser.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme)
    page = context.new_page()
    requests = []
    page.on("request", lambda request: requests.append(request.url))
    page.goto(book.as_uri())
    # Its own style is let in.
    assert page.evaluate("getComputedStyle(document.querySelector('.book-contents ol')).listStyleType") == "none"
    dead = page.evaluate(
        "[...document.querySelectorAll('a[href]')].map((a) => a.getAttribute('href'))"
        ".filter((href) => href.startsWith('#') ? !document.getElementById(decodeURIComponent(href.slice(1))) : !/^https?:/.test(href))")
    assert dead == []
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert [url for url in requests if not url.startswith("data:")] == [book.as_uri()]
    context.close()


def test_a_book_is_valid_html(book):
    # What the checker says of styles is older than the styles: those of the site, it doesn't read.
    run = subprocess.run(
        [shutil.which("java"), "-jar", NU, "--errors-only", "--filterpattern", "CSS: .*", "--format", "json", book],
        capture_output=True, text=True)
    assert [error["message"] for error in json.loads(run.stderr)["messages"]] == []
