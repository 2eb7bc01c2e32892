#!/usr/bin/env python3
"""From save to refreshed page: preview.py CASEBOOK FOLDER [RUNS]

Starts `casebook serve` on a copy of a generated knowledge base (corpus.py makes one), saves a change again and again, and waits until the
preview serves the page's new bytes. Three kinds of change: a word of the body, the title, a vocabulary's label. Prints for
each the median, the fastest and the slowest of RUNS (default 20) in milliseconds, and the machine's load.

What is measured is what a browser waits for: the file is saved by rename, as editors do, and the page is asked for over one
connection until it says the new word. After each run the preview is left in peace until it has looked at everything again.
"""

import http.client
import os
import pathlib
import re
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import time

# Behind the last save everything is looked at again; the next save has to find that done.
QUIET = 4.0
# How often a page is asked for while it is the old one; what a request costs is part of what is measured.
PAUSE = 0.001
LONGEST = 60.0


class Preview:
    """`casebook serve` on a folder, and one connection to it."""

    def __init__(self, casebook, folder):
        self.log = folder.parent / "serve.log"
        with self.log.open("w") as log:
            command = [casebook, "serve", "--source", folder, "--port", "0", "--date", "2026-11-20", "--language", "en"]
            self.process = subprocess.Popen(command, stdout=log, stderr=log)
        port = self.wait_for(r"http://127\.0\.0\.1:(\d+)/.*\n.+\n")[1]
        self.connection = http.client.HTTPConnection("127.0.0.1", int(port), timeout=LONGEST)

    def wait_for(self, pattern):
        for _ in range(int(LONGEST / 0.05)):
            if found := re.search(pattern, self.log.read_text("utf-8")):
                return found
            time.sleep(0.05)
        raise SystemExit(f"serve did not start:\n{self.log.read_text('utf-8')}")

    def page(self, path):
        try:
            self.connection.request("GET", path)
            return self.connection.getresponse().read().decode("utf-8")
        except (http.client.HTTPException, ConnectionError):
            self.connection.close()
            return self.page(path)

    def wait_until_served(self, path, word):
        """Seconds until the page says a word."""
        start = time.perf_counter()
        while word not in self.page(path):
            if time.perf_counter() - start > LONGEST:
                raise SystemExit(f"{path} never said {word}:\n{self.log.read_text('utf-8')[-2000:]}")
            time.sleep(PAUSE)
        return time.perf_counter() - start

    def stop(self):
        self.process.send_signal(signal.SIGINT)
        self.process.wait(30)


def save(file, text):
    """As editors do: a new file takes the old one's place."""
    new = file.with_name(file.name + ".new")
    new.write_text(text, "utf-8")
    os.replace(new, file)


def measure(name, preview, path, file, change, runs):
    original = file.read_text("utf-8")
    times = []
    for run in range(runs):
        word = f"改动第{run}回"
        save(file, change(original, word))
        times.append(preview.wait_until_served(path, word) * 1000)
        time.sleep(QUIET)
    save(file, original)
    time.sleep(QUIET)
    print(f"{name:<12} median {statistics.median(times):7.0f} ms   {min(times):6.0f} to {max(times):6.0f}", flush=True)


def word_of_body(text, word):
    return text + f"\n{word}\n"


def title(text, word):
    return re.sub(r"(?m)^title: .*$", f"title: {word}", text, count=1)


def label(text, word):
    return re.sub(r"(?m)^(  label: ).*$", rf"\g<1>{word}", text, count=1)


def main():
    casebook, source = pathlib.Path(sys.argv[1]).resolve(), pathlib.Path(sys.argv[2])
    runs = int(sys.argv[3]) if len(sys.argv) > 3 else 20
    place = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None
    work = pathlib.Path(tempfile.mkdtemp(prefix="casebook-preview.", dir=place))
    try:
        folder = work / "source"
        shutil.copytree(source, folder)
        page = sorted((folder / "Content" / "scripts").rglob("*.md"))[-1]
        vocabulary = folder / "Content" / "vocabularies" / "emotion.yml"
        value = re.search(r"(?m)^(\w+):", vocabulary.read_text("utf-8"))[1]
        count = sum(1 for _ in (folder / "Content").rglob("*.md"))
        print(f"{count} files of content, {runs} runs, load {os.getloadavg()[0]:.1f}", flush=True)
        preview = Preview(casebook, folder)
        try:
            address = f"/scripts/{page.stem}.html"
            preview.page(address)
            time.sleep(QUIET)
            measure("word", preview, address, page, word_of_body, runs)
            measure("title", preview, address, page, title, runs)
            measure("vocabulary", preview, f"/vocabularies/emotion/{value}.html", vocabulary, label, runs)
        finally:
            preview.stop()
        print(f"load {os.getloadavg()[0]:.1f}")
    finally:
        shutil.rmtree(work)


main()
