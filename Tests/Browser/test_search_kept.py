"""What the search keeps on the device: queries and lines, listed, exported, cleared, and never private data.

    python3 -m pytest Tests/Browser/test_search_kept.py
"""

import json

import pytest
from playwright.sync_api import expect

# Fixtures are names like others.
from search_site import WORDS, answering, ask, chosen, field, ids, kept, note, options, page, site, until  # noqa: F401


KEPT = {"安抚", "安抚 2 小时", "iso 9001", "投诉iPhone", "ATM机"}
NOT_KEPT = {"安抚13800138000", "安抚 1 3 8 0 0", "安抚１２３４５", "安抚a@b", "安抚京A·12B4C", "安抚沪ADF123", "安抚11010119900307123X", "安抚" * 40}


def test_a_query_is_kept_unless_it_looks_private(page, answering):
    site = answering(answers={query: {"ids": ["soothe"]} for query in KEPT | NOT_KEPT})
    page.goto(site.address)
    for query in sorted(KEPT | NOT_KEPT):
        ask(page, query)
        expect(options(page)).to_have_count(1)
        # Typing keeps nothing.
        assert query not in [entry["text"] for entry in kept(page).get("queries", [])]
        page.keyboard.press("Control+Enter")
        expect(page.locator("[data-copied]")).to_be_visible()
    until(page, "JSON.stringify({ ...localStorage }).includes('soothe')")
    assert {entry["text"] for entry in kept(page)["queries"]} == KEPT
    assert len(kept(page)["copied"]) == 1


def test_the_empty_field_offers_what_was_searched_and_copied(page, site):
    page.goto(site.address)
    field(page).focus()
    expect(page.locator("[data-search-panel]")).to_be_hidden()
    for query in ("安抚话术", "词条之1", "词条之2"):
        ask(page, query)
        expect(options(page).first).to_be_visible()
        page.keyboard.press("Control+Enter")
        expect(page.locator("[data-copied]")).to_be_visible()
    ask(page, "")
    rows = page.locator("[role=option]")
    expect(rows).to_have_count(7)
    expect(rows.first).to_contain_text("词条之2")
    expect(rows.nth(3)).to_contain_text(WORDS["searchCopied"])
    expect(chosen(page)).to_have_count(0)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(field(page)).to_have_value("词条之1")
    expect(options(page)).not_to_have_count(0)
    ask(page, "")
    rows.nth(5).click()
    page.wait_for_url("**/scripts/soothe.html")


def test_a_line_copied_on_its_page_is_offered_too(page, answering):
    site = answering()
    path = site.folder / "scripts/soothe.html"
    line = '<figure class="line" data-script-id="soothe"><blockquote>您好，<span data-fill="称呼">李女士</span>。</blockquote><button data-copy>复制</button></figure>'
    path.write_text(path.read_text("utf-8").replace("<h2", line + "<h2", 1), "utf-8")
    page.goto(site.address + "scripts/soothe.html")
    page.locator("[data-copy]").click()
    expect(page.locator("[data-copied]")).to_be_visible()
    entries = kept(page)["copied"]
    assert [(entry["text"], entry["url"]) for entry in entries] == [("安抚话术", "scripts/soothe.html")]
    assert "李女士" not in json.dumps(kept(page), ensure_ascii=False)
    page.goto(site.address + "cases/cash.html")
    page.keyboard.press("/")
    page.locator("[role=option]").first.click()
    page.wait_for_url("**/scripts/soothe.html")


def test_what_is_kept_is_listed_exported_and_cleared(page, site):
    page.goto(site.address)
    for query in ("安抚话术", "词条之1"):
        ask(page, query)
        expect(options(page).first).to_be_visible()
        page.keyboard.press("Control+Enter")
        expect(page.locator("[data-copied]")).to_be_visible()
    ask(page, "龘龘龘")
    until(page, "JSON.stringify({ ...localStorage }).includes('龘龘龘')")
    page.goto(site.address + "search.html")
    lists = {name: page.locator(f"[data-kept={name}] li") for name in ("queries", "copied", "missed")}
    expect(lists["queries"]).to_have_count(2)
    expect(lists["copied"]).to_have_count(2)
    expect(lists["missed"]).to_contain_text(["龘龘龘"])
    with page.expect_download() as download:
        page.locator("[data-kept-export]").click()
    exported = json.loads(open(download.value.path(), encoding="utf-8").read())
    assert [entry["text"] for entry in exported["queries"]] == ["词条之1", "安抚话术"]
    assert download.value.suggested_filename.endswith(".json")
    lists["queries"].first.locator("button").click()
    expect(lists["queries"]).to_have_count(1)
    assert [entry["text"] for entry in kept(page)["queries"]] == ["安抚话术"]
    lists["queries"].locator("a").click()
    expect(field(page)).to_have_value("安抚话术")
    expect(options(page).first).to_have_attribute("data-page-id", "soothe")
    page.go_back()
    page.locator("[data-kept-clear]").click()
    expect(page.locator("[data-search-kept]")).to_be_hidden()
    assert not any(kept(page).values())


def test_the_lists_have_an_end(page, site):
    page.goto(site.address)
    page.evaluate("""() => {
      const many = Array.from({ length: 500 }, (_, at) => ({ text: `旧${at}`, day: '2026-01-01' }));
      localStorage.setItem(`casebook.search ${new URL('.', location).href}`, JSON.stringify({ queries: many, copied: 7, missed: [null, 'x', {}] }));
    }""")
    ask(page, "安抚话术")
    page.keyboard.press("Control+Enter")
    expect(page.locator("[data-copied]")).to_be_visible()
    lists = kept(page)
    assert len(lists["queries"]) == 20 and lists["queries"][0]["text"] == "安抚话术"
    assert len(lists["copied"]) == 1 and lists["missed"] == []


STORAGE_FAULTS = {
    "closed": "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('no', 'SecurityError'); } });",
    "full": "Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); };",
    "absent": "Object.defineProperty(window, 'localStorage', { value: null });",
    "broken": "localStorage.setItem(`casebook.search ${new URL('.', location).href}`, '{oops');",
}


@pytest.mark.parametrize("fault", STORAGE_FAULTS)
def test_storage_that_fails_breaks_nothing_and_is_said(page, site, fault):
    page.add_init_script(STORAGE_FAULTS[fault])
    page.goto(site.address)
    ask(page, "安抚话术")
    page.keyboard.press("Control+Enter")
    expect(page.locator("[data-copied]")).to_be_visible()
    ask(page, "")
    # As long as the page lasts.
    expect(page.locator("[role=option]").first).to_contain_text("安抚话术")
    if fault == "broken":
        expect(note(page)).to_be_hidden()
        return
    expect(note(page)).to_have_text(WORDS["searchNotKept"])
    page.goto(site.address + "search.html")
    if fault != "full":
        expect(note(page)).to_have_text(WORDS["searchNotKept"])
    ask(page, "安抚话术")
    page.keyboard.press("Control+Enter")
    expect(page.locator("[data-copied]")).to_be_visible()
