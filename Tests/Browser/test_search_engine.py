"""The search engine in a real browser: the same terms, pinyin and results as the generator's own, in a worker, inside the page
and from disk, and what it says of files that can't be used.

    python3 -m pytest Tests/Browser/test_search_engine.py
"""

import functools
import http.server
import json
import shutil
import subprocess
import threading

import pytest

from conftest import FIXTURES, ROOT, QuietHandler, Site, executable

QUERIES = [
    # As typed: words, phrases, a title, two words, letters and digits, other widths and characters.
    "投诉", "吞钞", "安抚话术", "把投诉变成宝藏", "排队 安抚", "ISO 10002", "iso10002", "ＩＳＯ", "投訴", "吞鈔", "櫃檯", "吞", "a", "骂 人",
    # Pinyin: whole, begun, initials, with characters, one syllable alone.
    "tousu", "tous", "ts", "tou诉", "投su", "anfu huashu", "tu", "xian", "lüe",
    # With words that only ask, other words, the same sounds, misspelt.
    "怎么安抚", "说脏话", "头诉", "吞抄", "安扶", "complant", "wechatt",
    # Sentences that no page has.
    "客户一直骂人怎么办", "我的钱被机器吞了怎么办", "排了两个小时的队没人管", "等太久了还让我重新取号", "龘龘龘", "的了吗",
]
BAD_QUERIES = ["", " ", "\ud800", "\udc00投诉\ud800", "投诉" * 5000, "x" * 10000, "，。！？" * 100, "\x00\x01\x7f", "\u0301" * 10000,
               "<script>", "__proto__ constructor", "吗呢吧", "' OR 1=1", "a" * 300 + "投" * 300]

# Asks the engine as the interface does; `way` says where it runs.
ASK = """async ({ way, questions, limit, base }) => {
  const { searchEngine, searchForm, portable, root } = document.documentElement.dataset;
  let post, hear;
  if (way === 'worker') {
    const worker = new Worker(searchEngine);
    worker.onmessage = ({ data }) => hear(data);
    post = (message) => worker.postMessage(message);
  } else {
    await new Promise((resolve, reject) => {
      const script = document.createElement('script');
      Object.assign(script, { src: searchEngine, onload: resolve, onerror: reject });
      document.head.append(script);
    });
    // The page's own search may load an engine, too.
    const engine = casebookSearchEngine;
    post = (message) => engine(message, (reply) => hear(reply));
  }
  const start = { type: 'start', base: base ?? new URL(root || '.', location.href).href, form: searchForm, portable: portable !== undefined };
  post(start);
  const answers = [];
  for (const [id, question] of questions.entries()) {
    const replies = [];
    await new Promise((resolve) => {
      hear = (reply) => {
        replies.push(reply);
        const isLast = reply.type === 'error' || reply.type === 'facets' || (reply.stage === 'final' && !question.wantsFacets);
        if (reply.id === id && isLast) resolve();
      };
      // Half of a surrogate pair has no form in UTF-8: such texts come as code units.
      const text = typeof question.text === 'string' ? question.text : String.fromCharCode(...question.text);
      post({ type: 'search', id, limit, filters: {}, ...question, text });
    });
    answers.push(replies);
    if (replies[replies.length - 1].type === 'error') post(start);
  }
  return answers;
}"""


def ask(page, texts, way="worker", limit=10, **more):
    """The replies to each text."""
    questions = [{"text": text, **more} if isinstance(text, str) else text for text in texts]
    return page.evaluate(ASK, {"way": way, "questions": questions, "limit": limit})


def plain(pieces):
    return "".join(text for text, _ in pieces)


def hits(replies):
    """The last answer in the form of `casebook search --format json`."""
    found = [reply for reply in replies if reply["type"] == "answer"][-1]["hits"]
    return [
        {"rank": rank, "id": hit["id"], "url": hit["url"], "anchor": hit["anchor"], "title": plain(hit["title"]),
         "kind": hit["kind"], "score": hit["score"], "match": hit["match"], "snippet": plain(hit["snippet"]), "words": hit["words"]}
        for rank, hit in enumerate(found, start=1)]


