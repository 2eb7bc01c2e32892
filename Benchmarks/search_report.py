"""The bars, what was measured against them, and the table."""

import json
import math
from dataclasses import dataclass, field


@dataclass
class Bar:
    """A figure that has to be at least or at most so much; `sites` where the bar holds, everywhere if empty."""

    label: str
    limit: float | None
    is_least: bool = False
    unit: str = ""
    sites: tuple = ()

    def is_met(self, value):
        return value >= self.limit if self.is_least else value <= self.limit

    @property
    def text(self):
        if self.limit is None:
            return ""
        return f"{'≥' if self.is_least else '≤'} {written(self.limit, self.unit)}"


def least(label, limit, unit="", sites=()):
    return Bar(label, limit, True, unit, sites)


def most(label, limit, unit="", sites=()):
    return Bar(label, limit, False, unit, sites)


def shown(label, unit=""):
    """Without a bar."""
    return Bar(label, None, False, unit)


BARS = {
    "recall": least("recall against the substring oracle, 2–8 characters", 1.0, "share"),
    "precision": least("precision of the first 10 against the same oracle", 0.97, "share"),
    "title": least("exact title ranks first", 1.0, "share"),
    "middle": least("middle of a title, recall@3", 0.97, "share"),
    "alias": least("alias, recall@3", 0.97, "share"),
    "pinyin": least("pinyin of titles and aliases, recall@3", 0.95, "share"),
    "initials": least("initials of titles and aliases, recall@3", 0.95, "share"),
    "polyphones": least("polyphone words, recall@3", 1.0, "share"),
    "homophone": shown("one character replaced by one that sounds alike, recall@3", "share"),
    "unseen": least("queries that the authors have not seen, recall@3", 0.90, "share"),
    "unseen question": least("the same, natural questions", 0.90, "share"),
    "unseen synonym": least("the same, other words for it", 0.90, "share"),
    "unseen typo": least("the same, homophone typos", 0.90, "share"),
    "unseen mixed": least("the same, mixed script", 0.90, "share"),
    "unseen pinyin": least("the same, pinyin", 0.95, "share"),
    "unseen initials": least("the same, initials", 0.95, "share"),
    "tests": shown("expectations of search-tests.yml", "share"),
    "cold bytes": most("cold first search, five results, p95, gzipped", 145, "KB", ("10000",)),
    "cold requests": most("cold first search, requests, p95", 8, "", ("10000",)),
    "first key bytes": shown("first key of a typed phrase, p95, gzipped", "KB"),
    "key bytes": most("each further key, five results, p95, gzipped", 115, "KB", ("10000",)),
    "key requests": most("each further key, requests, p95", 3, "", ("10000",)),
    "key bytes ten": shown("each further key, ten results, p95, gzipped", "KB"),
    "key requests ten": shown("the same, requests, p95"),
    "compute 10000": most("processor time of a query, p95", 15, "ms", ("shipped", "1000", "10000")),
    "compute 100000": most("processor time of a query, p95", 50, "ms", ("100000",)),
    "longest task": most("longest task of the page's thread while typing", 16, "ms"),
    "client": most("client, engine and interface, gzipped", 15, "KB"),
    "term bytes": most("term files for a page of 700 characters, gzipped", 1.2, "KB", ("1000", "10000", "100000")),
    "index bytes": most("whole index for a page of 700 characters, gzipped", 2.6, "KB", ("1000", "10000", "100000")),
    "index files": most("files for a page of 700 characters", 0.22),
    "build": most("whole build", 2.5, "s", ("10000",)),
    "index build": shown("building the index", "s"),
    "index share": most("building the index, share of the whole build", 0.40, "share"),
    "parity": most("lists that differ between Swift and the browser", 0),
    "variants": most("lists that differ for traditional, full-width, upper-case forms", 0),
    "slow key": most("1.6 Mbit/s, 150 ms: first result after the first key, cold, median", 1.5, "s", ("10000",)),
    "slow key p95": shown("the same, p95", "s"),
    "slow page": shown("the same with loading the page, median", "s"),
    "slow warm": shown("the same on a further page of the visit, median", "s"),
    "pagefind recall": shown("Pagefind: recall", "share"),
    "pagefind precision": shown("Pagefind: precision of the first 10", "share"),
    "pagefind bytes": shown("Pagefind: cold first search, five results, p95", "KB"),
    "pagefind requests": shown("Pagefind: cold first search, requests, p95"),
    "pagefind compute": shown("Pagefind: processor time of a query, p95", "ms"),
    "pagefind wall": shown("Pagefind: ten results of a query, nothing cached but what came before, p95", "ms"),
    "our wall": shown("Casebook: the same queries in the same way, p95", "ms"),
    "pagefind build": shown("Pagefind: indexing", "s"),
    "pagefind index": shown("Pagefind: index for a page of 700 characters", "KB"),
    "pagefind files": shown("Pagefind: files for a page of 700 characters"),
}


