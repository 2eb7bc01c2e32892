"""Whatever a content author writes, the site shows it and does nothing: the table of attempts (injection_attempts.py), built by
the real executable and opened in a real browser, with the site's policy and without it."""

import pytest

from injection_attempts import ATTEMPTS
from injection_browser import plain, watchman
from injection_site import BUILT, Attacked, shown
from injection_use import Agent


def say(capsys, text):
    with capsys.disabled():
        print(f"\n{text}")


@pytest.fixture(scope="module")
def attacked(tmp_path_factory):
    attacked = Attacked(tmp_path_factory.mktemp("attacked"))
    yield attacked
    attacked.site.close()


def open_all(guard, attacked):
    """Opens every page and picture; gives the words by page."""
    words = {path: guard.open(path) for path in attacked.pages}
    for path in attacked.pictures:
        words[path] = guard.open(path)
        guard.page.wait_for_timeout(30)
    return words


def is_found(row):
    """Looked for by the name of the attempt's own function: titles, and what else a result shows."""
    is_words = row.place.endswith(".title") or row.place in ("script.spoken", "script.summary", "guide.aliases[]", "term.definition")
    return is_words and "pwned" in row.shown and not row.place.startswith("config")


SEARCHED = shown(is_found)


class Visit:
    """One look at everything, with the site's policy or without it: each test holds a part of what was seen."""

    def __init__(self, browser, attacked, site):
        with watchman(browser, site.address, len(ATTEMPTS)) as guard:
            self.words = open_all(guard, attacked)
            self.opened = guard.opened
            agent = Agent(guard, "0/")
            titled = shown(lambda row: row.place == "guide.title")
            self.found = agent.search([f"pwned{number}" for number in SEARCHED])
            self.kept = agent.mark([attacked.places[number][1] for number in titled])
            self.copied = agent.copy_lines("scripts/script-1.html")
            agent.fill_slots("scripts/script-1.html")
            self.tips = agent.rest_on_terms("guides/guide-9999.html")
            self.walked = agent.walk("methods/method-1/index.html")
            agent.follow_addresses()
            agent.poison_storage()
            self.faults = guard.faults


@pytest.fixture(scope="module", params=["with its policy", "without its policy"])
def visit(request, browser, attacked):
    if request.param == "with its policy":
        return Visit(browser, attacked, attacked.site)
    loose = attacked.without_policy()
    try:
        return Visit(browser, attacked, loose)
    finally:
        loose.close()


def test_nothing_acts(visit, capsys):
    say(capsys, f"{len(ATTEMPTS)} injection attempts, {len(ATTEMPTS) - len(BUILT)} refused; {visit.opened} pages and pictures opened")
    assert len(ATTEMPTS) >= 150
    assert not visit.faults, "\n".join(visit.faults)


def test_pages_show_what_was_written(visit, attacked):
    def is_seen(number):
        site, path = attacked.places[number]
        return plain(ATTEMPTS[number].shown) in visit.words[f"{site}/{path}"]

    unseen = [ATTEMPTS[number] for number in shown(lambda row: True) if not is_seen(number)]
    assert unseen == []


def test_results_show_what_was_written(visit):
    titles = shown(lambda row: row.place.endswith(".title") and is_found(row))
    assert {number: words for number, words in titles.items() if words not in visit.found[f"pwned{number}"]} == {}


def test_what_is_kept_copied_and_hinted_is_what_was_written(visit):
    titles = shown(lambda row: row.place == "guide.title")
    assert [words for words in titles.values() if words not in visit.kept] == []
    lines = shown(lambda row: row.place == "script.spoken")
    assert [words for words in lines.values() if not any(words in line for line in visit.copied)] == []
    definitions = shown(lambda row: row.place == "term.definition")
    assert [words for words in definitions.values() if words not in visit.tips] == []
    steps = shown(lambda row: row.place in ("step.title", "step.goal"))
    assert [words for words in steps.values() if words not in visit.walked] == []


def test_nothing_acts_from_disk(browser, tmp_path, capsys):
    """The portable form, whose index are scripts: a sample of pages, and the search."""
    attacked = Attacked(tmp_path, "--portable")
    root = attacked.site.folder.as_uri() + "/"
    # What stands for a missing page is for servers: its addresses begin at their root.
    pages = [path for path in attacked.pages if path.startswith("0/") and not path.endswith("404.html")]
    shared = [path for path in pages if path.endswith("-1.html")]
    with watchman(browser, root, len(ATTEMPTS)) as guard:
        for path in [*shared, *pages[::5], "0/index.html"]:
            guard.open(path)
        agent = Agent(guard, "0/")
        titles = shown(lambda row: row.place == "guide.title")
        found = agent.search([f"pwned{number}" for number in titles])
        agent.fill_slots("scripts/script-1.html")
        agent.poison_storage()
    attacked.site.close()
    say(capsys, f"{guard.opened} pages opened from disk")
    assert not guard.faults, "\n".join(guard.faults)
    assert [words for number, words in titles.items() if words not in found[f"pwned{number}"]] == []
