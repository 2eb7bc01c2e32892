"""A small site around the search box: the theme's own scripts, styles and templates, and an engine that answers as a test
foresees (fake_search_engine.js)."""

import functools
import http.server
import json
import re
import threading

import pytest
from playwright.sync_api import expect

from conftest import ROOT, QuietHandler, unthrown

TEMPLATES = ROOT / "Templates"
CATALOGUE = json.loads((TEMPLATES / "messages/zh-Hans.json").read_text("utf-8"))
WORDS = CATALOGUE["script"]
FAKE_ENGINE = (ROOT / "Tests/Browser/fake_search_engine.js").read_text("utf-8")
POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'self'"


def script(id, title, line, **more):
    return {"id": id, "url": f"scripts/{id}.html", "title": title, "kind": "script", "kindLabel": "话术", "line": line,
            "channel": ["phone"], "topic": ["安抚"], **more}


def case(id, title, **more):
    return {"id": id, "url": f"cases/{id}.html", "title": title, "kind": "case", "kindLabel": "案例", "channel": ["counter"],
            "topic": ["钱款"], **more}


PAGES = [
    script("soothe", "安抚话术", "您别着急，您慢慢说，我在听。这件事我来负责到底。", alias="安慰客户", snippet="情绪激动时用的安抚"),
    script("invite", "邀请倾诉话术", "安抚之后，请您从头讲给我听，{称呼}。", overdue=True),
    case("cash", "柜员机吞钞", snippet="客户在柜员机上存钱时被吞钞，安抚后当场登记。", heading="经过", anchor="经过"),
    case("line", "中午排队两小时", status="draft", snippet="先安抚再分流"),
    {"id": "vent", "url": "methods/six-steps/vent.html", "title": "富有温度的安抚", "kind": "step", "kindLabel": "步骤",
     "place": "六步法", "channel": ["phone", "counter"], "topic": ["安抚"]},
    {"id": "old", "url": "terms/old.html", "title": "旧词：安抚费", "kind": "term", "kindLabel": "术语", "status": "retired"},
    *(script(f"more-{number}", f"词条之{number}", f"第{number}句话。", topic=[f"题{number}"]) for number in range(1, 71)),
]
ANSWERS = {
    "anfu": {"match": "pinyin", "words": ["安抚"], "for": "安抚"},
    "头诉安抚": {"match": "typo", "words": ["安抚"], "for": "安抚"},
    "安慰": {"match": "synonym", "words": ["安抚"], "ids": ["soothe", "invite"], "own": {"soothe": {"match": "exact", "words": []}}},
    "安抚退款": {"match": "relaxed", "words": ["退款"], "for": "安抚"},
    "吞钞安抚": {"match": "relaxed", "words": [], "ids": ["cash"]},
    "安抚慢": {"delay": 500, "for": "安抚", "rest": 300},
    "词条": {"rest": 100},
    "词条约": {"for": "词条", "total": 120, "isTotalExact": False},
}


def module_order(path, seen):
    """The modules that one imports, those imported first."""
    if path in seen:
        return []
    seen.add(path)
    imported = re.findall(r"""^import .* from ['"](\..*)['"];$""", path.read_text("utf-8"), re.M)
    return [module for other in imported for module in module_order((path.parent / other).resolve(), seen)] + [path]


def classic_script(name):
    """The modules as one classic script, as the generator joins them."""
    sources = []
    for path in module_order((TEMPLATES / name).resolve(), set()):
        source = path.read_text("utf-8")
        if path.name == "words.js":
            source = f"export const words = {json.dumps(WORDS)};"
        source = re.sub(r"^import .*;$", "", source, flags=re.M)
        sources.append(re.sub(r"^export (?=(async )?(function|const|class|let))", "", source, flags=re.M))
    return "(function () {\n\"use strict\";\n" + "\n".join(sources) + "\n})();\n"


def template(name, values):
    """A template with its names filled in; sections stand once if their name has a value."""
    text = re.sub(r"\{\{!.*?\}\}\n", "", (TEMPLATES / f"{name}.mustache").read_text("utf-8"), flags=re.S)
    text = re.sub(r"\{\{#(\w+)\}\}\n(.*?)\{\{/\1\}\}\n", lambda found: found[2].replace("{{.}}", values[found[1]]) if values.get(found[1]) else "", text, flags=re.S)
    text = re.sub(r"\{\{text\.(\w+)\}\}", lambda found: CATALOGUE["page"][found[1]], text)
    return re.sub(r"\{\{+(\w+)\}\}+", lambda found: values[found[1]], text)