@pytest.fixture(scope="module")
def modules():
    """The theme's modules, served."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(QuietHandler, directory=ROOT / "Templates"))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()


@pytest.fixture
def page(browser):
    """A page on which nothing may go wrong."""
    page = browser.new_page()
    faults = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    yield page
    page.close()
    assert faults == []


# MARK: Pieces


def test_the_golden_vectors_of_the_analyzer(page, modules):
    vectors = json.loads((FIXTURES / "analyzer/golden.json").read_text("utf-8"))
    assert len(vectors) >= 2000
    folding = json.loads((FIXTURES / "search/folding.json").read_text("utf-8"))
    page.goto(modules + "assets/icon.svg")
    wrong = page.evaluate(
        """async ({ vectors, folding }) => {
          const { clipTerm, foldText, textRuns, wordParts } = await import('/search/analyzer.js');
          const { pairsOf } = await import('/search/query.js');
          const { SearchIndex } = await import('/search/search-index.js');
          const index = { simplified: new Map(), files: { load: async () => folding } };
          await SearchIndex.prototype.loadFolding.call(index);
          const terms = ({ text, solid }) => {
            if (solid) return [...pairsOf(text), Array.from(text).pop()];
            const [whole, parts] = [clipTerm(text), wordParts(text)];
            return parts.length > 1 || parts[0] !== whole ? [whole, ...parts] : [whole];
          };
          return vectors.filter(({ text, folded, terms: expected }) => {
            const own = foldText(text, index.simplified);
            return own !== folded || JSON.stringify(textRuns(own).flatMap(terms)) !== JSON.stringify(expected);
          });
        }""",
        {"vectors": vectors, "folding": folding})
    assert wrong == []


def test_typed_pinyin_is_cut_as_the_generator_cuts_it(page, modules):
    vectors = json.loads((FIXTURES / "pinyin/segmentation.json").read_text("utf-8"))
    assert len(vectors) > 500
    page.goto(modules + "assets/icon.svg")
    wrong = page.evaluate(
        """async (vectors) => {
          const { foldText } = await import('/search/analyzer.js');
          const { pinyinSequences } = await import('/search/syllables.js');
          const written = (sequence) => sequence.map(({ letters, isWhole }) => letters + (isWhole ? '' : '*')).join(' ');
          return vectors.filter(({ input, sequences }) =>
            JSON.stringify(pinyinSequences(foldText(input, new Map())).map(written)) !== JSON.stringify(sequences));
        }""",
        vectors)
    assert wrong == []


# MARK: The recorded index


@pytest.fixture(scope="module", params=["index", "root"])
def recorded(request, tmp_path_factory, shipped):
    """The index that the generator's own tests record, in both forms, with the shipped engine around it."""
    folder = tmp_path_factory.mktemp("recorded")
    (folder / "search").mkdir()
    fixture = FIXTURES / "search"
    if request.param == "index":
        for name in ["index.json", "folding.json", "readings.json"]:
            shutil.copy(fixture / name, folder / "search")
    else:
        for name, data in json.loads((fixture / "sharded.json").read_text("utf-8")).items():
            path = folder / f"search/{name}.json"
            path.parent.mkdir(exist_ok=True)
            path.write_text(json.dumps(data, ensure_ascii=False), "utf-8")
    shutil.copytree(shipped.folder / "assets", folder / "assets")
    write_page(folder, request.param)
    site = Site(folder)
    yield request.param, site
    site.close()


def write_page(folder, form, more=""):
    (folder / "index.html").write_text(
        '<!DOCTYPE html><html data-root="" data-search-engine="assets/casebook-search.js" '
        f'data-search-form="{form}"{more}><meta charset="utf-8"><link rel="icon" href="data:,"><title>页</title>', "utf-8")


def test_the_recorded_answers(page, recorded):
    form, site = recorded
    answers = json.loads((FIXTURES / "search/queries.json").read_text("utf-8"))
    assert len(answers) > 100
    page.goto(site.address)
    questions = [{"text": each["query"], "filters": each["filters"], "limit": each["limit"], "wantsFacets": True} for each in answers]
    for answer, replies in zip(answers, ask(page, questions), strict=True):
        assert hits(replies) == answer["hits"], answer["query"]
        # Of shards only as many are read as the first results need.
        if form == "index":
            final = replies[-2]
            assert (final["total"], final["isTotalExact"]) == (answer["total"], answer["isTotalExact"]), answer["query"]
            counts = {facet["field"]: {value["name"]: value["count"] for value in facet["values"] if value["count"]} for facet in replies[-1]["fields"]}
            assert {field: values for field, values in counts.items() if values} == answer["facets"], answer["query"]


# MARK: The shipped content


