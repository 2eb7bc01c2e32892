"""The rows about what a search costs: bytes, requests, time, building; and whether the browser answers as Swift does."""

import statistics

from pypinyin.phrases_dict import phrases_dict

import search_queries as queries
from search_browser import SiteInBrowser
from search_peers import AskPagefind, Pagefind, PagefindInBrowser
from search_report import percentile
from search_timing import AskEngine, box_tasks, processor_times, slow_times

KB = 1000
MOST_FAILURES = 40


def measure_build(site, report, runs):
    wall, times = site.build(runs)
    report.add("build", site.name, wall, runs=runs, **{name: f"{seconds:.3f}" for name, seconds in times.items()})
    # Trying the site's own search tests is no part of making the index.
    report.add("index build", site.name, times["search"])
    report.add("index share", site.name, times["search"] / wall)


def measure_weights(site, oracle, report):
    weights = site.weights(oracle.characters)
    pages = len(oracle.pages)
    report.add(
        "index bytes", site.name, weights["everything"] / KB, form=weights["form"],
        characters_per_page=round(oracle.characters / pages))
    report.add("term bytes", site.name, weights["terms"] / KB, largest=weights["groups"].get("t", {}).get("largest", 0))
    report.add(
        "index files", site.name, weights["files per page"], files=weights["files"],
        files_per_real_page=round(weights["files"] / pages, 3))
    report.details.setdefault("index bytes", {}).setdefault(site.name, {})["groups"] = weights["groups"]
    client = site.client()
    report.add("client", site.name, sum(client.values()) / KB, **client)


