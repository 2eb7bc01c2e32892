"""The preview in a real browser: a page reloads when its file is saved, keeps its place, and shows what is wrong."""

import os
import shutil
import socket
import time

import pytest
from playwright.sync_api import expect

from conftest import ROOT, build
from served_site import ServedSite

SCRIPT, SOURCE = "scripts/soothe.html", "scripts/soothe.md"
LINE = "慢慢说，我在听"
# A slip of the pen that is an error and nothing else.
SLIP = "next: [thanks]", "nxet: [thanks]"


@pytest.fixture
def served(tmp_path):
    site = ServedSite(tmp_path).start()
    yield site
    assert site.stop() in (None, 0)
    # Nothing is written beside what was there.
    assert sorted(os.listdir(site.source)) == ["Content", "casebook.yml"]


@pytest.fixture
def tab(browser):
    """A page that must throw nothing and break no policy."""
    context = browser.new_context(locale="zh-CN")
    page = watched(context)
    yield page
    context.close()
    assert page.faults == []


def watched(context):
    page = context.new_page()
    page.faults = []
    page.on("pageerror", lambda error: page.faults.append(str(error)))
    page.on("console", lambda line: page.faults.append(line.text) if "Content Security Policy" in line.text else None)
    return page


def line(page):
    return page.locator("[data-script-id=soothe] blockquote").first


def overlay(page):
    return page.locator("casebook-preview .errors")


def warnings(page):
    return page.locator("casebook-preview .bar .toggle").first


def mark(page):
    """What a reload takes away."""
    page.evaluate("window.isOld = true")


def was_reloaded(page):
    return page.evaluate("window.isOld === undefined")


# MARK: Reloading


def test_saving_a_file_shows_its_new_words(served, tab):
    tab.goto(served.address + SCRIPT)
    expect(line(tab)).to_contain_text(LINE)
    served.replace(SOURCE, LINE, "不用急，我都记着")
    expect(line(tab)).to_contain_text("不用急，我都记着")
    expect(overlay(tab)).to_be_hidden()


def test_the_reader_stays_at_the_place(served, tab):
    served.path(SOURCE).write_text(served.path(SOURCE).read_text("utf-8") + "\n一段话。\n" * 200, "utf-8")
    tab.goto(served.address + SCRIPT)
    expect(tab.get_by_text("一段话。").nth(199)).to_be_attached()
    tab.evaluate("scrollTo({ top: 2000, behavior: 'instant' })")
    served.replace(SOURCE, "不要催。", "不要催，也不要走开。")
    expect(tab.get_by_text("也不要走开")).to_be_attached()
    tab.wait_for_function("Math.abs(scrollY - 2000) < 3")


@pytest.mark.parametrize("how", ["rename", "vim", "jetbrains", "link"])
def test_editors_may_save_as_they_like(served, tab, how):
    tab.goto(served.address + SCRIPT)
    file = served.path(SOURCE)
    words = file.read_text("utf-8").replace(LINE, "不用急，我都记着")
    if how == "rename":
        (file.parent / "soothe.md.new").write_text(words, "utf-8")
        os.replace(file.parent / "soothe.md.new", file)
    elif how == "vim":
        (file.parent / "4913").write_text("")
        os.remove(file.parent / "4913")
        os.rename(file, file.parent / "soothe.md~")
        with file.open("w", encoding="utf-8") as saved:
            saved.write(words)
            saved.flush()
            os.fsync(saved.fileno())
        os.remove(file.parent / "soothe.md~")
    elif how == "jetbrains":
        (file.parent / "soothe.md___jb_tmp___").write_text(words, "utf-8")
        os.rename(file, file.parent / "soothe.md___jb_old___")
        os.rename(file.parent / "soothe.md___jb_tmp___", file)
        os.remove(file.parent / "soothe.md___jb_old___")
    else:
        (served.source / "outside.md").write_text(words, "utf-8")
        os.remove(file)
        os.link(served.source / "outside.md", file)
        os.remove(served.source / "outside.md")
    expect(line(tab)).to_contain_text("不用急，我都记着")
    # An editor's own files were never taken for pages, nor the page for missing.
    time.sleep(0.5)
    assert "错误：" not in served.words, served.words