def test_the_browser_finds_what_the_command_finds(page, shipped, tmp_path):
    (tmp_path / "queries.txt").write_text("".join(f"{query}\n" for query in QUERIES), "utf-8")
    command = [executable(), "search", "--queries", tmp_path / "queries.txt", "--output", shipped.folder, "--format", "json"]
    run = subprocess.run(command, capture_output=True, text=True)
    assert run.returncode == 0, run.stderr
    expected = [json.loads(line) for line in run.stdout.splitlines()]
    page.goto(shipped.address)
    for query, replies, own in zip(QUERIES, ask(page, QUERIES), expected, strict=True):
        found = hits(replies)
        for hit in found:
            if own and "words" not in own[0]:
                del hit["words"]
        assert found == own, query


def test_the_same_in_the_page_and_from_disk(page, shipped, portable):
    page.goto(shipped.address)
    expected = ask(page, QUERIES)
    assert ask(page, QUERIES, way="page") == expected
    page.goto((portable / "terms/index.html").as_uri())
    assert ask(page, QUERIES, way="page") == expected


def test_the_policy_of_every_page_lets_the_worker_run(page, shipped):
    page.goto(shipped.address + "search.html")
    policy = page.locator("meta[http-equiv=Content-Security-Policy]").get_attribute("content")
    assert policy.startswith("default-src 'none'; script-src 'self';")
    assert "worker-src 'self'" in policy and "unsafe" not in policy
    assert hits(ask(page, ["安抚话术"])[0])[0]["id"] == "soothe"


def test_a_hit_comes_ready_to_be_shown(page, shipped):
    page.goto(shipped.address)
    [replies] = ask(page, ["吞钞"], wantsFacets=True)
    hit = replies[0]["hits"][0]
    assert [piece for piece in hit["title"] if piece[1]] == [["吞钞", True]]
    assert (hit["kind"], hit["kindLabel"], hit["status"], hit["overdue"]) == ("term", "术语", "approved", False)
    with_line = next(each for each in replies[0]["hits"] if each["line"])
    assert plain(with_line["line"]) == with_line["lineText"]
    kinds = next(field for field in replies[-1]["fields"] if field["field"] == "kind")
    assert sum(value["count"] for value in kinds["values"]) == replies[0]["total"]
    [replies] = ask(page, ["安慰客户"])
    assert all(hit["alias"] is None or any(isMatch for _, isMatch in hit["alias"]) for hit in replies[0]["hits"])


def test_filters_narrow_and_counts_say_what_others_would_leave(page, shipped):
    page.goto(shipped.address)
    questions = [{"text": text, "filters": {"kind": ["script"]}, "wantsFacets": True} for text in ["投诉", ""]]
    some, all_pages = ask(page, questions, limit=200)
    assert {hit["kind"] for hit in hits(some)} == {"script"}
    kinds = {value["name"]: value["count"] for value in some[-1]["fields"][0]["values"]}
    assert kinds["script"] == len(hits(some)) and kinds["case"] > 0
    scripts = [each["id"] for each in shipped.manifest["pages"] if each["kind"] == "script"]
    assert sorted(hit["id"] for hit in hits(all_pages)) == sorted(scripts)


def test_the_first_five_stand_when_more_follow(page, recorded):
    _, site = recorded
    page.goto(site.address)
    [replies] = ask(page, ["的"], limit=20)
    assert [reply.get("stage") for reply in replies] == ["first", "final"]
    assert replies[0]["hits"] == replies[1]["hits"][:5]


def test_a_newer_search_takes_the_place_of_an_older_one(page, shipped):
    page.goto(shipped.address)
    seen = page.evaluate(
        """async () => {
          const worker = new Worker(document.documentElement.dataset.searchEngine);
          const seen = [];
          const last = new Promise((resolve) => {
            worker.onmessage = ({ data }) => { seen.push(data.id); if (data.id === 3 && data.stage === 'final') resolve(); };
          });
          worker.postMessage({ type: 'start', base: location.href, form: 'index', portable: false });
          worker.postMessage({ type: 'warm', text: '安' });
          for (const [id, text] of [[1, '安'], [2, '安抚'], [3, '安抚话术']]) worker.postMessage({ type: 'search', id, text, limit: 8 });
          await last;
          return seen;
        }""")
    assert set(seen) == {3}


@pytest.mark.parametrize("way", ["worker", "page"])
def test_any_query_has_an_answer(page, recorded, way):
    _, site = recorded
    page.goto(site.address)
    # As code units, see ASK.
    questions = [{"text": list(memoryview(query.encode("utf-16-le", "surrogatepass")).cast("H"))} for query in BAD_QUERIES]
    for query, replies in zip(BAD_QUERIES, ask(page, questions, way=way), strict=True):
        assert replies[-1]["type"] == "answer" and len(replies[-1]["hits"]) <= 10, repr(query[:20])


# MARK: When files can't be used


