"""The search engine in a real browser: the same results as the generator's own, in a worker, inside the page and from disk.

    python3 -m pytest Tests/Browser/test_search_engine.py
"""

import json
import subprocess

import pytest

from conftest import FIXTURES, executable
# Fixtures are names like others.
from search_engine import ask, hits, page, plain, recorded  # noqa: F401

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


# MARK: The recorded index


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


def test_the_first_five_stand_when_more_follow(page, recorded):
    _, site = recorded
    page.goto(site.address)
    [replies] = ask(page, ["的"], limit=20)
    assert [reply.get("stage") for reply in replies] == ["first", "final"]
    assert replies[0]["hits"] == replies[1]["hits"][:5]


@pytest.mark.parametrize("way", ["worker", "page"])
def test_any_query_has_an_answer(page, recorded, way):
    _, site = recorded
    page.goto(site.address)
    # As code units, see ASK.
    questions = [{"text": list(memoryview(query.encode("utf-16-le", "surrogatepass")).cast("H"))} for query in BAD_QUERIES]
    for query, replies in zip(BAD_QUERIES, ask(page, questions, way=way), strict=True):
        assert replies[-1]["type"] == "answer" and len(replies[-1]["hits"]) <= 10, repr(query[:20])


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


def test_what_the_site_has_nothing_about_has_no_results(page, shipped):
    lines = (FIXTURES / "search/off-topic.txt").read_text("utf-8").splitlines()
    queries = [line for line in lines if not line.startswith("#")]
    assert len(queries) >= 200
    page.goto(shipped.address)
    found = [query for query, replies in zip(queries, ask(page, queries), strict=True) if replies[-1]["hits"]]
    assert len(found) * 20 <= len(queries), found
