"""What a page weighs, how soon its largest part is drawn, whether anything moves, how soon a typed letter is answered."""

import gzip

# A page by itself; engine and index of the search come when nobody waits for them.
SEARCH = ("casebook-search.js", "/search/")

PAINTS = """() => new Promise((resolve) => {
  const found = { largest: 0, shift: 0 };
  new PerformanceObserver((list) => { found.largest = list.getEntries().at(-1).startTime; }).observe({ type: 'largest-contentful-paint', buffered: true });
  new PerformanceObserver((list) => { for (const { value } of list.getEntries()) found.shift += value; }).observe({ type: 'layout-shift', buffered: true });
  setTimeout(() => resolve(found), 300);
})"""

WATCH_KEYS = """() => {
  window.keyTimes = [];
  new PerformanceObserver((list) => {
    for (const { name, duration } of list.getEntries()) if (/key|input/.test(name)) window.keyTimes.push(duration);
  }).observe({ type: 'event', durationThreshold: 16 });
}"""

QUERIES = ["anfuhuashu", "tousu", "kehushuojiqibaqianchile", "refund"]


def weights(browser, site, paths):
    """Bytes of a first visit by page and path, packed as servers do."""
    found = {}
    for path in paths:
        context = browser.new_context()
        page = context.new_page()
        asked = []
        page.on("request", lambda request: asked.append(request.url))
        page.goto(site.address + path)
        page.wait_for_load_state("networkidle")
        context.close()
        own = [url.removeprefix(site.address).partition("?")[0] for url in asked if url.startswith(site.address)]
        files = [name or "index.html" for name in own if not any(part in f"/{name}" for part in SEARCH)]
        found[path] = {name: len(gzip.compress((site.folder / name).read_bytes(), 6)) for name in dict.fromkeys(files)}
    return found


def paints(page, address):
    """When the largest part was drawn, in seconds, and how far anything moved."""
    page.goto(address)
    found = page.evaluate(PAINTS)
    return found["largest"] / 1000, found["shift"]


def typing(page, address):
    """How long each key waited for its frame, in seconds; shorter ones than a frame count as one."""
    page.goto(address)
    page.wait_for_timeout(500)
    page.evaluate(WATCH_KEYS)
    pressed = 0
    for query in QUERIES:
        page.keyboard.press("/")
        page.keyboard.press("Control+a")
        page.keyboard.type(query, delay=60)
        page.wait_for_timeout(300)
        page.keyboard.press("Escape")
        pressed += len(query)
    slow = sorted(time / 1000 for time in page.evaluate("keyTimes"))
    return slow or [0.016], pressed
