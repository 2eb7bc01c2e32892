"""The search in a real browser: the analyzer and the engine against what the Swift side recorded, and the search box.

    python3 -m pytest Tests/Browser/test_search.py

Needs the packages of requirements.txt and Chromium (`chromium`, or the path in CASEBOOK_CHROMIUM). Reads the theme's own
scripts and partial and the recorded fixtures; no built site is needed.
"""

import functools
import http.server
import json
import re
import shutil
import threading

import pytest
from playwright.sync_api import expect

from conftest import FIXTURES, ROOT, QuietHandler

TEMPLATES = ROOT / "Templates"
CATALOGUE = json.loads((TEMPLATES / "messages/zh-Hans.json").read_text("utf-8"))
WORDS = CATALOGUE["script"]
POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'self'"


# MARK: A small site around the search


def module_order(folder, name, seen):
    """The modules that `name` imports, those imported first."""
    if name in seen:
        return []
    seen.add(name)
    source = (folder / name).read_text("utf-8")
    imported = re.findall(r"""^import .* from ['"]\./(.*)['"];$""", source, re.M)
    return [module for other in imported for module in module_order(folder, other, seen)] + [name]


def classic_script(folder):
    """The modules as one classic script, as the generator joins them."""
    sources = []
    for name in module_order(folder, "search-box.js", set()):
        source = (folder / name).read_text("utf-8")
        source = re.sub(r"^import .*;$", "", source, flags=re.M)
        sources.append(re.sub(r"^export (?=(async )?(function|const|class|let))", "", source, flags=re.M))
    return "(function () {\n\"use strict\";\n" + "\n".join(sources) + "\n})();\n"


def partial():
    """The search partial with its names filled in; any other tag is a fault of this test or of the partial."""
    text = re.sub(r"\{\{!.*?\}\}\n", "", (TEMPLATES / "partials/search.mustache").read_text("utf-8"), flags=re.S)
    text = re.sub(r"\{\{text\.(\w+)\}\}", lambda found: CATALOGUE["page"][found[1]], text)
    return text.replace("{{search}}", "ROOTsearch.html")


def page_html(body, root="", portable=False):
    box = partial().replace("ROOT", root)
    return (
        f'<!DOCTYPE html>\n<html lang="zh-Hans" data-root="{root}" data-search="{root}search.html"'
        f'{" data-portable" if portable else ""}>\n<head><meta charset="utf-8"><title>页</title>'
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">'
        f'<link rel="stylesheet" href="{root}site.css"><script src="{root}site.js" defer></script></head>\n'
        f'<body><header class="top"><a class="brand" href="{root}index.html">手册</a><div class="top-search">{box}</div></header><main>{body}</main><p data-announcer role="status"></p></body></html>\n')


RESULTS = '<div class="results" data-results><p class="results-hint">提示</p></div>'


def write_site(folder, portable=False):
    (folder / "search").mkdir(parents=True)
    (folder / "scripts").mkdir()
    for source in (TEMPLATES / "scripts").glob("*.js"):
        shutil.copy(source, folder / "scripts")
    (folder / "scripts/words.js").write_text("export const words = " + json.dumps(WORDS) + ";\n", "utf-8")
    (folder / "site.js").write_text(classic_script(folder / "scripts"), "utf-8")
    styles = [path.read_text("utf-8") for path in sorted((TEMPLATES / "styles").glob("*.css")) if path.name != "print.css"]
    (folder / "site.css").write_text("\n".join(styles), "utf-8")
    for name in ("index", "folding"):
        data = (FIXTURES / f"search/{name}.json").read_text("utf-8")
        (folder / f"search/{name}.json").write_text(data, "utf-8")
        if portable:
            (folder / f"search/{name}.js").write_text(f'casebookSearchFile("{name}", {data});\n', "utf-8")
    (folder / "index.html").write_text(page_html('<p>首页 <input id="other"></p>', "", portable), "utf-8")
    (folder / "search.html").write_text(page_html(RESULTS, "", portable), "utf-8")
    for record in records():
        path = folder / record["url"]
        path.parent.mkdir(exist_ok=True)
        path.write_text(page_html(f"<h1>{record['title']}</h1>", "../", portable), "utf-8")


