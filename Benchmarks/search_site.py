"""Building a site with the real executable, asking it, and weighing its index."""

import gzip
import json
import os
import pathlib
import re
import shutil
import statistics
import subprocess
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor

from measure import stages

# The corpora and the shipped content are written as of this day.
DATE = "2026-11-25"
IDS = re.compile(rb'"id":"([^"\\]+)"')


class Failure(Exception):
    """The evaluation can't go on: what was run, and what it said."""


def run(command, **options):
    done = subprocess.run([str(part) for part in command], capture_output=True, check=False, **options)
    if done.returncode != 0:
        raise Failure(f"{' '.join(map(str, command))}\n{done.stderr.decode(errors='replace')[:2000]}")
    return done


class BuiltSite:
    """A source folder and the site built from it, outside of it."""

    def __init__(self, casebook, name, source, output):
        self.casebook = casebook
        self.name = name
        self.source = source
        self.output = output

    def build(self, runs=1):
        """Builds it from nothing, and returns medians of wall seconds and of each stage's."""
        walls, times = [], []
        for _ in range(runs):
            shutil.rmtree(self.output, ignore_errors=True)
            start = time.monotonic()
            said = run([
                self.casebook, "build", "--source", self.source, "--output", self.output, "--date", DATE, "--language", "en",
                "--timings", "--no-cache"])
            walls.append(time.monotonic() - start)
            times.append(stages(said.stderr.decode()) or stages(said.stdout.decode()))
        names = dict.fromkeys(name for taken in times for name in taken)
        return statistics.median(walls), {name: statistics.median(taken.get(name, 0) for taken in times) for name in names}

    def can_batch(self):
        help_text = run([self.casebook, "search", "--help"], env={**os.environ, "COLUMNS": "200"}).stdout
        return b"--queries" in help_text

    def answers_of(self, texts, limit):
        """The ids found for each text, in order; read as it comes, since all answers together can be gigabytes."""
        for line in self.lines(texts, limit):
            yield IDS.findall(line)

    def hits(self, texts, limit):
        """The hits of each text as `casebook search --format json` gives them."""
        return [json.loads(line) for line in self.lines(texts, limit)]

    def lines(self, texts, limit):
        common = [self.casebook, "search", "--source", self.source, "--output", self.output, "--limit", str(limit), "--format", "json"]
        if not self.can_batch():
            with ThreadPoolExecutor(max_workers=2) as pool:
                yield from pool.map(lambda text: run([*common, "--", text]).stdout, texts)
            return
        with tempfile.NamedTemporaryFile("w", encoding="utf-8", suffix=".txt") as queries:
            queries.write("".join(text + "\n" for text in texts))
            queries.flush()
            command = [str(part) for part in [*common, "--queries", queries.name]]
            with tempfile.TemporaryFile() as said:
                with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=said) as process:
                    count = 0
                    for line in process.stdout:
                        count += 1
                        yield line
                said.seek(0)
                if process.returncode != 0 or count != len(texts):
                    raise Failure(f"{' '.join(command)}\n{count} answers to {len(texts)} queries\n{said.read().decode()}")

    def weights(self, characters):
        """What the index weighs as it is sent, and per page of 700 characters."""
        files = sorted(path for path in (self.output / "search").rglob("*") if path.is_file())
        names = {path.relative_to(self.output / "search").as_posix(): path for path in files if path.suffix == ".json"}
        sizes = {name: gzipped(path.read_bytes()) for name, path in names.items()}
        is_single = "index.json" in names
        pages_700 = characters / 700
        found = {"form": "single" if is_single else "sharded", "files": len(files), "pages of 700 characters": round(pages_700)}
        groups = {}
        for name, size in sizes.items():
            group = name.split("/")[0] if "/" in name else name
            count, total, most = groups.get(group, (0, 0, 0))
            groups[group] = (count + 1, total + size, max(most, size))
        found["groups"] = {group: {"files": count, "bytes": total, "largest": most} for group, (count, total, most) in groups.items()}
        if is_single:
            # The same records as files of their own would weigh more; what is sent is what counts.
            index = json.loads(names["index.json"].read_text("utf-8"))
            parts = index.get("files", {"t/": index.get("terms")})
            terms = [json.dumps(part, ensure_ascii=False, separators=(",", ":")) for name, part in parts.items() if name.startswith("t/")]
            found["terms"] = gzipped("".join(terms).encode()) / pages_700
        else:
            found["terms"] = groups.get("t", (0, 0, 0))[1] / pages_700
        found["everything"] = sum(sizes.values()) / pages_700
        found["files per page"] = len(files) / pages_700
        return found

    def client(self):
        """Bytes of the scripts that pages load and of the search engine's, gzipped, by file."""
        home = (self.output / "index.html").read_text("utf-8")
        named = re.findall(r'<script src="([^"?]+)', home) + re.findall(r'data-search-engine="([^"?]+)', home)
        return {name: gzipped((self.output / name).read_bytes()) for name in dict.fromkeys(named)}


def gzipped_bytes(data):
    """As most servers send it: level 6."""
    return gzip.compress(data, 6, mtime=0)


def gzipped(data):
    return len(gzipped_bytes(data))


def polyphone_site(words, folder):
    """A plain folder of Markdown with a page for every word."""
    folder.mkdir(parents=True, exist_ok=True)
    for number, word in enumerate(words):
        (folder / f"word-{number}.md").write_text(f"# {word}\n\n第{number}页。\n", "utf-8")
    return folder


def corpus(pages, seed, folder):
    """A generated knowledge base, made where it isn't there yet."""
    if not (folder / "casebook.yml").exists():
        run(["python3", pathlib.Path(__file__).parent / "corpus.py", pages, folder, "--seed", seed])
    return folder