def test_several_tabs_reload_where_their_page_changed(served, tab, browser):
    contexts = [browser.new_context(), browser.new_context()]
    second, other = [watched(context) for context in contexts]
    for page, path in [(tab, SCRIPT), (second, SCRIPT), (other, "search.html")]:
        page.goto(served.address + path)
        mark(page)
    served.replace(SOURCE, LINE, "不用急，我都记着")
    for page in [tab, second]:
        expect(line(page)).to_contain_text("不用急，我都记着")
        assert was_reloaded(page)
    served.wait_for(r"0 个错误(.|\n)*soothe\.md(.|\n)*0 个错误")
    assert not was_reloaded(other)
    for page, context in zip([second, other], contexts):
        assert page.faults == []
        context.close()


def test_ten_tabs_of_one_browser_are_all_served(served, browser):
    context = browser.new_context()
    pages = [watched(context) for _ in range(10)]
    for page in pages:
        page.goto(served.address + SCRIPT)
        # A browser has six connections for a server: those that wait for news must not take all of them.
        page.evaluate("Object.defineProperty(document, 'visibilityState', { value: 'hidden', configurable: true })")
        page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    served.replace(SOURCE, LINE, "不用急，我都记着")
    served.wait_for(r"soothe\.md")
    for page in pages:
        page.evaluate("delete document.visibilityState")
        page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
        expect(line(page)).to_contain_text("不用急，我都记着")
        assert page.faults == []
        page.close()
    context.close()


def test_templates_styles_vocabularies_and_configuration_are_followed(served, tab):
    tab.goto(served.address + SCRIPT)
    styles = served.source / "Templates/styles"
    styles.mkdir(parents=True)
    (styles / "zz-own.css").write_text("main h1 { letter-spacing: 7px; }\n")
    expect(tab.locator("main h1").first).to_have_css("letter-spacing", "7px")
    shutil.rmtree(served.source / "Templates")
    expect(tab.locator("main h1").first).not_to_have_css("letter-spacing", "7px")
    configuration = served.source / "casebook.yml"
    old = configuration.read_text("utf-8")
    configuration.write_text(old.replace("title: ", "title: 新站", 1), "utf-8")
    expect(tab.locator(".brand-name")).to_contain_text("新站")
    configuration.write_text(old, "utf-8")
    expect(tab.locator(".brand-name")).not_to_contain_text("新站")
    tab.goto(served.address + "vocabularies/channel/counter.html")
    served.replace("vocabularies/channel.yml", "label: 柜面", "label: 柜台")
    expect(tab.locator("main h1").first).to_have_text("柜台")


def test_a_new_page_comes_by_itself_and_one_that_goes_says_so(served, tab):
    tab.goto(served.address + "guides/drafts/later.html")
    expect(tab.locator("h1")).to_have_text("没有这一页")
    tab.goto(served.address + "guides/later.html")
    folder = served.path("guides/drafts")
    folder.mkdir()
    (folder / "later.md").write_text("---\ntitle: 后来的指南\n---\n\n正文。\n", "utf-8")
    expect(tab.locator("main h1").first).to_have_text("后来的指南")
    expect(tab.locator("main[data-status=draft]")).to_be_attached()
    shutil.rmtree(folder)
    expect(tab.locator("h1")).to_have_text("没有这一页")


def test_the_search_box_finds_what_was_just_written(served, tab):
    served.replace(SOURCE, LINE, "不用急，我都记着")
    tab.goto(served.address + SCRIPT)
    expect(line(tab)).to_contain_text("不用急，我都记着")
    tab.keyboard.press("/")
    tab.locator("input[type=search]").fill("我都记着")
    expect(tab.locator("[role=option][data-page-id]").first).to_have_attribute("data-page-id", "soothe")


# MARK: What is wrong