def records():
    index = json.loads((FIXTURES / "search/index.json").read_text("utf-8"))
    return [record for pack in index["packs"] for record in pack]


@pytest.fixture
def site(tmp_path):
    write_site(tmp_path)
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(QuietHandler, directory=tmp_path))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    with server:
        yield f"http://127.0.0.1:{server.server_port}/", tmp_path
        server.shutdown()


@pytest.fixture
def page(browser):
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    faults = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("console", lambda line: faults.append(line.text) if "Content Security Policy" in line.text else None)
    yield page
    context.close()
    assert faults == []


def field(page):
    return page.locator("input[type=search][role=combobox]")


def options(page):
    return page.locator("[role=option][data-page-id]")


def option_ids(page):
    return [option.get_attribute("data-page-id") for option in options(page).all()]


# MARK: The same engine as in Swift


def test_the_analyzer_gives_the_recorded_vectors(page, site):
    page.goto(site[0])
    vectors = json.loads((FIXTURES / "analyzer/golden.json").read_text("utf-8"))
    assert len(vectors) >= 2000
    wrong = page.evaluate(
        """async ({ vectors, index, folding }) => {
          const { foldText, textTerms } = await import('/scripts/analyzer.js');
          const { SearchEngine } = await import('/scripts/search-engine.js');
          const engine = new SearchEngine(index);
          engine.addFolding(folding);
          return vectors.filter(({ text, folded, terms }) => {
            const own = foldText(text, engine.simplified);
            return own !== folded || JSON.stringify(textTerms(own)) !== JSON.stringify(terms);
          });
        }""",
        {"vectors": vectors, "index": fixture("index"), "folding": fixture("folding")})
    assert wrong == []


def test_the_engine_gives_the_recorded_lists(page, site):
    page.goto(site[0])
    answers = fixture("queries")
    assert len(answers) > 50
    found = page.evaluate(
        """async ({ answers, index, folding }) => {
          const { SearchEngine } = await import('/scripts/search-engine.js');
          const engine = new SearchEngine(index);
          engine.addFolding(folding);
          return answers.map(({ query, limit }) => engine.search(query, limit).hits.map((hit, at) => ({
            rank: at + 1, id: hit.record.id, url: hit.record.url, anchor: hit.anchor, title: hit.record.title,
            kind: engine.kinds[hit.record.kind].kind, score: hit.score, match: hit.match, snippet: hit.snippet,
            words: hit.words,
          })));
        }""",
        {"answers": answers, "index": fixture("index"), "folding": fixture("folding")})
    for answer, hits in zip(answers, found, strict=True):
        assert hits == answer["hits"], answer["query"]


def fixture(name):
    return json.loads((FIXTURES / f"search/{name}.json").read_text("utf-8"))


@pytest.mark.parametrize(
    "query",
    ["", "\ud800", "\udc00投诉\ud800", "投诉" * 5000, "x" * 10000, "，。！？" * 100, "\x00\x01\x7f", "\u0301" * 10000, "<script>", "__proto__ constructor"],
    ids=lambda query: repr(query[:8]))
def test_any_query_has_an_answer(page, site, query):
    page.goto(site[0])
    count = page.evaluate(
        """async ({ units, index }) => {
          const { SearchEngine } = await import('/scripts/search-engine.js');
          return new SearchEngine(index).search(String.fromCharCode(...units), 5).hits.length;
        }""",
        # As code units: half of a surrogate pair has no form in UTF-8.
        {"units": [ord(unit) for unit in query], "index": fixture("index")})
    assert count <= 5


# MARK: The box


def test_results_come_while_typing_and_the_first_is_chosen(page, site):
    page.goto(site[0])
    field(page).click()
    page.keyboard.type("吞钞")
    expect(options(page).first).to_have_attribute("data-page-id", "retained-cash")
    expect(options(page).first).to_have_attribute("aria-selected", "true")
    expect(field(page)).to_have_attribute("aria-expanded", "true")
    chosen = field(page).get_attribute("aria-activedescendant")
    assert page.locator(f'[id="{chosen}"]').get_attribute("data-page-id") == "retained-cash"
    assert page.locator("mark").first.inner_text() == "吞钞"
    expect(options(page).first.locator(".badge")).to_have_text("术语")
    expect(page.locator("[data-announcer]")).to_have_text(WORDS["searchCount"].split("|")[-1].replace("{n}", "2"))


