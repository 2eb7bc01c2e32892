#!/usr/bin/env python3
"""Builds a site several times from nothing and prints what it took: measure.py CASEBOOK SITE PAGES RUNS [JOBS]"""

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

# The corpus is written as of this day; without it, reviews would fall due while the benchmark grows old.
DATE = "2026-11-20"


class Failure(SystemExit):
    """A command that ended with an error, with all it said; ends the script where nobody minds it."""


def run(command):
    """Wall and processor seconds, peak memory in MB, and what was said on standard error."""
    with tempfile.TemporaryFile() as output, tempfile.TemporaryFile() as said:
        start = time.monotonic()
        process = subprocess.Popen(command, stdout=output, stderr=said)
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.monotonic() - start
        said.seek(0)
        text = said.read().decode()
        if status != 0:
            output.seek(0)
            ended = f"signal {os.WTERMSIG(status)}" if os.WIFSIGNALED(status) else f"exit {os.waitstatus_to_exitcode(status)}"
            raise Failure(f"{' '.join(command)}\n{output.read().decode(errors='replace')}{text}{ended}")
    return wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, text


def stages(text):
    """The lines of --timings: a name, seconds on the clock, and those of all processors, with tabs between."""
    return {name: wall for name, (wall, _) in stage_times(text).items()}


def stage_times(text):
    """Wall and processor seconds of each stage."""
    found = {}
    for line in text.splitlines():
        fields = line.split("\t")
        if len(fields) == 3 and fields[1].endswith(" s") and fields[2].startswith("processor "):
            wall, processor = float(fields[1][:-2]), float(fields[2].removeprefix("processor ")[:-2])
            earlier = found.get(fields[0], (0, 0))
            found[fields[0]] = (earlier[0] + wall, earlier[1] + processor)
    return found


def summary(results):
    """Median wall and processor seconds, and the highest peak, of what `run` gave."""
    return (*(statistics.median(result[part] for result in results) for part in (0, 1)), max(result[2] for result in results))


def size(folder):
    files = [os.path.join(path, name) for path, _, names in os.walk(folder) for name in names]
    return len(files), sum(os.path.getsize(file) for file in files) / 1e6


def main():
    casebook, site, pages, runs = sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4])
    jobs = ["--jobs", sys.argv[5]] if len(sys.argv) > 5 and sys.argv[5] else []
    common = ["--source", site, "--date", DATE, "--language", "en", "--timings", *jobs]
    # A corpus with findings would measure the printing of them.
    run([casebook, "check", "--strict", *common])
    results = []
    for _ in range(runs):
        shutil.rmtree(os.path.join(site, "Site"), ignore_errors=True)
        shutil.rmtree(os.path.join(site, ".casebook"), ignore_errors=True)
        results.append(run([casebook, "build", "--strict", "--no-cache", *common]))
    wall, cpu, peak = summary(results)
    files, megabytes = size(os.path.join(site, "Site"))
    print(f"{pages} pages, {runs} cold builds, {files} files of {megabytes:.0f} MB in all")
    print(
        f"  {pages / wall:,.0f} pages/s   wall {wall:.2f} s (from {min(r[0] for r in results):.2f} to "
        f"{max(r[0] for r in results):.2f})   processor {cpu:.2f} s   peak memory {peak:.0f} MB")
    times = [stages(result[3]) for result in results]
    names = list(times[0])
    medians = {name: statistics.median(time.get(name, 0) for time in times) for name in names}
    for name in names:
        print(f"  {name:<10} {medians[name]:7.3f} s  {100 * medians[name] / wall:5.1f} %")
    rest = wall - sum(medians.values())
    print(f"  {'the rest':<10} {rest:7.3f} s  {100 * rest / wall:5.1f} %")


if __name__ == "__main__":
    main()
