#!/usr/bin/env python3
"""What a build costs after a change, each from a fresh process: warm_times.py CASEBOOK RUNS PAGES FOLDER [PAGES FOLDER …]

FOLDER is what corpus.py made. It is changed, and put back as it was. Prints a table in Markdown: medians of wall and processor
time, the highest peak memory, and the stages of the slowest kind of edit."""

import os
import statistics
import sys

from measure import DATE, run, stages, summary


def read(path):
    with open(path, encoding="utf-8") as file:
        return file.read()


class Site:
    def __init__(self, casebook, folder):
        self.casebook = casebook
        self.folder = os.path.abspath(folder)
        self.output = self.folder.rstrip("/") + "-warm/site"
        content = os.path.join(self.folder, "Content")
        self.pages = sorted(
            os.path.join(path, name)
            for kind in ("cases", "scripts", "guides")
            for path, _, names in os.walk(os.path.join(content, kind))
            for name in names
            if name.endswith(".md")
        )
        self.vocabulary = os.path.join(content, "vocabularies", "emotion.yml")
        self.template = os.path.join(self.folder, "Templates", "page.mustache")
        self.originals = {}
        self.edits = 0

    def write(self, path, text):
        if path not in self.originals:
            self.originals[path] = read(path) if os.path.exists(path) else None
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "w", encoding="utf-8") as file:
            file.write(text)

    def restore(self):
        for path, text in self.originals.items():
            if text is None:
                os.remove(path)
            else:
                self.write(path, text)

    def build(self, *options):
        return run(
            [self.casebook, "build", "--source", self.folder, "--output", self.output, "--date", DATE, "--timings",
             "--language", "en", *options])

    def some_page(self):
        """Another one each time, spread over all."""
        self.edits += 1
        return self.pages[self.edits * 7919 % len(self.pages)]

    def add_words(self):
        path = self.some_page()
        self.write(path, read(path) + f"\n这里多说一句，第{self.edits}次。\n")

    def change_title(self):
        path = self.some_page()
        self.write(path, read(path).replace("title: ", "title: 新", 1))

    def rename_value(self):
        self.edits += 1
        self.write(self.vocabulary, read(self.vocabulary).replace("label: ", "label: 很", 1))

    def change_template(self, original):
        self.edits += 1
        self.write(self.template, original + f"<!-- {self.edits} -->\n")

    def add_words_to_many(self):
        for _ in range(100):
            self.add_words()


def row(name, results):
    wall, cpu, peak = summary(results)
    return f"| {name} | {wall:.2f} s | {cpu:.2f} s | {peak:.0f} MB |"


def measure(casebook, folder, runs, template):
    site = Site(casebook, folder)
    changes = [
        ("no change", lambda: None),
        ("one edit of words", site.add_words),
        ("one title", site.change_title),
        ("one value of a vocabulary", site.rename_value),
        ("one template", lambda: site.change_template(template)),
        ("100 edits of words", site.add_words_to_many),
    ]
    slowest = []
    try:
        first = site.build()
        # A build that finds the cache of an earlier run is no first one.
        yield row("from nothing, leaving a cache", [first])
        for name, change in changes:
            results = []
            for _ in range(runs):
                change()
                results.append(site.build())
            yield row(name, results)
            if name == "one edit of words":
                slowest = results
    finally:
        site.restore()
    names = list(stages(slowest[0][3]))
    parts = (f"{name} {statistics.median(stages(r[3]).get(name, 0) for r in slowest):.3f}" for name in names)
    yield "\nOne edit of words, seconds: " + ", ".join(parts) + "\n"


def main():
    casebook, runs = sys.argv[1], int(sys.argv[2])
    here = os.path.dirname(os.path.abspath(__file__))
    template = read(os.path.join(here, "..", "Templates", "page.mustache"))
    for pages, folder in zip(sys.argv[3::2], sys.argv[4::2]):
        print(f"| {int(pages):,} pages, {runs} runs | wall | processor | peak memory |\n|---|---:|---:|---:|")
        for line in measure(casebook, folder, runs, template):
            print(line, flush=True)


if __name__ == "__main__":
    main()