@pytest.mark.parametrize("key", ["/", "Control+k", "Meta+k"])
def test_keys_lead_to_the_field_from_anywhere(page, site, key):
    page.goto(site[0])
    page.keyboard.press(key)
    expect(field(page)).to_be_focused()
    assert field(page).input_value() == ""


def test_a_slash_in_another_field_is_a_slash(page, site):
    page.goto(site[0])
    page.locator("#other").click()
    page.keyboard.press("/")
    expect(page.locator("#other")).to_have_value("/")
    page.keyboard.press("Control+k")
    expect(field(page)).to_be_focused()


def test_arrows_choose_enter_opens_at_the_place(page, site):
    page.goto(site[0] + "terms/iso-10002.html")
    page.keyboard.press("/")
    page.keyboard.type("安抚")
    expect(options(page)).not_to_have_count(0)
    ids = option_ids(page)
    page.keyboard.press("ArrowUp")
    expect(options(page).last).to_have_attribute("aria-selected", "true")
    page.keyboard.press("ArrowDown")
    expect(options(page).first).to_have_attribute("aria-selected", "true")
    page.keyboard.press("ArrowDown")
    expect(options(page).nth(1)).to_have_attribute("aria-selected", "true")
    page.keyboard.press("Enter")
    page.wait_for_url("**/" + next(record["url"] for record in records() if record["id"] == ids[1]))
    page.keyboard.press("/")
    page.keyboard.type("马上为您查")
    expect(options(page)).to_have_count(1)
    page.keyboard.press("Enter")
    page.wait_for_url("**/scripts/soothe.html#line-2")


def test_a_click_opens_and_with_control_in_a_new_tab(page, site):
    page.goto(site[0])
    field(page).fill("吞钞")
    expect(options(page)).not_to_have_count(0)
    with page.context.expect_page() as opened:
        options(page).first.click(modifiers=["Control"])
    opened.value.wait_for_url("**/terms/retained-cash.html")
    options(page).first.click()
    page.wait_for_url("**/terms/retained-cash.html")


def test_escape_and_a_click_outside_close(page, site):
    page.goto(site[0])
    panel = page.locator("[data-search-panel]")
    field(page).fill("安抚")
    expect(panel).to_be_visible()
    page.keyboard.press("Escape")
    expect(panel).to_be_hidden()
    expect(field(page)).not_to_be_focused()
    expect(field(page)).to_have_attribute("aria-expanded", "false")
    field(page).click()
    expect(panel).to_be_visible()
    page.mouse.click(5, page.viewport_size["height"] - 5)
    expect(panel).to_be_hidden()


def test_enter_while_composing_belongs_to_the_input_method(page, site):
    page.goto(site[0])
    field(page).click()
    client = page.context.new_cdp_session(page)
    # What an input method shows before a choice is made is searched already.
    client.send("Input.imeSetComposition", {"text": "吞钞", "selectionStart": 2, "selectionEnd": 2})
    expect(options(page).first).to_have_attribute("data-page-id", "retained-cash")
    for marks in ({"isComposing": True, "keyCode": 13}, {"isComposing": False, "keyCode": 229}):
        prevented = page.evaluate(
            """(marks) => {
              const event = new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, cancelable: true, ...marks });
              return !document.querySelector('[role=combobox]').dispatchEvent(event);
            }""", marks)
        assert not prevented
    page.wait_for_timeout(100)
    assert page.url == site[0]
    client.send("Input.insertText", {"text": "吞钞"})
    expect(field(page)).to_have_value("吞钞")
    page.keyboard.press("Enter")
    page.wait_for_url("**/terms/retained-cash.html")