def typed_phrases(oracle, count, seed):
    """Words of two characters and phrases of three to six from the text, half of each."""
    spans = oracle.spans(count * 30, f"{seed} words", 2, 2)
    words = [span for span in spans if span in phrases_dict][: count // 2]
    return words + oracle.spans(count - len(words), f"{seed} phrases", 3, 6)


class BrowserRows:
    """The rows of one site that a browser measures."""

    def __init__(self, browser, site, oracle, report, seed):
        # A short page: what it loads itself is not counted.
        path = min(oracle.pages, key=lambda page: sum(map(len, page.blocks))).url
        self.web = SiteInBrowser(browser, site.output, path)
        self.site = site
        self.oracle = oracle
        self.report = report
        self.seed = seed

    def close(self):
        self.web.close()

    def cold(self, count):
        costs, dearest = [], []
        for text in typed_phrases(self.oracle, count, self.seed):
            _, sent = self.web.cold(text)
            costs.append((weight(sent), len(sent)))
            dearest.append((*costs[-1], text, [f"{request.path} {request.bytes}" for request in sent]))
        self.add_costs("cold bytes", "cold requests", costs)
        for size, requests, text, sent in sorted(dearest)[-5:]:
            self.report.fail("cold bytes", self.site.name, text, "the five dearest", f"{size:.1f} KB, {requests} requests: {sent}")

    def typed(self, count):
        first, five, ten, costs = [], [], [], []
        for text in self.oracle.spans(count, f"{self.seed} typed", 3, 6):
            keys = self.web.typed(text)
            first.append(weight(keys[0][0]))
            for at, (sent, rest) in enumerate(keys[1:], 2):
                five.append((weight(sent), len(sent)))
                ten.append((weight(rest), len(rest)))
                costs.append((len(sent), weight(sent), text[:at], [f"{request.path} {request.bytes}" for request in sent]))
        name = self.site.name
        self.report.add("first key bytes", name, percentile(first, 0.95))
        self.add_costs("key bytes", "key requests", five)
        self.add_costs("key bytes ten", "key requests ten", ten)
        for requests, size, text, sent in sorted(costs)[-3:]:
            self.report.fail("key requests", name, text, "the three dearest", f"{size:.1f} KB, {requests} requests: {sent}")

    def add_costs(self, bytes_key, requests_key, costs):
        """95th percentiles of (KB, requests)."""
        for at, key in enumerate((bytes_key, requests_key)):
            values = [cost[at] for cost in costs]
            self.report.add(
                key, self.site.name, percentile(values, 0.95), searches=len(values),
                median=round(percentile(values, 0.5), 1), most=round(max(values), 1))

    def compute(self, count):
        names = queries.names_of(self.oracle)
        texts = queries.everyday(self.oracle, names, self.oracle.spans(count, f"{self.seed} compute", 2, 6), count, self.seed)
        times, _ = processor_times(self.web, AskEngine(self.web), texts)
        key = "compute 100000" if len(self.oracle.pages) > 50_000 else "compute 10000"
        name = self.site.name
        self.report.add(
            key, name, percentile(times, 0.95), queries=len(times), median=round(percentile(times, 0.5), 1),
            most=round(max(times), 1))
        for time, text in sorted(zip(times, texts))[-5:]:
            self.report.fail(key, name, text, "the five slowest", f"{time:.1f} ms")
        phrases = self.oracle.spans(6, f"{self.seed} box", 4, 6)
        self.report.add("longest task", name, box_tasks(self.web, phrases))

    def slow(self, count):
        times = slow_times(self.web, typed_phrases(self.oracle, count, f"{self.seed} slow"))
        name = self.site.name
        self.report.add("slow key", name, percentile(times["key"], 0.5), searches=len(times["key"]))
        self.report.add("slow key p95", name, percentile(times["key"], 0.95))
        self.report.add("slow page", name, percentile(times["page"], 0.5), p95=round(percentile(times["page"], 0.95), 2))
        self.report.add("slow warm", name, percentile(times["warm"], 0.5), p95=round(percentile(times["warm"], 0.95), 2))

    def parity(self, count):
        names = queries.names_of(self.oracle)
        texts = queries.mixture(self.oracle, names, self.oracle.spans(count, f"{self.seed} parity"), count, self.seed)
        written = queries.FOLDER / "unseen-queries.tsv"
        if self.site.name == "shipped" and written.exists():
            texts += [query.text for query in queries.written_queries(written)]
        differing = 0
        browser = AskEngine(self.web)(texts)
        for text, ours, answer in zip(texts, self.site.hits(texts, 10), browser):
            theirs = answer.get("hits", answer.get("error"))
            if isinstance(theirs, list):
                theirs = [listed(hit) for hit in theirs]
            if [listed(hit) for hit in ours] != theirs:
                differing += 1
                if differing <= MOST_FAILURES:
                    swift = [listed(hit) for hit in ours]
                    at = next((at for at, (one, other) in enumerate(zip(swift, theirs)) if one != other), min(len(swift), len(theirs)))
                    swift = swift[at : at + 2]
                    self.report.fail(
                        "parity", self.site.name, text, f"Swift, of {len(ours)}, from {at}: {swift}",
                        f"browser, of {len(theirs)}: {theirs[at : at + 2]}")
        self.report.add("parity", self.site.name, differing, queries=len(texts))

    def pagefind(self, browser, python, count, folder):
        """Pagefind on the same spans, cold searches and queries, and our own times of the queries beside it."""
        name, report, oracle = self.site.name, self.report, self.oracle
        pagefind = Pagefind(oracle, self.site.output, folder)
        report.add("pagefind build", name, pagefind.index(python))
        size, files = pagefind.weights()
        pages_700 = oracle.characters / 700
        report.add("pagefind index", name, size / pages_700 / KB)
        report.add("pagefind files", name, files / pages_700, files=files)
        web = PagefindInBrowser(browser, pagefind)
        spans = oracle.spans(count, self.seed)
        relevant = oracle.relevant(spans)
        recalls, precisions, walls = [], [], []
        for span, (ids, wall) in zip(spans, web.answers(spans)):
            recalls.append(len(relevant[span].intersection(ids)) / len(relevant[span]))
            first = ids[:10]
            precisions.append(sum(page in relevant[span] for page in first) / len(first) if first else 0)
            walls.append(wall)
        report.add("pagefind recall", name, statistics.fmean(recalls), phrases=count)
        report.add("pagefind precision", name, statistics.fmean(precisions))
        report.add("pagefind wall", name, percentile(walls, 0.95), median=round(percentile(walls, 0.5), 1))
        ours = AskEngine(self.web)(spans)
        walls = [answer["final"] - answer["started"] for answer in ours]
        report.add("our wall", name, percentile(walls, 0.95), median=round(percentile(walls, 0.5), 1))
        times, _ = processor_times(web, AskPagefind(web), spans)
        report.add("pagefind compute", name, percentile(times, 0.95), median=round(percentile(times, 0.5), 1))
        cold = [web.cold(text) for text in typed_phrases(oracle, min(count, 60), self.seed)]
        report.add("pagefind bytes", name, percentile(list(map(weight, cold)), 0.95))
        report.add("pagefind requests", name, percentile(list(map(len, cold)), 0.95))
        web.close()


def weight(sent):
    return sum(request.bytes for request in sent) / KB


def listed(hit):
    return [hit["id"], hit["anchor"], hit["match"]]
