"""Rows about the shipped site in Debian's Chromium, on a server on this machine: weight, first drawing, typing, the twelve
tasks. The walks and what is looked at are those of Tests/Browser, which hold the counts; here the clock is held, too."""

import argparse
import pathlib
import statistics
import sys
import tempfile

from playwright.sync_api import sync_playwright

from bars import paints, typing, weights
from conftest import CHROMIUM, ROOT, Site, build
from walks import STARTS, STOPWATCH, WALKS, take

FIRST_PAGE, LARGEST_PAINT, NEXT_PAINT = 35 * 1024, 0.5, 0.05


class Table:
    def __init__(self):
        self.missed = 0
        print(f"| {'row':<58} | {'measured':>10} | {'bar':>10} | |")
        print(f"|{'-' * 60}|{'-' * 11}:|{'-' * 11}:|---|")

    def row(self, name, value, bar, form="{:.3f} s"):
        holds = value <= bar
        self.missed += not holds
        print(f"| {name:<58} | {form.format(value):>10} | {form.format(bar):>10} | {'holds' if holds else 'missed'} |", flush=True)


def page_of(browser, **options):
    context = browser.new_context(
        service_workers="block", permissions=["clipboard-read", "clipboard-write"], **{"viewport": {"width": 1280, "height": 800}, **options})
    return context.new_page()


def measure_pages(browser, site, table, runs):
    totals = [sum(parts.values()) for parts in weights(browser, site, site.specimens).values()]
    table.row("first page, packed, the heaviest of every kind", max(totals), FIRST_PAGE, "{:.0f} B")
    for width in (360, 1280):
        page = page_of(browser, viewport={"width": width, "height": 800})
        found = [paints(page, site.address + path) for _ in range(runs) for path in site.specimens]
        page.context.close()
        table.row(f"largest part drawn, 95 of 100 pages, {width} px", quantile([largest for largest, _ in found], 95), LARGEST_PAINT)
        table.row(f"anything moved, {width} px", sum(shift for _, shift in found), 0, "{:.4f}")


def measure_typing(browser, site, table, runs):
    page = page_of(browser)
    slowest = [typing(page, site.address)[0] for _ in range(runs)]
    page.context.close()
    table.row("a letter typed until its frame, slowest, median of runs", statistics.median(times[-1] for times in slowest), NEXT_PAINT)


def measure_tasks(browser, site, table, runs):
    for walk in WALKS:
        totals = []
        for start in [walk.start] if walk.start else STARTS:
            for _ in range(runs):
                page = page_of(browser)
                page.add_init_script(STOPWATCH)
                times, _ = take(page, site.address, walk, start)
                totals.append(sum(times))
                page.context.close()
        table.row(f"{walk.name} ({walk.pressed} of {walk.keys} keys)", statistics.median(totals), walk.seconds)


def quantile(values, percent):
    return sorted(values)[min(len(values) - 1, len(values) * percent // 100)]


def main():
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--runs", type=int, default=5, help="times that each walk is taken (default: %(default)s)")
    runs = options.parse_args().runs
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        output = pathlib.Path(folder) / "Site"
        build(ROOT, output)
        site = Site(output)
        # Visitors leave while they are still being answered.
        site.server.handle_error = lambda *_: None
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        table = Table()
        measure_pages(browser, site, table, runs)
        measure_typing(browser, site, table, runs)
        measure_tasks(browser, site, table, runs)
        browser.close()
        site.close()
    return 1 if table.missed else 0


if __name__ == "__main__":
    sys.exit(main())
