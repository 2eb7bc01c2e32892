"""The sites of the table of injection attempts, built by the real executable."""

import re
import shutil

from conftest import Site, build
from injection_attempts import ATTEMPTS
from injection_browser import plain
from injection_source import Source

POLICY = re.compile(r'<meta http-equiv="Content-Security-Policy"[^>]*>\n')
BUILT = [(number, row) for number, row in enumerate(ATTEMPTS) if not row.refused]


def shown(condition):
    """What readers must see of the attempts for which a condition holds, by number."""
    return {number: plain(row.shown) for number, row in BUILT if row.shown and condition(row)}


class QuietSite(Site):
    """Says nothing of pages that were left before they were whole."""

    def __init__(self, folder):
        super().__init__(folder)
        self.server.handle_error = lambda *_: None


class Attacked:
    """The sites of the table, side by side in one folder, and where each attempt is shown."""

    def __init__(self, folder, *options):
        source = Source()
        self.places = {number: source.put(number, row.place, row.text) for number, row in BUILT}
        self.folder = folder
        self.sources = list(source.write(folder / "sources"))
        for number, root in enumerate(self.sources):
            build(root, folder / "sites" / str(number), *options)
        self.site = QuietSite(folder / "sites")

    @property
    def pages(self):
        """Every page of the large site; of the others, whose content is the same, those that show what is different."""
        different = {"index.html", "search.html", "404.html", "drills/index.html", "drills/drill-1.html"}
        return [path for path in self.site.pages if path.startswith("0/") or path.partition("/")[2] in different]

    @property
    def pictures(self):
        return sorted(path.relative_to(self.site.folder).as_posix() for path in self.site.folder.rglob("picture-*.svg"))

    def without_policy(self):
        """A copy whose pages allow everything: there escaping has to hold alone."""
        copy = self.folder / "loose"
        shutil.copytree(self.site.folder, copy)
        for path in copy.rglob("*.html"):
            text, count = POLICY.subn("", path.read_text("utf-8"))
            assert count == 1, path
            path.write_text(text, "utf-8")
        return QuietSite(copy)
