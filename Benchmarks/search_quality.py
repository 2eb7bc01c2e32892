"""The rows about what is found, asked of the real executable."""

import statistics

import yaml

import search_queries as queries
from search_oracle import fold
from search_report import percentile
from search_site import BuiltSite, polyphone_site

MOST_FAILURES = 40


def measure_recall(site, oracle, report, count, seed):
    """Recall of whole result lists and precision of their first ten, for phrases from the text."""
    spans = oracle.spans(count, seed)
    relevant = oracle.relevant(spans)
    recalls, precisions, failed = [], [], 0
    for span, found in zip(spans, site.answers_of(spans, len(oracle.pages))):
        ids = [name.decode() for name in found]
        wanted = relevant[span]
        hits = len(wanted.intersection(ids))
        recalls.append(hits / len(wanted))
        first = ids[:10]
        precisions.append(sum(name in wanted for name in first) / len(first) if first else 0)
        if recalls[-1] < 1 or precisions[-1] < 1:
            failed += 1
            if failed <= MOST_FAILURES:
                missing = sorted(wanted.difference(ids))[:5]
                wrong = [name for name in first if name not in wanted][:5]
                report.fail(
                    "recall" if recalls[-1] < 1 else "precision", site.name, span,
                    f"{len(wanted)} pages" + (f", among them {missing}" if missing else ""),
                    f"{len(ids)} pages, {hits} of these" + (f"; wrong: {wrong}" if wrong else ""))
    report.add(
        "recall", site.name, statistics.fmean(recalls), phrases=len(spans), incomplete=sum(recall < 1 for recall in recalls),
        median_pages=percentile([len(relevant[span]) for span in spans], 0.5))
    report.add("precision", site.name, statistics.fmean(precisions), worst=round(min(precisions), 2))


def measure_items(site, report, key, asked):
    """The share of queries that have one of their pages high enough."""
    if not asked:
        return
    limit = max(query.top for query in asked)
    failures = 0
    missed = {}
    totals = {}
    # Held-out queries stay unknown to those who tune the search.
    is_held_out = key.startswith("unseen")
    for query, hits in zip(asked, site.hits([query.text for query in asked], max(limit, 3))):
        ids = [hit["id"] for hit in hits]
        group = query.group
        totals[group] = totals.get(group, 0) + 1
        if query.ids.isdisjoint(ids[: query.top]):
            missed[group] = missed.get(group, 0) + 1
            failures += 1
            if failures <= MOST_FAILURES and not is_held_out:
                said = query.text + (f" ({query.note})" if query.note else "")
                got = [f"{hit['id']} ({hit['match']})" for hit in hits[:3]]
                report.fail(key, site.name, said, f"one of {sorted(query.ids)[:4]} in the first {query.top}", got)
    count = len(asked)
    share = 1 - sum(missed.values()) / count
    classes = {}
    if len(totals) > 1:
        classes = {group: f"{1 - missed.get(group, 0) / total:.3f} of {total}" for group, total in sorted(totals.items())}
    report.add(key, site.name, share, queries=count, **classes)


def measure_names(site, oracle, report, count, seed):
    names = queries.names_of(oracle)
    by_group = {}
    for query in queries.known_items(oracle, names, count, seed) + queries.pinyin_queries(names, count, seed):
        by_group.setdefault(query.group, []).append(query)
    for group, asked in by_group.items():
        measure_items(site, report, group, asked)
    measure_items(site, report, "homophone", queries.typo_queries(oracle, names, count, seed))


def measure_written(site, report, source):
    unseen = queries.FOLDER / "unseen-queries.tsv"
    if unseen.exists():
        asked = queries.written_queries(unseen)
        measure_items(site, report, "unseen", asked)
        for group in dict.fromkeys(query.group for query in asked):
            measure_items(site, report, f"unseen {group}", [query for query in asked if query.group == group])
    tests = source / "Content" / "search-tests.yml"
    if tests.exists():
        measure_items(site, report, "tests", list(test_queries(tests)))


def test_queries(path):
    """The expectations of search-tests.yml; each id that is expected has to be found."""
    for entry in yaml.safe_load(path.read_text("utf-8")):
        top = entry.get("top", 3)
        expected = entry["expect"]
        for name in [expected] if isinstance(expected, str) else expected:
            yield queries.Query(entry["query"], {name}, entry.get("class", "test"), top)


def measure_polyphones(casebook, report, folder):
    rows = [line.split("\t") for line in (queries.FOLDER / "polyphones.tsv").read_text("utf-8").splitlines() if "\t" in line]
    source = polyphone_site([word for word, _ in rows], folder / "polyphones")
    site = BuiltSite(casebook, "shipped", source, folder / "polyphones-site")
    site.build()
    missed = []
    for (word, typed), hits in zip(rows, site.hits([typed for _, typed in rows], 3)):
        if word not in [hit["title"] for hit in hits]:
            missed.append(word)
            report.fail("polyphones", "polyphones", typed, word, [hit["title"] for hit in hits])
    report.add("polyphones", site.name, 1 - len(missed) / len(rows), words=len(rows))


def measure_variants(site, oracle, report, count, seed):
    """The same query in other characters has to give the same list."""
    pairs = queries.variants(oracle, oracle.spans(count, f"{seed} variants"), count, seed)
    plain = site.hits([query for query, _ in pairs], 10)
    others = site.hits([other for _, other in pairs], 10)
    differing = 0
    for (query, other), first, second in zip(pairs, plain, others):
        if [hit["id"] for hit in first] != [hit["id"] for hit in second]:
            differing += 1
            # A table of one's own may join what OpenCC keeps apart, and the other way round.
            folds = "folds alike" if fold(query) == fold(other) else "OpenCC itself folds these apart"
            if differing <= MOST_FAILURES:
                report.fail(
                    "variants", site.name, other, f"as {query}: {[hit['id'] for hit in first[:3]]}",
                    f"{[hit['id'] for hit in second[:3]]}; {folds}")
    report.add("variants", site.name, differing, pairs=len(pairs))
