"""Asks the shipped search engine as the interface does, and has the index around it that the generator's own tests record."""

import json
import shutil

import pytest

from conftest import FIXTURES, Site, unthrown

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


@pytest.fixture
def page(browser):
    """A page on which nothing may go wrong."""
    with unthrown(browser.new_context()) as page:
        yield page


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