def test_the_spoken_line_is_there_to_be_copied(page, site):
    page.goto(site[0])
    field(page).fill("安抚话术")
    first = options(page).first
    expect(first).to_have_attribute("data-page-id", "soothe")
    line = "您别着急，您慢慢说，我在听。这件事我来负责到底。"
    expect(first.locator(".result-words")).to_have_text(line)
    page.keyboard.press("Control+Enter")
    expect(first.locator("[data-search-copy]")).to_have_text(WORDS["searchCopied"])
    assert page.evaluate("navigator.clipboard.readText()") == line
    page.evaluate("navigator.clipboard.writeText('')")
    first.locator("[data-search-copy]").click()
    expect(page.locator("[data-announcer]")).to_have_text(WORDS["searchCopied"])
    assert page.evaluate("navigator.clipboard.readText()") == line
    assert page.url == site[0]


def test_an_answer_that_is_not_what_was_typed_says_so(page, site):
    page.goto(site[0])
    note = page.locator("[data-search-note]")
    field(page).fill("说脏话")
    expect(note).to_have_text(WORDS["searchSynonym"].replace("{query}", "说脏话").replace("{words}", "骂人"))
    field(page).fill("质量管理 兑换")
    expect(note).to_have_text(WORDS["searchRelaxed"].replace("{words}", "兑换"))
    field(page).fill("龘龘龘")
    expect(note).to_have_text(WORDS["searchNone"].replace("{query}", "龘龘龘") + " " + WORDS["searchNoneHint"])
    expect(options(page)).to_have_count(0)
    field(page).fill("吞钞")
    expect(note).to_be_hidden()


def test_the_folding_table_is_fetched_only_for_characters_that_no_page_has(page, site):
    requests = []
    page.on("request", lambda request: requests.append(request.url.rsplit("/", 1)[-1]))
    page.goto(site[0])
    field(page).fill("櫃檯")
    expect(options(page).first).to_have_attribute("data-page-id", "traditional")
    assert "folding.json" not in requests
    field(page).fill("吞鈔")
    expect(options(page).first).to_have_attribute("data-page-id", "retained-cash")
    assert requests.count("folding.json") == 1
    assert requests.count("index.json") == 1


def test_content_is_text(page, site):
    index = fixture("index")
    index["packs"][0][0]["title"] = "<img src=x onerror=alert(1)>"
    (site[1] / "search/index.json").write_text(json.dumps(index), "utf-8")
    page.goto(site[0])
    field(page).fill("等太久")
    expect(options(page).first.locator(".result-title")).to_have_text("<img src=x onerror=alert(1)>")
    assert page.locator(".search-list img").count() == 0


# MARK: The page with all results


def test_the_results_page_answers_its_address(page, site):
    page.goto(site[0] + "search.html#q=%E5%90%9E%E9%92%9E")
    expect(field(page)).to_have_value("吞钞")
    expect(options(page)).to_have_count(2)
    length = page.evaluate("history.length")
    field(page).fill("安抚")
    expect(options(page).first).to_have_attribute("data-page-id", "soothe")
    assert page.evaluate("decodeURIComponent(location.hash)") == "#q=安抚"
    assert page.evaluate("history.length") == length
    page.keyboard.press("Enter")
    page.wait_for_url("**/scripts/soothe.html")
    page.go_back()
    expect(field(page)).to_have_value("安抚")
    expect(options(page).first).to_have_attribute("data-page-id", "soothe")
    page.evaluate("location.hash = '#q=%'")
    expect(field(page)).to_have_value("%")
    expect(options(page)).to_have_count(0)
    page.evaluate("location.hash = ''")
    expect(page.locator(".results-hint")).to_be_visible()


def test_the_box_leads_to_all_results(page, site):
    index = fixture("index")
    extra = [dict(index["packs"][0][1], id=f"x{number}", url=f"terms/x{number}.html") for number in range(70)]
    pages = [record for pack in index["packs"] for record in pack] + extra
    index["packs"] = [pages]
    first = index["pages"]
    index["pages"] = len(pages)
    index["terms"]["词"] = "条 " + postings([(first + number) * 32 for number in range(70)])
    for record in extra:
        record["blocks"] = [["b1", 0, "词条"]]
    (site[1] / "search/index.json").write_text(json.dumps(index), "utf-8")
    page.goto(site[0])
    field(page).fill("词条")
    expect(options(page)).to_have_count(8)
    link = page.locator("[data-search-foot] a")
    expect(link).to_have_text(WORDS["searchAll"].replace("{n}", "70"))
    link.click()
    page.wait_for_url("**/search.html#q=*")
    expect(options(page)).to_have_count(50)
    page.locator("[data-search-more]").click()
    expect(options(page)).to_have_count(70)


