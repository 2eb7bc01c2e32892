"""A site's look by files of its own: what Documentation/themes.md promises, with the very examples that it gives."""

import re
import shutil

import pytest
from playwright.sync_api import expect

from conftest import ROOT, Site, build

DOCUMENT = (ROOT / "Documentation/themes.md").read_text("utf-8")
ICON = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24"><circle cx="12" cy="12" r="11" fill="#7a1f3d"/></svg>'


def examples(language):
    return re.findall(rf"^```{language}\n(.*?)^```$", DOCUMENT, re.M | re.S)


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """The shipped content with each example in the place that the document names."""
    folder = tmp_path_factory.mktemp("theme")
    source = folder / "source"
    shutil.copytree(ROOT / "Content", source / "Content")
    shutil.copy(ROOT / "casebook.yml", source)
    colours, font = examples("css")
    crumbs, term = examples("html")
    files = {
        "styles/site.css": colours + font, "partials/crumbs.mustache": crumbs, "term.mustache": term,
        "scripts/telephone.js": examples("js")[0], "assets/icon.svg": ICON,
    }
    for path, text in files.items():
        file = source / "Templates" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
    (source / "Templates/assets/fonts").mkdir()
    # Not a font: what counts is that it is asked for where the style says.
    (source / "Templates/assets/fonts/house-sans.woff2").write_bytes(b"wOF2")
    build(source, folder / "site", "--strict")
    site = Site(folder / "site")
    yield site
    site.close()


def token(page, name):
    return page.evaluate("(name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim()", name)


def test_a_few_tokens_change_and_the_rest_stay(browser, site, shipped):
    page = browser.new_page(color_scheme="light")
    page.goto(shipped.address)
    paper = token(page, "--paper")
    page.goto(site.address)
    assert (token(page, "--accent"), token(page, "--paper")) == ("#7a1f3d", paper)
    assert token(page, "--font").startswith('"House Sans"')
    page.emulate_media(color_scheme="dark")
    assert token(page, "--accent") == "#f0a8c0"
    page.locator(".top-theme").click()
    assert token(page, "--accent") == "#7a1f3d"
    page.emulate_media(color_scheme="light")
    page.locator(".top-theme").click()
    assert token(page, "--accent") == "#f0a8c0"
    page.close()


def test_the_mark_and_the_font_are_the_sites_own(browser, site):
    page = browser.new_page()
    fetched = []
    page.on("response", lambda response: fetched.append((response.url.split("?")[0], response.status)))
    page.goto(site.address + "scripts/soothe.html")
    page.wait_for_load_state("networkidle")
    assert page.locator(".brand-mark").evaluate("(mark) => mark.complete && mark.naturalWidth > 0")
    assert (site.folder / "assets/icon.svg").read_text("utf-8") == ICON
    assert (site.address + "assets/fonts/house-sans.woff2", 200) in fetched
    page.close()


def test_a_sites_own_sheet_has_the_last_word_on_every_page(browser, tmp_path):
    source = tmp_path / "source"
    shutil.copytree(ROOT / "Content", source / "Content")
    shutil.copy(ROOT / "casebook.yml", source)
    (source / "Templates/styles").mkdir(parents=True)
    # One rule of each sheet, said again as it stands there.
    rules = {
        ".entry-title": "scripts/index.html", ".case-lesson": "cases/noon-queue.html", ".grid": "coverage.html", ".health > section": "health.html",
        ".lead": "scripts/soothe.html", ".steps": "methods/six-steps/index.html", ".checklist": "checklists/record-elements.html",
        ".results": "search.html",
    }
    (source / "Templates/styles/site.css").write_text("\n".join(f"{rule} {{ margin-top: 123px; }}" for rule in rules), "utf-8")
    build(source, tmp_path / "site", "--strict")
    site = Site(tmp_path / "site")
    page = browser.new_page()
    for rule, path in rules.items():
        page.goto(site.address + path)
        expect(page.locator(rule).first).to_have_css("margin-top", "123px")
    page.close()
    site.close()


def test_single_templates_and_a_key_of_ones_own(browser, site):
    page = browser.new_page()
    page.goto(site.address + "terms/empathy.html")
    expect(page.locator(".crumbs [aria-current=page]")).to_have_text(page.locator("h1").inner_text())
    expect(page.locator("article > :first-child")).to_have_class("definition")
    page.keyboard.press("?")
    expect(page.locator("dialog dd").last).to_have_text("Our telephone list")
    page.close()
