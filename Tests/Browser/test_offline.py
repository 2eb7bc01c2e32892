"""The site without a network after the first visit, and what a visitor sees when it is published again: a real worker in a
real browser, on a server that is stopped."""

import json

import pytest
from playwright.sync_api import expect

from conftest import CHROMIUM, FIXTURES, Watch, build, unthrown
from offline_site import ChangingSite, Server, kept_paths, settled

# Of the small site that is changed.
LINE, NEW_LINE = "慢慢说，我在听", "不用急，我都记着"
SCRIPT = "scripts/soothe.html"
CATALOGUE = json.loads((FIXTURES.parents[1] / "Templates/messages/zh-Hans.json").read_text("utf-8"))
WORDS = CATALOGUE["script"]


@pytest.fixture
def changing(tmp_path):
    site = ChangingSite(tmp_path)
    yield site
    site.server.stop()


@pytest.fixture
def visitor(browser):
    """A browser that lets workers in, and a page that must throw nothing."""
    context = browser.new_context(service_workers="allow", permissions=["clipboard-read", "clipboard-write"])
    with unthrown(context) as page:
        yield page


def line(page):
    return page.locator("[data-script-id=soothe] blockquote").first


def options(page):
    return page.locator("[role=option][data-page-id]")


def search(page, text):
    page.keyboard.press("/")
    page.locator("input[type=search]").fill(text)


# MARK: Without a network