def written(value, unit):
    if unit == "share":
        return f"{value:.4f}".rstrip("0").rstrip(".") if value in (0, 1) or value == round(value, 2) else f"{value:.4f}"
    text = f"{value:.2f}".rstrip("0").rstrip(".") if abs(value) < 10 else f"{value:.1f}".removesuffix(".0")
    return f"{text} {unit}".strip()


def percentile(values, share):
    """The least value that at least `share` of the values don't exceed."""
    ordered = sorted(values)
    return ordered[max(math.ceil(share * len(ordered)), 1) - 1] if ordered else math.nan


@dataclass
class Report:
    sites: list
    values: dict = field(default_factory=dict)
    details: dict = field(default_factory=dict)
    failures: list = field(default_factory=list)

    def add(self, key, site, value, **details):
        bar = BARS[key]
        self.values.setdefault(key, {})[site] = value
        if details:
            self.details.setdefault(key, {})[site] = details
        met = "" if not self.holds(bar, site) else "  met" if bar.is_met(value) else "  NOT MET"
        more = ", ".join(f"{name} {detail}" for name, detail in details.items())
        print(f"{site:>8}  {bar.label}: {written(value, bar.unit)}  {bar.text}{met}" + (f"  ({more})" if more else ""), flush=True)

    def fail(self, key, site, query, expected, got):
        """An answer that is wrong, for whoever mends it."""
        self.failures.append({"row": key, "site": site, "query": query, "expected": expected, "got": got})

    @staticmethod
    def holds(bar, site):
        return bar.limit is not None and (not bar.sites or site in bar.sites)

    def is_met(self, key):
        """None where nothing was measured that has a bar."""
        bar = BARS[key]
        values = [value for site, value in self.values.get(key, {}).items() if self.holds(bar, site)]
        return all(bar.is_met(value) for value in values) if values else None

    def table(self):
        lines = ["| | bar | " + " | ".join(self.sites) + " | met |", "|---|---|" + "---:|" * len(self.sites) + "---|"]
        for key, bar in BARS.items():
            if key not in self.values:
                continue
            values = self.values[key]
            cells = [written(values[site], bar.unit) if site in values else "" for site in self.sites]
            met = {None: "", True: "yes", False: "**no**"}[self.is_met(key)]
            lines.append(f"| {bar.label} | {bar.text} | " + " | ".join(cells) + f" | {met} |")
        return "\n".join(lines)

    def json(self, **run):
        rows = [
            {
                "key": key, "label": bar.label, "bar": bar.limit, "at": "least" if bar.is_least else "most", "unit": bar.unit,
                "values": self.values[key], "met": self.is_met(key), "details": self.details.get(key, {}),
            }
            for key, bar in BARS.items() if key in self.values
        ]
        return json.dumps({"run": run, "rows": rows, "failures": self.failures}, ensure_ascii=False, indent=1)