def test_errors_cover_the_last_good_page_until_they_are_mended(served, tab):
    tab.goto(served.address + SCRIPT)
    mark(tab)
    served.replace(SOURCE, *SLIP)
    expect(overlay(tab)).to_be_visible()
    finding = overlay(tab).locator(".finding").first
    expect(finding.locator(".place")).to_have_text("Content/scripts/soothe.md:21:1")
    expect(finding.locator(".message")).to_contain_text("“nxet”")
    expect(finding.locator(".id")).to_have_text("[unknown-key]")
    expect(finding.locator(".source")).to_have_text("nxet: [thanks]")
    expect(finding.locator(".source mark")).to_have_text("nxet")
    expect(finding.locator(".help")).to_contain_text("next")
    assert not was_reloaded(tab)
    expect(line(tab)).to_contain_text(LINE)
    # Other pages show it, too, and Escape puts it aside.
    tab.goto(served.address + "index.html")
    expect(overlay(tab)).to_be_visible()
    tab.keyboard.press("Escape")
    expect(overlay(tab)).to_be_hidden()
    expect(tab.locator("casebook-preview").get_by_role("button", name="1 个错误")).to_be_visible()
    mark(tab)
    served.replace(SOURCE, *reversed(SLIP))
    expect(tab.locator("casebook-preview").get_by_role("button")).to_have_count(0)
    # The page is what it was: nothing to reload.
    assert not was_reloaded(tab)


def test_an_error_that_only_a_check_finds_leaves_the_last_good_page(served, tab):
    tab.goto(served.address + SCRIPT)
    served.replace(SOURCE, LINE, "慢慢说，{谁}在听")
    expect(overlay(tab)).to_be_visible()
    expect(overlay(tab).locator(".id")).to_have_text("[undeclared-slot]")
    expect(line(tab)).to_contain_text(LINE)


def test_what_authors_write_is_never_markup_in_the_overlay(served, tab):
    tab.goto(served.address + SCRIPT)
    served.replace(SOURCE, "status: approved", "status: approved\n<img src=x onerror=alert(1)>: \"</script><b>\"")
    expect(overlay(tab).locator(".source")).to_contain_text("<img src=x onerror=alert(1)>")
    expect(overlay(tab).locator("img, b, script")).to_have_count(0)


def test_the_overlay_speaks_english(tmp_path, tab):
    site = ServedSite(tmp_path, "method", language="en").start()
    tab.goto(site.address + SCRIPT)
    site.replace(SOURCE, *SLIP)
    expect(overlay(tab).locator("h2")).to_have_text("The content has 1 error")
    expect(overlay(tab).locator(".help")).to_contain_text("Help: did you mean")
    assert site.stop() == 0
    expect(tab.locator("casebook-preview .lost")).to_contain_text("The preview has stopped")


def test_warnings_are_there_and_cover_nothing(served, tab):
    tab.set_viewport_size({"width": 360, "height": 640})
    tab.goto(served.address + SCRIPT)
    expect(warnings(tab)).to_be_hidden()
    served.replace(SOURCE, "不要催。", "不要催。<br>再等等。")
    expect(warnings(tab)).to_have_text("1 个警告，本页 1 个")
    expect(overlay(tab)).to_be_hidden()
    # At the end of the page there is room for it.
    tab.evaluate("scrollTo({ top: document.body.scrollHeight, behavior: 'instant' })")
    end = tab.locator("main").bounding_box()
    assert end["y"] + end["height"] <= warnings(tab).bounding_box()["y"]
    warnings(tab).click()
    expect(tab.locator("casebook-preview .list .id")).to_have_text("[raw-html]")
    expect(tab.locator("casebook-preview .list .place")).to_have_text("Content/scripts/soothe.md:40:5")
    warnings(tab).click()
    expect(tab.locator("casebook-preview .list")).to_be_hidden()


# MARK: What a source may go through