def damage(path, how):
    if how == "missing":
        path.unlink()
    elif how == "page":
        path.write_text("<!DOCTYPE html><title>Sign in</title>", "utf-8")
    elif how == "cut":
        path.write_bytes(path.read_bytes()[:-40])
    elif how == "version":
        path.write_text('{"format":3}', "utf-8")
    elif how == "other":
        path.write_text('{"format":2,"pages":[null],"terms":7,"pairs":7,"syllables":7,"values":7}', "utf-8")
    elif how == "null":
        path.write_text("null", "utf-8")


DAMAGES = [("missing", "load"), ("page", "damaged"), ("cut", "damaged"), ("version", "version"), ("other", "damaged"), ("null", "damaged")]


@pytest.fixture
def breakable(recorded, tmp_path):
    """A copy whose files may be damaged."""
    form, site = recorded
    copy = tmp_path / "site"
    shutil.copytree(site.folder, copy)
    broken = Site(copy)
    yield form, broken
    broken.close()


@pytest.mark.parametrize(("how", "reason"), DAMAGES)
def test_a_file_that_cannot_be_used_is_said(browser, breakable, how, reason):
    _, site = breakable
    questions = [{"text": "吞钞"}, {"text": "头诉"}, {"text": "", "filters": {"kind": ["script"]}}]

    def errors_and_files():
        # A visitor of its own, with nothing cached.
        page = browser.new_page()
        files = set()
        page.context.on("request", lambda request: files.add(request.url.split("?")[0]))
        page.goto(site.address)
        errors = [replies[-1]["reason"] for replies in ask(page, questions) if replies[-1]["type"] == "error"]
        page.close()
        return errors, files

    errors, files = errors_and_files()
    names = sorted((url.removeprefix(site.address) for url in files if "/search/" in url), key=lambda name: (name.count("/"), name))
    assert errors == [] and len(names) >= 3
    # Each damage to a third of the files, the first one in any case.
    for name in {names[0], *names[DAMAGES.index((how, reason)) % 3 :: 3]}:
        path = site.folder / name
        whole = path.read_bytes()
        damage(path, how)
        errors, _ = errors_and_files()
        assert errors and set(errors) == {reason}, name
        path.write_bytes(whole)


def test_what_failed_is_fetched_anew(page, breakable):
    form, site = breakable
    path = site.folder / f"search/{form}.json"
    whole = path.read_bytes()
    path.unlink()
    page.goto(site.address)
    page.expose_function("mend", lambda: path.write_bytes(whole))
    types = page.evaluate(
        """async (text) => {
          const worker = new Worker(document.documentElement.dataset.searchEngine);
          const ask = (id) => new Promise((resolve) => {
            worker.onmessage = ({ data }) => resolve(data.type);
            worker.postMessage({ type: 'search', id, text, limit: 5 });
          });
          const { searchForm } = document.documentElement.dataset;
          worker.postMessage({ type: 'start', base: location.href, form: searchForm, portable: false });
          const types = [await ask(1)];
          await mend();
          return [...types, await ask(2)];
        }""",
        "吞钞")
    assert types == ["error", "answer"]


def test_offline_is_said(page, recorded):
    _, site = recorded
    page.goto(site.address)
    page.evaluate("globalThis.ready = new Worker(document.documentElement.dataset.searchEngine)")
    page.wait_for_timeout(200)
    page.context.set_offline(True)
    reply = page.evaluate(
        """() => new Promise((resolve) => {
          ready.onmessage = ({ data }) => resolve(data);
          ready.postMessage({ type: 'start', base: location.href, form: document.documentElement.dataset.searchForm, portable: false });
          ready.postMessage({ type: 'search', id: 1, text: '吞钞', limit: 5 });
        })""")
    page.context.set_offline(False)
    assert reply == {"type": "error", "id": 1, "reason": "offline"}


@pytest.mark.parametrize(("how", "reason"), [("missing", "load"), ("page", "damaged"), ("cut", "damaged")])
def test_a_file_on_disk_that_cannot_be_used_is_said(browser, portable, tmp_path, how, reason):
    shutil.copytree(portable / "search", tmp_path / "search")
    shutil.copytree(portable / "assets", tmp_path / "assets")
    write_page(tmp_path, "index", " data-portable")
    damage(tmp_path / "search/index.js", how)
    # A page of its own: a script that is none is reported as an error of the page, which is right here.
    page = browser.new_page()
    page.goto((tmp_path / "index.html").as_uri())
    [replies] = ask(page, ["吞钞"], way="page")
    assert replies[-1] == {"type": "error", "id": 0, "reason": reason}
    page.close()
