"""Pagefind over the same texts: pages rewritten so that it indexes what is the page's own, and asked in the same Chromium."""

import gzip
import json
import shutil
import subprocess
import time

from search_server import StaticServer

DRIVER = """
(async () => {
  const pagefind = await import('/pagefind/pagefind.js');
  globalThis.evaluation = {
    async ask(text, limit, wantsAll) {
      const started = performance.now();
      const found = await pagefind.search(text);
      const first = await Promise.all(found.results.slice(0, limit).map((result) => result.data()));
      performance.measure('casebook-query', { start: started, end: performance.now() });
      return { ids: wantsAll ? found.results.map((result) => result.id) : [], urls: first.map((page) => page.url), time: performance.now() - started };
    },
    async askAll(texts, limit, wantsAll) {
      const answers = [];
      for (const text of texts) answers.push(await this.ask(text, limit, wantsAll));
      return answers;
    },
  };
})()
"""


class Pagefind:
    """A copy of a site's pages with Pagefind's index, in `folder`."""

    def __init__(self, oracle, site, folder):
        self.folder = folder
        self.by_url = {"/" + page.url: page.id for page in oracle.pages}
        shutil.rmtree(folder, ignore_errors=True)
        for page in oracle.pages:
            target = folder / page.url
            target.parent.mkdir(parents=True, exist_ok=True)
            text = (site / page.url).read_text("utf-8")
            # What is the page's own, and the plain language code that Pagefind has a segmenter for.
            text = text.replace("data-own", "data-pagefind-body").replace('lang="zh-Hans"', 'lang="zh"', 1)
            target.write_text(text, "utf-8")

    def index(self, python):
        """Seconds that indexing took; `python` has the package."""
        start = time.monotonic()
        done = subprocess.run(
            [python, "-m", "pagefind", "--site", str(self.folder)], capture_output=True, text=True, check=False)
        if done.returncode != 0:
            raise RuntimeError(done.stdout + done.stderr)
        seconds = time.monotonic() - start
        self.by_fragment = {}
        for path in (self.folder / "pagefind" / "fragment").glob("*.pf_fragment"):
            text = gzip.decompress(path.read_bytes()).removeprefix(b"pagefind_dcd")
            self.by_fragment[path.stem] = self.by_url.get(json.loads(text)["url"])
        return seconds

    def weights(self):
        """(bytes of the index as it lies there, which is gzipped; files)."""
        files = [path for path in (self.folder / "pagefind").rglob("*") if path.is_file()]
        kept = [path for path in files if path.suffix in (".pf_fragment", ".pf_index", ".pf_meta", ".pf_filter")]
        return sum(path.stat().st_size for path in kept), len(kept)


class PagefindInBrowser:
    def __init__(self, browser, pagefind):
        self.browser = browser
        self.pagefind = pagefind
        self.server = StaticServer(pagefind.folder)
        self.path = next(iter(pagefind.by_url)).lstrip("/")
        self.context = None

    def open(self):
        """A visitor with an empty cache."""
        if self.context:
            self.context.close()
        self.context = self.browser.chromium.new_context(bypass_csp=True, service_workers="block")
        page = self.context.new_page()
        page.goto(self.server.address + self.path, wait_until="load")
        return page

    def answers(self, texts):
        """(all ids found, in order; the ids of the first ten) for each text, and milliseconds from query to ten results."""
        page = self.open()
        page.evaluate(DRIVER)
        for text in texts:
            answer = page.evaluate("text => evaluation.ask(text, 10, true)", text)
            ids = [self.pagefind.by_fragment.get(name) for name in answer["ids"]]
            yield ids, answer["time"]

    def cold(self, text):
        """Requests until a visitor with an empty cache has the first five results."""
        page = self.open()
        start = time.time()
        page.evaluate(DRIVER)
        page.evaluate("text => evaluation.ask(text, 5, false)", text)
        return [sent for sent in self.server.since(start) if sent.path.startswith("pagefind/")]

    def close(self):
        if self.context:
            self.context.close()
        self.server.close()


class AskPagefind:
    """Asks one query after the other, on one page."""

    def __init__(self, site):
        self.page = site.open()
        self.page.evaluate(DRIVER)

    def __call__(self, texts):
        return self.page.evaluate("texts => evaluation.askAll(texts, 10, false)", texts)
