#!/usr/bin/env python3
"""Measures the search against its bars: search_evaluation.py --casebook EXECUTABLE [options]; see README.md."""

import argparse
import pathlib
import platform
import subprocess
import sys
import time

from search_browser import Browser
from search_costs import BrowserRows, measure_build, measure_weights
from search_oracle import Oracle
from search_quality import measure_names, measure_polyphones, measure_recall, measure_variants, measure_written
from search_report import Report
from search_site import BuiltSite, Failure, corpus

ROOT = pathlib.Path(__file__).resolve().parent.parent
ROWS = ("build", "weights", "recall", "names", "written", "variants", "cold", "typed", "compute", "slow", "parity", "pagefind")
# How much is sampled: in full, and in a smoke run.
SAMPLES = {
    "recall": (5000, 400), "names": (500, 60), "variants": (800, 60), "cold": (200, 12), "typed": (60, 5), "compute": (300, 40),
    "slow": (15, 2), "parity": (3000, 150), "pagefind": (300, 20), "builds": (3, 1),
}


def options():
    parser = argparse.ArgumentParser(description="Prints each bar of the search and what was measured.")
    parser.add_argument("--casebook", required=True, type=pathlib.Path, help="a built executable")
    parser.add_argument("--work", required=True, type=pathlib.Path, help="folder for corpora and sites")
    parser.add_argument("--sites", default="shipped,1000,10000", help="`shipped` and sizes of generated corpora, by commas")
    parser.add_argument("--shipped", default=ROOT, type=pathlib.Path, help="folder with the shipped content's casebook.yml")
    parser.add_argument("--rows", default=",".join(ROWS), help=f"what to measure, of {','.join(ROWS)}")
    parser.add_argument("--samples", default="", help="sample sizes, as recall=20000,slow=40")
    parser.add_argument("--seed", default="casebook", help="another one draws other queries")
    parser.add_argument("--quick", action="store_true", help="a smoke run: shipped content and 1,000 pages, small samples")
    parser.add_argument("--json", type=pathlib.Path, help="where to write everything, failed queries included")
    parser.add_argument("--pagefind", metavar="PYTHON", help="a Python that has pagefind; without it, it is not compared")
    chosen = parser.parse_args()
    chosen.counts = {name: counts[chosen.quick] for name, counts in SAMPLES.items()}
    for pair in filter(None, chosen.samples.split(",")):
        name, _, number = pair.partition("=")
        if name not in SAMPLES or not number.isdigit():
            parser.error(f"--samples takes {', '.join(SAMPLES)}, not {pair}")
        chosen.counts[name] = int(number)
    chosen.rows = chosen.rows.split(",")
    unknown = set(chosen.rows) - set(ROWS)
    if unknown:
        parser.error(f"no such rows: {', '.join(sorted(unknown))}")
    chosen.sites = "shipped,1000".split(",") if chosen.quick and chosen.sites == "shipped,1000,10000" else chosen.sites.split(",")
    return chosen


def evaluate(name, chosen, browser, report):
    source = chosen.shipped if name == "shipped" else corpus(int(name), "casebook", chosen.work / name)
    site = BuiltSite(chosen.casebook, name, source, chosen.work / f"{name}-site")
    counts, rows, seed = chosen.counts, chosen.rows, chosen.seed
    if "build" in rows:
        measure_build(site, report, counts["builds"])
    else:
        site.build()
    oracle = Oracle(site.output)
    if "weights" in rows:
        measure_weights(site, oracle, report)
    if "recall" in rows:
        measure_recall(site, oracle, report, counts["recall"], seed)
    if "names" in rows:
        measure_names(site, oracle, report, counts["names"], seed)
    if "variants" in rows:
        measure_variants(site, oracle, report, counts["variants"], seed)
    if "written" in rows and name == "shipped":
        measure_written(site, report, source)
        measure_polyphones(chosen.casebook, report, chosen.work)
    web = BrowserRows(browser, site, oracle, report, seed)
    try:
        for row in ("parity", "cold", "typed", "compute", "slow"):
            if row in rows:
                getattr(web, row)(counts[row])
        if "pagefind" in rows and chosen.pagefind:
            web.pagefind(browser, chosen.pagefind, counts["pagefind"], chosen.work / f"{name}-pagefind")
    finally:
        web.close()


def main():
    chosen = options()
    chosen.work.mkdir(parents=True, exist_ok=True)
    report = Report(chosen.sites)
    start = time.monotonic()
    with Browser() as browser:
        for name in chosen.sites:
            try:
                evaluate(name, chosen, browser, report)
            except Failure as failure:
                sys.exit(f"{name}: {failure}")
        version = browser.version
    print(f"\n{report.table()}\n")
    missed = [key for key in report.values if report.is_met(key) is False]
    print(f"{len(missed)} bars not met{': ' if missed else ''}{', '.join(missed)}; {time.monotonic() - start:.0f} s")
    if chosen.json:
        release = subprocess.run([chosen.casebook, "--version"], capture_output=True, text=True, check=True).stdout.strip()
        chosen.json.write_text(report.json(
            casebook=release, chromium=version, machine=platform.platform(), seed=chosen.seed, samples=chosen.counts,
            date=time.strftime("%Y-%m-%d")), "utf-8")
        print(f"Everything, with the queries that failed: {chosen.json}")


if __name__ == "__main__":
    main()
