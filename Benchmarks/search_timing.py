"""How long a search takes in Chromium: processor time from its own trace, and the search box on a slow connection."""

import json
from collections import defaultdict

from search_browser import throttle

TRACE = ["disabled-by-default-devtools.timeline", "blink.user_timing"]
MARK = "casebook-query"
THREADS = ("CrRendererMain", "DedicatedWorker thread")

# Notes when the search box first has a result after something was typed, and when its results last changed.
WATCH = """
(() => {
  const noted = { typed: null, shown: null };
  document.addEventListener('input', () => { noted.typed ??= performance.timeOrigin + performance.now(); }, true);
  new MutationObserver(() => {
    if (noted.typed && !noted.shown && document.querySelector('[role=listbox] [role=option]')) {
      noted.shown = performance.timeOrigin + performance.now();
    }
  }).observe(document.documentElement, { childList: true, subtree: true });
  globalThis.evaluationNoted = noted;
})()
"""
BOX = "input[type=search]"


def processor_times(site, ask, texts):
    """By text, milliseconds of processor time in the page and its workers between query and final answer; and the longest
    task of the page's own thread meanwhile, in milliseconds. `ask` is given the page and the texts.

    Processor time, from Chromium's trace: a wall clock would measure whatever else the machine does as well."""
    chromium = site.browser.chromium
    chromium.start_tracing(page=ask.page, categories=TRACE)
    try:
        ask(texts)
    finally:
        trace = json.loads(chromium.stop_tracing())
    return read_trace(trace["traceEvents"])


def read_trace(events):
    threads = {(event["pid"], event["tid"]): event["args"]["name"] for event in events if event["name"] == "thread_name"}
    # One query at a time: the first begin and the first end belong together, and so on.
    marks = [event for event in events if event["name"] == MARK]
    begins, ends = (sorted((mark["ts"], mark["pid"]) for mark in marks if mark["ph"] == phase) for phase in "be")
    windows = [(start, end, process) for (start, process), (end, _) in zip(begins, ends)]
    tasks = defaultdict(list)
    for event in events:
        if event["name"] == "RunTask" and event["ph"] == "X" and threads.get((event["pid"], event["tid"])) in THREADS:
            tasks[event["pid"]].append((event["ts"], event.get("tdur", event["dur"]) / 1000, threads[event["pid"], event["tid"]]))
    times = []
    longest = 0.0
    for process in tasks.values():
        process.sort()
    places = defaultdict(int)
    for start, end, process in windows:
        total = 0.0
        own = tasks[process]
        at = places[process]
        while at < len(own) and own[at][0] < start:
            at += 1
        while at < len(own) and own[at][0] < end:
            total += own[at][1]
            if own[at][2] == "CrRendererMain":
                longest = max(longest, own[at][1])
            at += 1
        places[process] = at
        times.append(total)
    return times, longest


class AskEngine:
    """Asks Casebook's engine one query after the other, on one page."""

    def __init__(self, site, limit=10):
        self.page = site.page()
        self.limit = limit
        self.page.evaluate("evaluation.start()")

    def __call__(self, texts):
        return self.page.evaluate("texts => evaluation.askAll(texts, %d)" % self.limit, texts)


def box_tasks(site, phrases):
    """The longest task of the page's thread in milliseconds while phrases are typed into the search box, rendering of the
    results included; and whether every phrase got results."""
    page = site.visitor()
    page.goto(site.server.address + site.path, wait_until="load")
    longest = 0.0
    for phrase in phrases:
        page.focus(BOX)
        page.fill(BOX, "")
        site.browser.chromium.start_tracing(page=page, categories=TRACE)
        page.evaluate("performance.mark('casebook-start'); globalThis.typingStart = performance.now()")
        for character in phrase:
            page.keyboard.insert_text(character)
            page.wait_for_timeout(60)
        page.wait_for_selector("[role=listbox] [role=option]", state="attached")
        page.evaluate(f"performance.measure('{MARK}', {{ start: typingStart, end: performance.now() }})")
        trace = json.loads(site.browser.chromium.stop_tracing())
        longest = max(longest, read_trace(trace["traceEvents"])[1])
    return longest


def slow_times(site, texts):
    """Seconds on a slow connection until the box shows its first result, by way: `key` from typing on a page in the moment
    that it has loaded, the cache empty before it; `page` from the start of loading that page, typing as soon as the box is there;
    `warm` from typing on a further page of the same visitor."""
    times = defaultdict(list)
    for text in texts:
        page = site.visitor(is_slow=True)
        page.goto(site.server.address + site.path, wait_until="load")
        times["key"].append(typing_time(page, text))
        other = site.context.new_page()
        throttle(site.context, other)
        other.goto(site.server.address + site.path, wait_until="load")
        times["warm"].append(typing_time(other, text))
        times["page"].append(loading_time(site, text))
    return times


def typing_time(page, text):
    page.evaluate(WATCH)
    page.focus(BOX)
    page.keyboard.insert_text(text)
    return shown(page) / 1000


def loading_time(site, text):
    page = site.visitor(is_slow=True)
    page.goto(site.server.address + site.path, wait_until="domcontentloaded")
    page.evaluate(WATCH)
    page.focus(BOX)
    page.keyboard.insert_text(text)
    shown(page)
    return page.evaluate("evaluationNoted.shown - performance.timeOrigin") / 1000


def shown(page):
    page.wait_for_function("evaluationNoted.shown", timeout=60_000)
    return page.evaluate("evaluationNoted.shown - evaluationNoted.typed")
