#!/usr/bin/env python3
"""Builds generated knowledge bases of growing size from nothing, prints what a page costs, and draws it: see growth.sh."""

import argparse
import datetime
import json
import os
import pathlib
import shutil
import subprocess
import sys
import time

import matplotlib

from measure import DATE, run, size, summary

matplotlib.use("svg")
HERE = pathlib.Path(__file__).resolve().parent
# What a page takes on a file system in blocks of 4 KB: itself, and what is made of it.
BYTES_OF_A_PAGE = 48_000
# Growth that the project allows itself, from 1,000 to 100,000 pages.
BAR = 1.3


class Size:
    """What the builds of one size took: medians of seconds on the clock and of the processors, most MB of memory."""

    def __init__(self, pages, day, wall, cpu, peak, files, megabytes, creating):
        self.pages, self.day, self.wall, self.cpu, self.peak = pages, day, wall, cpu, peak
        self.files, self.megabytes, self.creating = files, megabytes, creating

    @property
    def disk(self):
        """Seconds that creating and writing the site's files takes by itself where it was written."""
        return self.files * self.creating

    def per_page(self):
        return self.wall * 1e6 / self.pages, self.cpu * 1e6 / self.pages, self.peak * 1024 / self.pages


def room(folder):
    found = os.statvfs(folder)
    return found.f_bavail * found.f_frsize


def cost_of_a_file(folder, bytes_of_a_file, files=5_000):
    """Seconds to create and write a file of that size, as they come in a row into folders of 500."""
    trial = folder / "files"
    shutil.rmtree(trial, ignore_errors=True)
    content = b"x" * bytes_of_a_file
    start = time.monotonic()
    for number in range(files):
        if number % 500 == 0:
            (trial / str(number)).mkdir(parents=True)
        with open(trial / str(number // 500 * 500) / str(number), "wb", buffering=0) as file:
            file.write(content)
    cost = (time.monotonic() - start) / files
    shutil.rmtree(trial)
    return cost


def measure(casebook, pages, runs, place):
    source, output = place / str(pages), place / f"{pages}-site"
    if not (source / "casebook.yml").exists():
        subprocess.run([sys.executable, HERE / "corpus.py", str(pages), source], check=True, stdout=subprocess.DEVNULL)
    command = [casebook, "build", "--source", source, "--output", output, "--date", DATE, "--no-cache", "--quiet"]
    results = []
    for _ in range(runs):
        shutil.rmtree(output, ignore_errors=True)
        results.append(run([str(part) for part in command]))
    files, megabytes = size(output)
    shutil.rmtree(output)
    creating = cost_of_a_file(place, int(megabytes * 1e6 / files))
    return Size(pages, datetime.date.today().isoformat(), *summary(results), files, megabytes, creating)


def with_earlier(sizes, built, file):
    """The sizes with those that were not built this time and that an earlier run has left in the file; leaves all there."""
    earlier = [Size(**row) for row in json.loads(file.read_text())] if file.exists() else []
    everything = sorted(sizes + [row for row in earlier if row.pages not in built], key=lambda found: found.pages)
    file.write_text(json.dumps([vars(row) for row in everything], indent=1) + "\n")
    return everything


def print_table(sizes):
    print("| pages | wall | processor | peak memory | site | a page: wall | processor | memory | files by themselves |")
    print("|---:|---:|---:|---:|---:|---:|---:|---:|---:|")
    first = sizes[0].per_page()
    for found in sizes:
        wall, cpu, memory = found.per_page()
        ratios = [value / base for value, base in zip((wall, cpu, memory), first)]
        print(
            f"| {found.pages:,} | {found.wall:.2f} s | {found.cpu:.2f} s | {found.peak:,.0f} MB | {found.files:,} files, "
            f"{found.megabytes:,.0f} MB | {wall:.0f} µs ({ratios[0]:.2f}) | {cpu:.0f} µs ({ratios[1]:.2f}) "
            f"| {memory:.1f} KB ({ratios[2]:.2f}) | {found.disk:.2f} s, {found.creating * 1e6:.0f} µs each |")


def draw(sizes, built, file):
    from matplotlib import pyplot

    pyplot.rcParams.update({"svg.fonttype": "none", "svg.hashsalt": "casebook", "font.family": "sans-serif", "font.size": 10})
    figure, places = pyplot.subplots(1, 3, figsize=(11, 3.4))
    pages = [found.pages for found in sizes]
    for axes, number, title in zip(places, range(3), ("wall, µs for a page", "processor, µs for a page", "peak memory, KB for a page")):
        values = [found.per_page()[number] for found in sizes]
        axes.plot(pages, values, "-", color="#1f5f99")
        for found, value in zip(sizes, values):
            # Hollow: of an earlier run, on a machine that may have been slower that day.
            axes.plot([found.pages], [value], "o", color="#1f5f99", fillstyle="full" if found.pages in built else "none")
        # The bar is for 100,000 pages, whatever memory the smallest site needs anyway.
        axes.axhline(values[0] * BAR, linestyle="--", linewidth=1, color="#999999")
        axes.annotate(f"{BAR} × the first", (pages[0], values[0] * BAR), xytext=(0, 3), textcoords="offset points", color="#666666", fontsize=8)
        axes.set(title=title, xscale="log", xlabel="pages", ylim=(0, max(*values, values[0] * BAR) * 1.15))
    figure.tight_layout()
    figure.savefig(file, metadata={"Date": None})
    print(f"\nDrawn in {file}")


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--casebook", required=True, type=pathlib.Path)
    options.add_argument("--work", required=True, type=pathlib.Path)
    options.add_argument("--pages", nargs="+", type=int, default=[1_000, 10_000, 100_000])
    options.add_argument("--runs", type=int, default=5, help="of each size up to 10,000 pages; larger ones are built three times, above 100,000 once")
    options.add_argument("--disk", type=pathlib.Path, default=pathlib.Path("/var/tmp"), help="where sizes go that memory has no room for")
    options.add_argument("--rows", type=pathlib.Path, default=HERE / "growth.json", help="what earlier runs came to, for sizes that are not built this time")
    options.add_argument("--plot", type=pathlib.Path, default=HERE / "growth.svg")
    chosen = options.parse_args()
    chosen.work.mkdir(parents=True, exist_ok=True)
    sizes = []
    for pages in chosen.pages:
        fits = room(chosen.work) > pages * BYTES_OF_A_PAGE
        place = chosen.work if fits else chosen.disk
        if not fits and room(place) < pages * BYTES_OF_A_PAGE:
            print(f"{pages:,} pages are left out: neither {chosen.work} nor {place} has {pages * BYTES_OF_A_PAGE / 1e9:.0f} GB", file=sys.stderr)
            continue
        runs = chosen.runs if pages <= 10_000 else min(chosen.runs, 3 if pages <= 100_000 else 1)
        sizes.append(measure(chosen.casebook, pages, runs, place))
        print(f"{pages:,} pages: {sizes[-1].wall:.2f} s in {place}", file=sys.stderr)
    built = {found.pages for found in sizes}
    sizes = with_earlier(sizes, built, chosen.rows)
    print_table(sizes)
    draw(sizes, built, chosen.plot)


if __name__ == "__main__":
    main()