@pytest.mark.parametrize("how", ["the server stops", "the browser is offline"])
def test_every_kind_of_page_works_without_a_network(browser, shipped, how):
    server = Server(shipped.folder)
    context = browser.new_context(service_workers="allow", permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(server.address + SCRIPT)
    settled(page)
    server.stop() if how == "the server stops" else context.set_offline(True)
    watch = Watch(page, server.address)
    for path in shipped.specimens:
        if path == "404.html":
            continue
        page.goto(server.address + path)
        expect(page.locator("main h1")).to_be_visible()
        assert page.evaluate("getComputedStyle(document.querySelector('.top')).position") == "sticky", path
        expect(page.locator("[data-theme-toggle]:visible")).to_have_count(1)
    search(page, "吞钞话术")
    expect(options(page).first).to_have_attribute("data-page-id", "cash-retained")
    page.keyboard.press("Control+Enter")
    expect(page.locator("[data-copied]")).to_be_visible()
    assert "这笔钱不会丢" in page.evaluate("navigator.clipboard.readText()")
    # Readings of characters lie in a file of their own, which nothing has asked for before.
    search(page, "安扶话术")
    expect(options(page).first).to_have_attribute("data-page-id", "soothe")
    page.goto(server.address)
    expect(page.locator("[data-offline-note]")).to_have_text(WORDS["offlineAll"])
    context.close()
    if how != "the server stops":
        server.stop()
    assert [fault for fault in watch.faults if "ERR_INTERNET_DISCONNECTED" not in fault and "CONNECTION_REFUSED" not in fault] == []


def test_a_page_that_is_not_kept_says_so_and_opens_once_the_network_is_back(visitor, changing):
    visitor.goto(changing.address)
    settled(visitor)
    changing.server.stop()
    asked = changing.address + "scripts/" + "x%20y.html?a=1#line-1"
    visitor.goto(asked)
    expect(visitor.locator("h1")).to_have_text(CATALOGUE["page"]["offline"])
    expect(visitor.locator("[data-offline-retry]")).to_have_attribute("href", asked)
    (changing.output / "scripts" / "x y.html").write_text("<title>now</title>", "utf-8")
    changing.server.start()
    visitor.evaluate("dispatchEvent(new Event('online'))")
    visitor.wait_for_url(asked)
    assert visitor.title() == "now"
    # An address from outside is not followed.
    visitor.goto(changing.address + "offline.html#https%3A%2F%2Fexample.org%2F")
    assert visitor.locator("[data-offline-retry]").get_attribute("href") == "index.html"


def test_addresses_of_folders_and_without_an_ending_are_kept_too(visitor, changing):
    visitor.goto(changing.address)
    settled(visitor)
    changing.server.stop()
    for address, kind in [("", "home"), ("scripts/", "list"), (SCRIPT.removesuffix(".html"), "script")]:
        visitor.goto(changing.address + address)
        expect(visitor.locator("main h1")).to_be_visible()
        assert visitor.title() != CATALOGUE["page"]["offline"], kind


# MARK: Published again


def test_new_words_are_there_on_the_next_page_and_then_offline(visitor, changing):
    visitor.goto(changing.address + SCRIPT)
    before = settled(visitor)
    assert len(before) == 1
    changing.replace(SCRIPT.replace(".html", ".md"), LINE, NEW_LINE)
    changing.publish()
    changing.server.asked.clear()
    visitor.goto(changing.address + SCRIPT)
    expect(line(visitor)).to_contain_text(NEW_LINE)
    after = settled(visitor)
    assert len(after) == 1 and after != before
    # What didn't change came from the earlier copy: a browser fetches the page, the list and the index.
    fetched = {path for _, path, _ in changing.server.asked}
    assert {SCRIPT, "assets/offline.json", "search/index.json", "service-worker.js"} <= fetched
    assert not {"health.html", "assets/casebook.css", "causes/index.html", "search/readings.json"} & fetched
    changing.server.stop()
    visitor.goto(changing.address + SCRIPT)
    expect(line(visitor)).to_contain_text(NEW_LINE)
    search(visitor, "我都记着")
    expect(options(visitor).first).to_have_attribute("data-page-id", "soothe")


def test_a_page_that_was_taken_away_is_gone(visitor, changing):
    visitor.goto(changing.address)
    settled(visitor)
    page = "guides/with-card.html"
    assert page in kept_paths(visitor)
    (changing.output / page).unlink()
    assert visitor.goto(changing.address + page).status == 404


def test_the_same_site_again_installs_nothing(visitor, changing):
    visitor.goto(changing.address)
    before = settled(visitor)
    changing.publish()
    changing.server.asked.clear()
    visitor.goto(changing.address)
    assert settled(visitor) == before
    assert "assets/offline.json" not in [path for _, path, _ in changing.server.asked]


def test_a_new_look_never_meets_an_old_page(visitor, changing):
    visitor.goto(changing.address + SCRIPT)
    settled(visitor)
    style = changing.source / "Templates/styles/own.css"
    style.parent.mkdir(parents=True)
    style.write_text("body { outline: 7px solid red; }\n", "utf-8")
    changing.publish()
    # The worker of the first edition still answers: what it has by another hash is no answer.
    visitor.goto(changing.address + SCRIPT)
    assert visitor.evaluate("getComputedStyle(document.body).outlineWidth") == "7px"
    settled(visitor)
    changing.server.stop()
    visitor.goto(changing.address + "index.html")
    assert visitor.evaluate("getComputedStyle(document.body).outlineWidth") == "7px"


@pytest.mark.parametrize("how", ["a file differs", "the list differs", "the server fails"])
def test_a_copy_that_cannot_be_whole_leaves_the_old_one(visitor, changing, how):
    visitor.goto(changing.address + SCRIPT)
    before = settled(visitor)
    changing.replace(SCRIPT.replace(".html", ".md"), LINE, NEW_LINE)
    changing.publish()
    if how == "a file differs":
        # A cache on the way that is behind: a page of one edition must not be kept as one of the next.
        changing.server.replaced[SCRIPT] = b"<!DOCTYPE html><title>between</title>"
    elif how == "the list differs":
        changing.server.replaced["assets/offline.json"] = b'{"files":{}}'
    else:
        (changing.output / SCRIPT).unlink()
    visitor.goto(changing.address)
    assert before[0] in settled(visitor)
    changing.server.stop()
    visitor.goto(changing.address + SCRIPT)
    expect(line(visitor)).to_contain_text(LINE)
    changing.server.replaced.clear()
    changing.publish()
    changing.server.start()
    visitor.goto(changing.address)
    after = settled(visitor)
    assert len(after) == 1 and after != before


# MARK: Between a network and none


def test_a_network_that_does_not_answer_is_waited_for_once(visitor, changing):
    visitor.goto(changing.address)
    settled(visitor)
    changing.server.delay = 6
    times = []
    for path in (SCRIPT, "causes/index.html", "index.html"):
        visitor.goto(changing.address + path)
        expect(visitor.locator("main h1")).to_be_visible()
        times.append(visitor.evaluate("performance.getEntriesByType('navigation')[0].responseStart"))
    print(f"\nwaited for a dead network: {times} ms")
    assert 900 < times[0] < 3000
    assert max(times[1:]) < 900


def test_a_server_that_stumbles_and_a_copy_with_holes(visitor, changing):
    visitor.goto(changing.address)
    (name,) = settled(visitor)
    changing.server.status = 503
    visitor.goto(changing.address + SCRIPT)
    expect(line(visitor)).to_contain_text(LINE)
    changing.server.status = 200
    # What the browser threw away comes from the network.
    visitor.evaluate(
        """async (name) => {
          const copy = await caches.open(name);
          for (const request of await copy.keys()) if (/css|html|js$/.test(request.url)) await copy.delete(request);
        }""", name)
    visitor.goto(changing.address + SCRIPT)
    expect(line(visitor)).to_contain_text(LINE)
    assert visitor.evaluate("getComputedStyle(document.querySelector('.top')).position") == "sticky"


def test_only_plain_requests_for_the_site_are_answered(visitor, changing):
    visitor.goto(changing.address)
    settled(visitor)
    visitor.reload()
    changing.server.asked.clear()
    visitor.evaluate(
        """async () => {
          await fetch('assets/icon.svg', { cache: 'no-store', headers: { range: 'bytes=0-9' } });
          await fetch('assets/icon.svg', { cache: 'no-store', method: 'HEAD' });
          await fetch('assets/icon.svg', { method: 'POST', body: 'x' });
        }""")
    asked = changing.server.asked
    assert ("GET", "assets/icon.svg", "bytes=0-9") in asked
    assert ("HEAD", "assets/icon.svg", None) in asked and ("POST", "assets/icon.svg", None) in asked


# MARK: Other sites, and browsers that refuse


def test_sites_of_one_origin_leave_each_other_alone(visitor, small_sites):
    # One lies beside the other; a copy of a third lies inside the first.
    sites = ["markup/", "own-kind/", "markup/inner/"]
    build(FIXTURES / "build/plain-index", small_sites.folder / "markup" / "inner")
    names = []
    for site in sites:
        visitor.goto(small_sites.address + site + "index.html")
        names.append(settled(visitor))
    assert [len(kept) for kept in names] == [1, 2, 3]
    visitor.goto(small_sites.address + "markup/index.html")
    assert sorted(settled(visitor)) == sorted(names[2])
    assert len({name.rsplit(" ", 1)[0] for name in names[2]}) == 3


def test_over_plain_http_the_site_says_that_it_cannot(browser, shipped):
    plain = browser.browser_type.launch(
        executable_path=CHROMIUM, args=["--no-sandbox", "--host-resolver-rules=MAP plain.example 127.0.0.1"])
    page = plain.new_page()
    watch = Watch(page, "http://plain.example")
    page.goto(shipped.address.replace("127.0.0.1", "plain.example"))
    expect(page.locator("[data-offline-note]")).to_have_text(WORDS["offlineUnsupported"])
    plain.close()
    assert watch.faults == []


@pytest.mark.parametrize("how", [
    "navigator.serviceWorker.register = () => Promise.reject(new DOMException('no', 'SecurityError'))",
    "Object.defineProperty(navigator, 'serviceWorker', { get() { throw new DOMException('no', 'SecurityError'); } })",
    "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('no', 'SecurityError'); } })"])
def test_where_the_browser_refuses_nothing_breaks(visitor, shipped, how):
    visitor.add_init_script(how)
    visitor.goto(shipped.address)
    # Where a worker is allowed, it speaks when it has stored the whole site.
    expect(visitor.locator("[data-offline-note]")).not_to_be_empty(timeout=60_000)
    search(visitor, "吞钞")
    expect(options(visitor).first).to_be_visible()


def test_the_site_can_be_installed_as_a_window(visitor, shipped):
    visitor.goto(shipped.address + SCRIPT)
    settled(visitor)
    session = visitor.context.new_cdp_session(visitor)
    found = session.send("Page.getAppManifest")
    assert found["url"] == shipped.address + "manifest.webmanifest" and found["errors"] == []
    manifest = json.loads(found["data"])
    assert (manifest["start_url"], manifest["display"]) == ("index.html", "standalone")
    faults = [error["errorId"] for error in session.send("Page.getInstallabilityErrors")["installabilityErrors"]]
    # A context of a test is a private window, in which Chromium installs nothing.
    assert [fault for fault in faults if fault != "in-incognito"] == []


def test_what_is_kept_is_what_the_manifest_names(visitor, shipped):
    visitor.goto(shipped.address)
    settled(visitor)
    files = {file["path"]: file["size"] for file in shipped.manifest["files"]}
    kept = kept_paths(visitor)
    left = sorted(path for path in files if path not in kept and not path.startswith("api/"))
    assert left == ["404.html", "assets/offline.json", "service-worker.js"]
    assert sum(files[path] for path in kept) < 20_000_000