def page_html(body, root, options):
    box = template("partials/search", {
        "search": f"{root}search.html", "causeTree": "yes", "href": f"{root}causes/tree.html", "feedback": options["feedback"]})
    return (
        f'<!DOCTYPE html>\n<html lang="zh-Hans" data-root="{root}" data-search="{root}search.html" '
        f'data-search-engine="{root}engine.js?v=1" data-search-form="index"{" data-portable" if options["portable"] else ""}>\n'
        f'<head><meta charset="utf-8"><title>页</title><meta name="viewport" content="width=device-width, initial-scale=1">'
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}"><link rel="icon" href="data:,">'
        f'<link rel="stylesheet" href="{root}site.css"><script src="{root}{options["script"]}" defer></script></head>\n'
        f'<body><header class="top"><a class="brand" href="{root}index.html">手册</a><div class="top-search">{box}</div></header>'
        f'{body}<p class="announcer" data-announcer role="status"></p></body></html>\n')


def results_body():
    """What the page with all results has between head and foot."""
    source = (TEMPLATES / "search.mustache").read_text("utf-8")
    source = re.sub(r"\{\{> .*?\}\}\n|<link .*?>\n|<script .*?</script>\n", "", source).replace("{{{site.tree}}}", "<nav class='tree' aria-label='目录'></nav>")
    source = re.sub(r"\{\{text\.(\w+)\}\}", lambda found: CATALOGUE["page"][found[1]], source)
    return source.replace("{{title}}", "搜索结果")


def write_site(folder, portable=False, feedback="mailto:desk@example.org", answers=None, engine=FAKE_ENGINE):
    options = {"portable": portable, "feedback": feedback, "script": "site.js"}
    (folder / "site.js").write_text(classic_script("scripts/search-start.js"), "utf-8")
    (folder / "results.js").write_text(classic_script("results/search-page.js"), "utf-8")
    sheets = [path for name in ("styles", "results") for path in sorted((TEMPLATES / name).glob("*.css"))]
    styles = [path.read_text("utf-8") for path in sheets if path.name != "print.css"]
    (folder / "site.css").write_text("\n".join(styles), "utf-8")
    known = {**ANSWERS, **(answers or {})}
    (folder / "engine.js").write_text(f"const PAGES = {json.dumps(PAGES)};\nconst ANSWERS = {json.dumps(known)};\n{engine}", "utf-8")
    bodies = {"index.html": "<h1>首页</h1><p><input id='other' aria-label='别的'> <input id='box' type='checkbox' aria-label='选'></p>", "causes/tree.html": "<h1>原因</h1>"}
    for page in PAGES:
        bodies[page["url"]] = f"<h1>{page['title']}</h1>\n<h2 id='经过'>经过</h2>"
    for url, body in bodies.items():
        path = folder / url
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(page_html(f'<main class="page">{body}</main>', "../" * url.count("/"), options), "utf-8")
    (folder / "search.html").write_text(page_html(results_body(), "", {**options, "script": "results.js"}), "utf-8")


def serve(folder):
    """A server for a folder, on a thread of its own."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(QuietHandler, directory=folder))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server


# MARK: What the tests share


class SmallSite:
    def __init__(self, folder, **options):
        self.folder = folder
        write_site(folder, **options)
        self.server = serve(folder)
        self.address = f"http://127.0.0.1:{self.server.server_port}/"


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    site = SmallSite(tmp_path_factory.mktemp("search"))
    yield site
    site.server.shutdown()
    site.server.server_close()


@pytest.fixture
def answering(tmp_path):
    """Makes sites of one's own: with other answers, another engine, another address for reports."""
    made = []

    def make(**options):
        made.append(SmallSite(tmp_path, **options))
        return made[-1]

    yield make
    for site in made:
        site.server.shutdown()
        site.server.server_close()


@pytest.fixture
def page(browser):
    """A page that must throw nothing and keep to its policy."""
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"], viewport={"width": 1280, "height": 800})
    with unthrown(context) as page:
        yield page


def field(page):
    return page.locator("input[type=search][role=combobox]")


def box(page, field, value):
    return page.locator(f'[data-search-facets] input[data-field="{field}"][value="{value}"]')


def options(page):
    return page.locator("[role=option][data-page-id]")


def ids(page):
    return [option.get_attribute("data-page-id") for option in options(page).all()]


def note(page):
    return page.locator("[data-search-note]")


def chosen(page):
    return page.locator("[role=option][aria-selected=true]")


def kept(page):
    return page.evaluate("JSON.parse(localStorage.getItem(Object.keys(localStorage).find((key) => key.startsWith('casebook.search'))) ?? '{}')")


def until(page, expression, argument=None):
    """As wait_for_function, which the policy of the pages forbids."""
    for _ in range(100):
        if page.evaluate(expression, argument):
            return
        page.wait_for_timeout(50)
    raise AssertionError(f"never: {expression}")


def ask(page, text):
    """Types a query over what stands in the field, and waits for its answer."""
    field(page).fill(text)
    expect(page.locator("[data-search-list][aria-busy=true]")).to_have_count(0)


def say(key, **values):
    form = WORDS[key].split("|")[-1]
    for name, value in values.items():
        form = form.replace(f"{{{name}}}", str(value))
    return form