def test_a_broken_configuration_is_waited_out_at_the_start_too(tmp_path, tab):
    site = ServedSite(tmp_path)
    configuration = site.source / "casebook.yml"
    good = configuration.read_text("utf-8")
    configuration.write_text("title: [\n", "utf-8")
    site.start()
    tab.goto(site.address + SCRIPT)
    expect(overlay(tab).locator(".place")).to_contain_text("casebook.yml:")
    expect(tab.locator("h1")).to_have_text("还没有可以显示的网站")
    configuration.write_text(good, "utf-8")
    expect(line(tab)).to_contain_text(LINE)
    configuration.write_text(good + "zone: x\n", "utf-8")
    expect(overlay(tab).locator(".id")).to_have_text("[unknown-key]")
    expect(line(tab)).to_contain_text(LINE)
    os.remove(configuration)
    os.rename(site.source / "Content", site.source / "Away")
    configuration.write_text(good, "utf-8")
    os.rename(site.source / "Away", site.source / "Content")
    expect(overlay(tab)).to_be_hidden()
    expect(line(tab)).to_contain_text(LINE)
    assert site.stop() == 0


def test_a_folder_that_is_deleted_and_made_again(served, tab):
    tab.goto(served.address + SCRIPT)
    keep = served.source.parent / "kept"
    shutil.copytree(served.source / "Content", keep)
    shutil.rmtree(served.source / "Content")
    expect(overlay(tab)).to_be_visible()
    expect(line(tab)).to_contain_text(LINE)
    shutil.copytree(keep, served.source / "Content")
    expect(overlay(tab)).to_be_hidden()
    served.replace(SOURCE, LINE, "不用急，我都记着")
    expect(line(tab)).to_contain_text("不用急，我都记着")


def test_a_thousand_files_at_once_are_one_change(served, tab):
    tab.goto(served.address + "guides/new-999.html")
    for number in range(1000):
        served.path(f"guides/new-{number}.md").write_text(f"---\ntitle: 指南 {number}\n---\n\n正文。\n", "utf-8")
    expect(tab.locator("main h1").first).to_have_text("指南 999")
    served.wait_for("100[0-9] 个文件变了|1009 页")
    runs = served.words.count(" 页，")
    # The first one, and one for all; a busy machine may pause in between.
    assert runs <= 4, served.words


def test_the_browser_finds_a_restarted_preview(served, tab):
    tab.goto(served.address + SCRIPT)
    port = served.port
    assert served.stop() == 0
    expect(tab.locator("casebook-preview .lost")).to_be_visible()
    served.replace(SOURCE, LINE, "不用急，我都记着")
    served.start(port)
    expect(line(tab)).to_contain_text("不用急，我都记着", timeout=20_000)
    expect(tab.locator("casebook-preview .lost")).to_be_hidden()


def test_a_taken_port_is_named_and_the_next_one_used(tmp_path):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        site = ServedSite(tmp_path).start(port)
        assert site.port > port
        assert f"端口 {port} 被别的程序占用，改用 {site.port}" in site.words
        assert site.stop() == 0


def test_open_leads_to_the_page_of_a_file(tmp_path):
    opened = tmp_path / "opened"
    tools = tmp_path / "bin"
    tools.mkdir()
    (tools / "xdg-open").write_text(f"#!/bin/sh\necho \"$1\" > {opened}\n")
    (tools / "xdg-open").chmod(0o755)
    path = os.environ["PATH"]
    os.environ["PATH"] = f"{tools}:{path}"
    try:
        site = ServedSite(tmp_path)
        site.options += ["--open", str(site.path(SOURCE))]
        site.start()
        site.wait_for("打开 http")
        for _ in range(100):
            if opened.exists() and opened.read_text():
                break
            time.sleep(0.05)
        assert opened.read_text() == site.address + SCRIPT + "\n"
    finally:
        os.environ["PATH"] = path
        site.stop()


# MARK: What is no part of a site


def test_nothing_of_the_preview_is_published(tmp_path):
    build(ROOT, tmp_path / "Site", "--drafts")
    marks = [b"casebook-preview", b".casebook/", b"EventSource"]
    for path in (tmp_path / "Site").rglob("*"):
        if path.is_file():
            words = path.read_bytes()
            assert not [mark for mark in marks if mark in words], path
