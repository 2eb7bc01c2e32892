"""What axe finds on a page as it stands."""

import pathlib

import axe_playwright_python

AXE = (pathlib.Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text("utf-8")
VIEWS = [(360, "light"), (360, "dark"), (1280, "light"), (1280, "dark")]


def violations(page):
    # As a string from outside: the page's policy lets no inline script in.
    page.evaluate(AXE)
    result = page.evaluate("axe.run(document, { resultTypes: ['violations'] })")
    return [f"{rule['id']}: {node['html'][:160]}" for rule in result["violations"] for node in rule["nodes"]]
