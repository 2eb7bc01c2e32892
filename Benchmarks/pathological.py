"""Builds a site of one page for each input that hurts parsers, at three sizes, and prints what takes long or is refused.

usage: pathological.py CASEBOOK [--all] [--size KB] [--only PART-OF-A-NAME] [--files NUMBER [--findings]]

Each input is the body of a script (quotations are spoken lines, slots mean something) of a site of its own; a build
without any takes what the first line says. The bar is 1 s at 100 KB.
"""

import argparse
import os
import pathlib
import re
import resource
import shutil
import subprocess
import sys
import tempfile

from pathological_inputs import cases

HEAD = (
    "---\ntitle: 页\nstatus: approved\nsummary: s\nwhen: w\nchannels: [phone]\nrisk: low\n"
    "reviewed_on: 2026-01-01\nreviewed_by: 组\nupdated_on: 2026-01-01\nchange: 首次\n---\n\n")
BAR = 1.0
PATIENCE = 60


def spent():
    """Seconds of the processor that processes started here have taken."""
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


class Site:
    def __init__(self, casebook, folder):
        self.casebook = casebook
        self.source = pathlib.Path(folder)
        (self.source / "Content" / "scripts").mkdir(parents=True)
        (self.source / "Content" / "vocabularies").mkdir()
        (self.source / "Content" / "vocabularies" / "channel.yml").write_text("phone: {label: 电话}\n")
        (self.source / "Content" / "vocabularies" / "risk.yml").write_text("low: {label: 低}\n")
        (self.source / "casebook.yml").write_text("title: 库\nchecks: %s\n" % OFF)

    def build(self, body):
        """Seconds of the processor, bytes of HTML, the ids of errors that kept the page from being published, status.

        Time of the processor, since with one job nothing waits and a busy machine shouldn't count.
        """
        (self.source / "Content" / "scripts" / "page.md").write_bytes((HEAD + body).encode())
        for made in ("Site", ".casebook"):
            shutil.rmtree(self.source / made, ignore_errors=True)
        before = spent()
        run = subprocess.Popen(
            [self.casebook, "build", "--no-cache", "--language", "en", "--jobs", "1"], cwd=self.source,
            stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
        try:
            _, errors = run.communicate(timeout=PATIENCE)
        except subprocess.TimeoutExpired:
            run.kill()
            run.communicate()
            return PATIENCE, 0, {"timeout"}, -9
        seconds = spent() - before
        ids = set(re.findall(r"error: .*\[([a-z-]+)\]$", errors.decode(errors="replace"), re.M))
        page = self.source / "Site" / "scripts" / "page.html"
        return seconds, page.stat().st_size if page.exists() else 0, ids, run.returncode


def many(site, count, has_findings):
    """One folder full of files; with something to be found in each, which takes a look at each again."""
    for number in range(count):
        more = f"\n[[nothing-{number}]]\n" if has_findings else ""
        (site.source / "Content" / f"p{number}.md").write_text(f"# 第 {number} 页\n\n[[p{(number + 1) % count}]]\n{more}")
    seconds, _, ids, status = site.build("正文。\n")
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1000
    print(f"{count} files in one folder: {seconds:.1f} s of the processor, {peak} MB, {sorted(ids)}, status {status}")
    return status != 0


# What an input of nonsense naturally is, and would keep it from being rendered.
OFF = ("{undeclared-slot: note, unused-slot: note, unresolved-link: note, unresolved-anchor: note, private-data: note, "
       "missing-field: note, missing-section: note, missing-asset: note, unsupported-asset: note, raw-html: note, outside-content: note, "
       "unsafe-link: note, external-asset: note}")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("casebook")
    parser.add_argument("--all", action="store_true")
    parser.add_argument("--size", type=int, default=100)
    parser.add_argument("--only", default="")
    parser.add_argument("--files", type=int, default=0, help="instead: a site of so many small pages in one folder")
    parser.add_argument("--findings", action="store_true", help="with --files: a link in each that leads nowhere")
    options = parser.parse_args()
    slow = 0
    with tempfile.TemporaryDirectory(dir="/dev/shm" if os.path.isdir("/dev/shm") else None) as folder:
        site = Site(os.path.abspath(options.casebook), folder)
        if options.files:
            return many(site, options.files, options.findings)
        empty = min(site.build("正文。\n")[0] for _ in range(3))
        print(f"a build of one short page: {empty:.2f} s; below: seconds above that, at a quarter, half and all of "
              f"{options.size} KB; size of the page's HTML")
        names = {name: make for name, make in cases().items() if options.only in name}
        for name, make in names.items():
            size = options.size * 1000
            seconds, html, ids, status = site.build(make(size))
            seconds -= empty
            is_slow = seconds > BAR / 2
            crashed = status not in (0, 1)
            if not (options.all or is_slow or crashed):
                continue
            smaller = [site.build(make(size // part))[0] - empty for part in (4, 2)]
            slow += seconds > BAR or crashed
            growth = " ".join(f"{value:6.2f}" for value in smaller + [seconds])
            print(f"{growth}  {html / 1e6:7.2f} MB  {name}  {' '.join(sorted(ids))}{' CRASHED %d' % status if crashed else ''}",
                  flush=True)
        print(f"{len(names)} inputs, {slow} take more than {BAR:.0f} s or end the program")
    return slow > 0


if __name__ == "__main__":
    sys.exit(main())
