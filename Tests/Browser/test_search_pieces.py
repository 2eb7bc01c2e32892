"""The engine's modules against vectors that the generator's own tests are held to.

    python3 -m pytest Tests/Browser/test_search_pieces.py
"""

import functools
import http.server
import json
import threading

import pytest

from conftest import FIXTURES, ROOT, QuietHandler
# Fixtures are names like others.
from search_engine import page  # noqa: F401


@pytest.fixture(scope="module")
def modules():
    """The theme's modules, served."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(QuietHandler, directory=ROOT / "Templates"))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()


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
          const { pinyinInitials, pinyinSequences } = await import('/search/syllables.js');
          const written = (sequence) => sequence.map(({ letters, isWhole }) => letters + (isWhole ? '' : '*')).join(' ');
          const differs = (cut, input, expected) =>
            JSON.stringify(cut(foldText(input, new Map())).map(written)) !== JSON.stringify(expected);
          return vectors.filter(({ input, sequences, initials }) =>
            differs(pinyinSequences, input, sequences) || differs(pinyinInitials, input, initials));
        }""",
        vectors)
    assert wrong == []
