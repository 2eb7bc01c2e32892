"""A site that `casebook serve` previews, for tests that change its source and look at the page."""

import re
import shutil
import signal
import subprocess
import time

from conftest import DATE, FIXTURES, executable


class ServedSite:
    """A copy of a small site in a folder, and the preview of it."""

    def __init__(self, folder, fixture="method", *options, language="zh"):
        self.source = folder / "source"
        if fixture:
            ignored = shutil.ignore_patterns("expected", "run.txt")
            shutil.copytree(FIXTURES / "build" / fixture, self.source, ignore=ignored)
        self.options = ["--date", DATE, "--language", language, *options]
        self.log = folder / "serve.log"
        self.process = None
        self.address = None

    def start(self, port=0):
        with self.log.open("w") as log:
            command = [executable(), "serve", "--source", self.source, "--port", str(port), *self.options]
            self.process = subprocess.Popen(command, stderr=log, stdout=log)
        # The line behind the address says that the first look at the content has ended.
        self.address = self.wait_for(r"(http://127\.0\.0\.1:\d+/).*\n.+\n")[1]
        return self

    @property
    def port(self):
        return int(self.address.rstrip("/").rsplit(":", 1)[1])

    @property
    def words(self):
        """What the terminal shows."""
        return self.log.read_text("utf-8")

    def wait_for(self, pattern):
        for _ in range(600):
            if found := re.search(pattern, self.words):
                return found
            time.sleep(0.05)
        raise AssertionError(f"{pattern} is not in\n{self.words}")

    def stop(self):
        """As Ctrl-C does; says the exit status."""
        if self.process is None:
            return None
        self.process.send_signal(signal.SIGINT)
        status = self.process.wait(20)
        self.process = None
        return status

    def path(self, name):
        return self.source / "Content" / name

    def replace(self, name, old, new):
        text = self.path(name).read_text("utf-8")
        assert old in text
        self.path(name).write_text(text.replace(old, new), "utf-8")
