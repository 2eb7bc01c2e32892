"""The search of a built site in a real Chromium: the engine by its messages, and the search box as it is typed into."""

import os
import re
import shutil
import time

from playwright.sync_api import sync_playwright

from search_server import StaticServer

CHROMIUM = os.environ.get("CASEBOOK_CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
# A poor mobile connection: bits per second, and the time for there and back.
SLOW = {"offline": False, "latency": 150, "downloadThroughput": 1_600_000 / 8, "uploadThroughput": 1_600_000 / 8}

# Before the page's own scripts: they get no engine, since what it loads would be counted as well.
ALONE = """
globalThis.EvaluationWorker = Worker;
globalThis.Worker = class extends EventTarget { postMessage() {} terminate() {} };
"""
# Runs in the page: starts the engine as the site's own interface does, and asks it.
DRIVER = """
(() => {
  const root = document.documentElement.dataset;
  const base = new URL(root.root || './', location.href).href;
  const waiting = new Map();
  let last = 0;
  const heard = (reply) => {
    const asked = waiting.get(reply.id);
    if (!asked) return;
    const at = performance.timeOrigin + performance.now();
    if (reply.type === 'error') { waiting.delete(reply.id); asked.resolve({ error: reply.reason }); return; }
    if (reply.type !== 'answer') return;
    if (reply.stage === 'first') { asked.first = at; asked.firstCount = reply.hits.length; return; }
    waiting.delete(reply.id);
    performance.measure('casebook-query', { start: asked.started - performance.timeOrigin, end: at - performance.timeOrigin });
    asked.resolve({
      started: asked.started, first: asked.first ?? at, final: at, total: reply.total,
      isTotalExact: reply.isTotalExact, note: reply.note,
      hits: reply.hits.map((hit) => ({ id: hit.id, anchor: hit.anchor, match: hit.match, score: hit.score })),
    });
  };
  globalThis.evaluation = {
    start() {
      if (!root.searchEngine) throw new Error('the page names no search engine');
      const worker = new EvaluationWorker(new URL(root.searchEngine, location.href).href);
      worker.onmessage = (event) => heard(event.data);
      worker.onerror = (event) => this.fail(String(event.message));
      this.worker = worker;
      worker.postMessage({ type: 'start', base, form: root.searchForm, portable: false });
    },
    ask(text, limit, filters = {}) {
      return new Promise((resolve) => {
        last += 1;
        if (this.failure) { resolve({ error: this.failure }); return; }
        const id = last;
        setTimeout(() => { if (waiting.delete(id)) resolve({ error: 'no answer within a minute' }); }, 60_000);
        waiting.set(last, { resolve, started: performance.timeOrigin + performance.now() });
        this.worker.postMessage({ type: 'search', id: last, text, filters, limit });
      });
    },
    fail(reason) {
      this.failure = reason;
      for (const { resolve } of waiting.values()) resolve({ error: reason });
      waiting.clear();
    },
    async askAll(texts, limit) {
      const answers = [];
      for (const text of texts) answers.push(await this.ask(text, limit));
      return answers;
    },
  };
})()
"""


def is_search(path):
    return path.startswith("search/") or is_engine(path)


class Browser:
    """One Chromium; `with Browser() as browser`."""

    def __enter__(self):
        self.playwright = sync_playwright().start()
        self.chromium = self.playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        self.version = self.chromium.version
        return self

    def __exit__(self, *_):
        self.chromium.close()
        self.playwright.stop()


class SiteInBrowser:
    """A built site, served; each `page()` is a visitor with an empty cache, at a content page."""

    def __init__(self, browser, folder, path):
        self.browser = browser
        self.path = path
        self.server = StaticServer(folder)
        self.context = None

    def close(self):
        self.leave()
        self.server.close()

    def leave(self):
        if self.context:
            self.context.close()
            self.context = None

    def visitor(self, is_slow=False):
        """A blank page with an empty cache; the visitor before is gone."""
        self.leave()
        self.context = self.browser.chromium.new_context(bypass_csp=True, service_workers="block")
        page = self.context.new_page()
        if is_slow:
            throttle(self.context, page)
        return page

    def page(self):
        """A new visitor's page, with the engine's driver, before anything of the search is asked for; the page's own
        search box has no engine."""
        page = self.visitor()
        page.add_init_script(ALONE)
        page.goto(self.server.address + self.path, wait_until="load")
        page.evaluate(DRIVER)
        return page

    def cold(self, text, limit=10):
        """(answer, requests until the first five results stood): a search by a visitor with an empty cache, the engine's
        script and the root counted, what the page itself loads not."""
        page = self.page()
        start = time.time()
        page.evaluate("evaluation.start()")
        answer = page.evaluate("text => evaluation.ask(text, %d)" % limit, text)
        if "error" in answer:
            raise RuntimeError(f"{text}: {answer['error']}")
        return answer, self.asked(start, answer["first"] / 1000)

    def asked(self, start, end):
        """Requests of the search between two times of the clock; what a page itself asks for is none of them. A file counts
        once: page and engine share the index's first file, but the evaluation's own engine fetches it again."""
        files = {}
        for request in self.server.since(start, end):
            known = files.get(request.path)
            if is_search(request.path) and (known is None or known.bytes < request.bytes):
                files[request.path] = request
        return list(files.values())

    def typed(self, text, limit=10):
        """For each key, the requests until the first five results stood and those until `limit` stood: a phrase typed
        character by character, each after the answer to the one before, by a visitor with an empty cache. What the
        answer to a key still asked for behind its first five is not the next key's. The engine belongs to the first."""
        page = self.page()
        start = time.time()
        page.evaluate("evaluation.start()")
        keys = []
        for end in range(1, len(text) + 1):
            answer = page.evaluate("text => evaluation.ask(text, %d)" % limit, text[:end])
            if "error" in answer:
                raise RuntimeError(f"{text[:end]}: {answer['error']}")
            now = time.time()
            keys.append((self.asked(start, answer["first"] / 1000), self.asked(start, now)))
            start = now
        return keys


def is_engine(path):
    return re.search(r"search[^/]*\.js$", path) is not None


def throttle(context, page):
    session = context.new_cdp_session(page)
    session.send("Network.enable")
    session.send("Network.emulateNetworkConditions", SLOW)
    return session