def postings(addresses):
    digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
    text, last = "", 0
    for address in addresses:
        number, last = (address - last) * 2, address
        while True:
            digit, number = number & 31, number >> 5
            text += digits[digit | (32 if number else 0)]
            if not number:
                break
    return text


# MARK: When the index can't be used


def damage(path, how):
    if how == "missing":
        path.unlink()
    elif how == "page":
        path.write_text("<!DOCTYPE html><title>Sign in</title>", "utf-8")
    elif how == "cut":
        path.write_bytes(path.read_bytes()[:-2000])
    elif how == "version":
        path.write_text('{"format":2,"shards":[]}', "utf-8")
    elif how == "shape":
        path.write_text('{"format":1,"pages":3}', "utf-8")
    elif how == "record":
        index = fixture("index")
        index["packs"] = [[None] * len(pack) for pack in index["packs"]]
        path.write_text(json.dumps(index), "utf-8")


@pytest.mark.parametrize(
    ("how", "word"),
    [
        ("missing", "searchErrorLoad"), ("page", "searchErrorDamaged"), ("cut", "searchErrorDamaged"),
        ("version", "searchErrorVersion"), ("shape", "searchErrorDamaged"), ("record", "searchErrorDamaged"),
    ])
@pytest.mark.parametrize("place", ["index.html", "search.html"])
def test_an_index_that_cannot_be_used_is_said(page, site, place, how, word):
    damage(site[1] / "search/index.json", how)
    page.goto(site[0] + place)
    field(page).fill("吞钞")
    note = page.locator("[data-search-note]")
    expect(note).to_contain_text(WORDS[word])
    expect(options(page)).to_have_count(0)
    page.wait_for_timeout(800)
    assert WORDS[word] in page.locator("[data-announcer]").inner_text()


def test_offline_is_said_and_tried_again(page, site):
    page.goto(site[0])
    page.context.set_offline(True)
    field(page).fill("吞钞")
    expect(page.locator("[data-search-note]")).to_contain_text(WORDS["searchErrorLoad"])
    page.context.set_offline(False)
    page.locator("[data-search-retry]").click()
    expect(options(page).first).to_have_attribute("data-page-id", "retained-cash")


# MARK: From disk


@pytest.mark.parametrize("start", ["index.html", "terms/iso-10002.html"])
def test_a_portable_site_searches_from_disk(page, tmp_path, start):
    write_site(tmp_path, portable=True)
    page.goto((tmp_path / start).as_uri())
    field(page).fill("吞鈔")
    expect(options(page).first).to_have_attribute("data-page-id", "retained-cash")
    page.keyboard.press("Enter")
    page.wait_for_url((tmp_path / "terms/retained-cash.html").as_uri())


@pytest.mark.parametrize(("how", "word"), [("missing", "searchErrorLoad"), ("page", "searchErrorDamaged")])
def test_a_portable_site_without_its_index_says_so(browser, tmp_path, how, word):
    write_site(tmp_path, portable=True)
    damage(tmp_path / "search/index.js", how)
    # A page of its own: a script that is none is reported as an error of the page, which is right here.
    page = browser.new_page()
    page.goto((tmp_path / "index.html").as_uri())
    field(page).fill("吞钞")
    expect(page.locator("[data-search-note]")).to_contain_text(WORDS[word])
    page.close()


# MARK: Narrow


def test_at_360_pixels_the_search_takes_the_whole_view(page, site):
    page.set_viewport_size({"width": 360, "height": 640})
    page.goto(site[0])
    field(page).fill("安抚话术")
    expect(options(page).first).to_be_visible()
    box = page.locator("[data-search-box]").bounding_box()
    assert (box["width"], box["height"]) == (360, 640)
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    expect(page.locator("[data-search-close]")).to_be_visible()
    page.locator("[data-search-close]").click()
    expect(page.locator("[data-search-panel]")).to_be_hidden()
