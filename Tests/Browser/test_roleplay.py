"""The role-play cards of a case: printed, cut, handed out."""

import json
import re

import pytest
from playwright.sync_api import expect

from accessibility import VIEWS, violations
from conftest import Watch
from test_case_page import missing, paper, plain

SHEET = "cases/noon-queue~roleplay.html"
CARDS = ["customer", "agent", "observer"]
# The first words below each card's name: those of the names are written with radicals.
TASKS = ["按卡上的事实和情绪来演", "像真来电一样", "你只看，不说话"]


def sheets(shipped):
    return [page["url"].replace(".html", "~roleplay.html") for page in shipped.manifest["pages"] if page["kind"] == "case"]


@pytest.fixture
def sheet(watched, shipped):
    watched.add_init_script("window.print = () => { window.printed = (window.printed || 0) + 1; }")
    watched.goto(shipped.address + SHEET)
    return watched


def test_the_case_and_the_list_lead_to_it(watched, shipped):
    watched.goto(shipped.address + "cases/noon-queue.html")
    watched.get_by_role("link", name="角色扮演卡").click()
    expect(watched.locator("h1")).to_have_text("中午取款排队")
    watched.locator(".sheet-more").get_by_role("link", name="角色扮演").click()
    expect(watched).to_have_url(re.compile(r"/roleplay\.html$"))
    expect(watched.locator(".entry-title a")).to_have_count(len(sheets(shipped)))
    watched.get_by_role("link", name="12分钟的热线录音").click()
    expect(watched.locator(".role h2").first).to_contain_text("客户卡")


def test_only_the_observer_reads_what_would_have_been_right(browser, shipped):
    page = browser.new_page()
    for url in sheets(shipped):
        page.goto(shipped.address + url.replace("~roleplay", ""))
        solution = page.locator(":is(.case-handling, .case-lesson, .case-problem) [data-own] :is(p, li)").all_inner_texts()
        assert len(solution) > 3
        page.goto(shipped.address + url)
        secret = plain("".join(page.locator(f".role-{card}").inner_text() for card in CARDS[:2]))
        assert [words for words in solution if len(plain(words)) > 8 and plain(words) in secret] == [], url
        # Neither what the case did at a step, nor the words to use instead.
        assert page.locator(".role-customer .verdict, .role-agent .verdict, .role-agent [class*=verdict]").count() == 0
        assert page.locator(".role-customer .slip-do, .role-agent .slip-do").count() == 0
        told = plain(page.locator(".role-observer").inner_text())
        assert missing(solution, told) == [], url
    page.close()


def test_every_card_says_what_its_reader_needs(browser, shipped):
    page = browser.new_page()
    for url in sheets(shipped):
        page.goto(shipped.address + url)
        assert page.locator(".role").count() == 3
        assert page.locator(".role-customer .role-moods li").count() >= 1, url
        assert page.locator(".role-customer .role-columns li").count() >= 4, url
        assert page.locator(".role-agent .strip li").count() >= 3, url
        assert page.locator(".role-observer .watch li").count() >= 3, url
        assert page.locator(".role-observer .watch-done").count() >= page.locator(".role-observer .watch li").count(), url
        assert page.locator(".role-observer .shown-discussion li").count() >= 3, url
    page.close()


def test_cards_print_by_themselves_or_together(sheet):
    whole, text = paper(sheet)
    assert whole <= 6
    assert missing(TASKS + ["四件小事各能降一次温"], text) == []
    # What belongs to the screen stays there.
    assert [words for words in ["打印三张卡", "到哪里查", "搜话术"] if plain(words) in text] == []
    for card, task in zip(CARDS, TASKS):
        sheet.locator(f"[data-print={card}]").click()
        pages, text = paper(sheet)
        assert [words for words in TASKS if plain(words) in text] == [task]
        assert pages == 1 or card == "observer"
    assert sheet.evaluate("window.printed") == 3
    # Printing one card changes nothing for the next time.
    assert paper(sheet)[0] == whole


def test_without_a_script_the_ordinary_command_prints_all_cards(browser, shipped):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(shipped.address + SHEET)
    expect(page.locator("[data-handouts]")).to_be_hidden()
    assert missing(TASKS, paper(page)[1]) == []
    context.close()


@pytest.mark.parametrize(("width", "scheme"), VIEWS)
@pytest.mark.parametrize("path", [SHEET, "roleplay.html"])
def test_cards_and_list_are_in_order(browser, shipped, path, width, scheme):
    context = browser.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme)
    page = context.new_page()
    watch = Watch(page, shipped.address)
    page.goto(shipped.address + path)
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    ids = page.evaluate("[...document.querySelectorAll('[id]')].map((element) => element.id)")
    assert len(ids) == len(set(ids))
    assert watch.faults == []
    context.close()


def test_cards_are_kept_for_times_without_a_network_and_not_searched(shipped):
    kept = json.loads((shipped.folder / "assets" / "offline.json").read_text("utf-8"))
    assert missing([SHEET, "roleplay.html"], json.dumps(kept)) == []
    found = [path for path in (shipped.folder / "search").iterdir() if "roleplay" in path.read_text("utf-8")]
    assert found == []
