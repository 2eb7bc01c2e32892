#!/usr/bin/env python3
"""Prints what stages and floors cost per page: floors.py CASEBOOK WORK RUNS PAGES…

WORK holds `floors` (the compiled floors.c) and, for each number of pages, the corpus of that name.
"""

import os
import shutil
import statistics
import sys

from measure import DATE, run, stage_times

# Stages that take less than this of a page's time at every size stand together in one row.
LEAST = 2e-6
# Rows that sum up those above.
TOTALS = ("whole build", "all floors")


def medians(samples):
    """Of (wall, processor) by name, over runs."""
    return {
        name: tuple(statistics.median(sample.get(name, (0, 0))[part] for sample in samples) for part in (0, 1))
        for name in samples[0]
    }


def built(casebook, site, runs):
    """Wall and processor seconds of each stage, and of the whole."""
    samples = []
    for _ in range(runs):
        for name in ("Site", ".casebook"):
            shutil.rmtree(os.path.join(site, name), ignore_errors=True)
        wall, processor, peak, said = run(
            [casebook, "build", "--source", site, "--date", DATE, "--language", "en", "--no-cache", "--timings"])
        stages = stage_times(said)
        known = [sum(stage[part] for stage in stages.values()) for part in (0, 1)]
        stages["start and end"] = (wall - known[0], processor - known[1])
        stages["whole build"] = (wall, processor)
        samples.append((stages, peak))
    return medians([stages for stages, _ in samples]), max(peak for _, peak in samples)


def floor(command, runs, before=lambda: None):
    """Wall and processor seconds; what runs before each time isn't measured."""
    samples = []
    for _ in range(runs):
        before()
        fields = os.popen(" ".join(command)).read().split()
        samples.append({"floor": (float(fields[2]), float(fields[3]))})
    return medians(samples)["floor"]


def floors(work, site, runs):
    program, copy = os.path.join(work, "floors"), os.path.join(work, "copy")
    content, output = os.path.join(site, "Content"), os.path.join(site, "Site")
    found = {
        "reading all files": floor([program, "read", content], runs),
        "libcmark-gfm over all bodies": floor([program, "markdown", content], runs),
        "writing the same files": floor(
            [program, "write", output, copy], runs, lambda: shutil.rmtree(copy, ignore_errors=True)),
    }
    shutil.rmtree(copy, ignore_errors=True)
    found["all floors"] = tuple(sum(times[part] for times in found.values()) for part in (0, 1))
    return found


def row(name, cells):
    print(f"| {name} | " + " | ".join(cells) + " |")


def table(name, results, pages):
    """One row for each stage or floor, in microseconds per page."""
    names = list(dict.fromkeys(key for result in results for key in result))
    names = [key for key in names if not key.startswith(TOTALS)]
    small = [key for key in names if all(result.get(key, (0, 0))[1] / n < LEAST for result, n in zip(results, pages))]
    cells = lambda times: [f"{1e6 * times[i][part] / n:,.1f}" for i, n in enumerate(pages) for part in (0, 1)]
    for key in names:
        if key not in small:
            row(key, cells([result.get(key, (0, 0)) for result in results]))
    totals = [key for key in results[0] if key.startswith(TOTALS)]
    if small:
        row(f"{name}: the rest", cells([tuple(sum(r.get(k, (0, 0))[p] for k in small) for p in (0, 1)) for r in results]))
    for key in totals:
        row(key, cells([result[key] for result in results]))


def main():
    casebook, work, runs = sys.argv[1], sys.argv[2], int(sys.argv[3])
    pages = [int(argument) for argument in sys.argv[4:]]
    builds, peaks, bottoms = [], [], []
    for count in pages:
        site = os.path.join(work, str(count))
        stages, peak = built(casebook, site, runs)
        builds.append(stages)
        peaks.append(peak)
        bottoms.append(floors(work, site, runs))
    row("µs per page", [f"{count:,}: {clock}" for count in pages for clock in ("wall", "processor")])
    row("---", ["---:"] * 2 * len(pages))
    table("stages", builds, pages)
    table("floors", bottoms, pages)
    ratios = [build["whole build"][1] / bottom["all floors"][1] for build, bottom in zip(builds, bottoms)]
    row("processor time, in floors", [cell for ratio in ratios for cell in ("", f"{ratio:.1f}")])
    row("peak memory, KB per page", [cell for peak, n in zip(peaks, pages) for cell in ("", f"{1024 * peak / n:,.0f}")])


if __name__ == "__main__":
    main()
