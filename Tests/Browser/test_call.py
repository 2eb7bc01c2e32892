"""The end of a call, and copying where a page has no right to the clipboard."""

import http.server
import threading

import pytest
from playwright.sync_api import expect

from conftest import CHROMIUM
from speaking_site import field, focused, kept, line, speaking, talking

assert speaking and talking

# MARK: The end of a call


def test_two_keys_end_a_call_and_lead_to_the_search(talking, speaking):
    talking.goto(speaking.address + "scripts/every-slot.html")
    field(talking, "编号").fill("A1")
    field(talking, "姓名").fill("王小明")
    field(talking, "归属").select_option("我行代销")
    talking.locator("h1").click()
    talking.keyboard.press("e")
    expect(talking.get_by_role("group", name="结束本次通话，清除已填 3 处、已勾 0 项。")).to_be_visible()
    talking.keyboard.press("Enter")
    expect(talking.locator(".call-end")).to_have_count(0)
    expect(talking.locator("input[type=search]")).to_be_focused()
    assert [field(talking, name).input_value() for name in ("编号", "姓名", "归属")] == ["", "", ""]
    expect(line(talking)).to_contain_text("{姓名}，您的编号是{编号}")
    assert "A1" not in kept(talking)


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("path", ["scripts/every-slot.html", "methods/two-steps/index.html", "index.html"])
def test_a_button_in_the_frame_ends_a_call(talking, speaking, width, path):
    talking.set_viewport_size({"width": width, "height": 740})
    talking.goto(speaking.address + "scripts/every-slot.html")
    field(talking, "编号").fill("A1")
    talking.goto(speaking.address + path)
    talking.locator("[data-call-end]:visible").click()
    talking.get_by_role("button", name="结束本次通话").click()
    expect(talking.locator("input[type=search]")).to_be_focused()
    assert "A1" not in kept(talking)
    assert talking.evaluate("document.documentElement.scrollWidth") <= width


def test_a_call_ends_from_call_mode_too(talking, speaking):
    talking.goto(speaking.address + "methods/two-steps/index.html")
    talking.keyboard.press("m")
    talking.locator(".call [data-call-end]").click()
    expect(talking.locator("dialog[open]")).to_have_count(0)
    talking.keyboard.press("Enter")
    expect(talking.locator("input[type=search]")).to_be_focused()


def test_escape_lets_a_call_go_on(talking, speaking):
    talking.goto(speaking.address + "scripts/every-slot.html")
    field(talking, "编号").fill("A1")
    copy = line(talking).locator("[data-copy]")
    copy.focus()
    talking.keyboard.press("e")
    talking.keyboard.press("Escape")
    expect(talking.locator(".call-end")).to_have_count(0)
    expect(copy).to_be_focused()
    expect(field(talking, "编号")).to_have_value("A1")
    # In a field it is a letter.
    field(talking, "编号").press("e")
    expect(talking.locator(".call-end")).to_have_count(0)


def test_a_page_that_comes_back_knows_nothing_of_the_last_call(talking, speaking):
    talking.goto(speaking.address + "scripts/every-slot.html")
    field(talking, "姓名").fill("王小明")
    field(talking, "归属").select_option("我行代销")
    field(talking, "补充").uncheck()
    talking.goto(speaking.address + "scripts/same-slot.html")
    talking.keyboard.press("e")
    talking.keyboard.press("Enter")
    talking.go_back()
    expect(field(talking, "姓名")).to_have_value("")
    expect(field(talking, "归属")).to_have_value("")
    expect(field(talking, "补充")).to_be_checked()
    # As a browser shows a page that it has held in memory; the one of the tests holds none.
    field(talking, "姓名").fill("王小明")
    show_again = "dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))"
    talking.evaluate(show_again)
    expect(field(talking, "姓名")).to_have_value("王小明")
    talking.evaluate("sessionStorage.setItem(Object.keys(sessionStorage)[0], JSON.stringify({ number: 7, slots: { 编号: 'B2' } }))")
    talking.evaluate(show_again)
    expect(field(talking, "姓名")).to_have_value("")
    expect(field(talking, "编号")).to_have_value("B2")
    expect(line(talking)).to_contain_text("{姓名}，您的编号是B2")


def test_what_stands_in_the_storage_can_not_break_a_page(talking, speaking):
    talking.goto(speaking.address + "scripts/every-slot.html")
    for stored in ("{", "null", "7"):
        talking.evaluate("stored => sessionStorage.setItem('casebook.call ' + new URL('..', location.href), stored)", stored)
        talking.reload()
        field(talking, "编号").fill("A1")
        expect(line(talking)).to_contain_text("您的编号是A1")


# MARK: Without the clipboard's interface


def pasted(page):
    """What the clipboard holds, as a person finds out."""
    page.evaluate("document.body.append(Object.assign(document.createElement('textarea'), { id: 'paste' }))")
    page.locator("#paste").focus()
    page.keyboard.press("Control+v")
    text = page.locator("#paste").input_value()
    page.evaluate("document.querySelector('#paste').remove()")
    return text


def test_a_line_is_copied_over_plain_http(browser, speaking):
    other = browser.browser_type.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--host-resolver-rules=MAP kb.example 127.0.0.1"])
    page = other.new_page()
    page.goto(speaking.address.replace("127.0.0.1", "kb.example") + "scripts/every-slot.html")
    assert page.evaluate("isSecureContext") is False
    field(page, "姓名").fill("李女士")
    line(page).locator("[data-copy]").focus()
    page.keyboard.press("c")
    expect(line(page).locator("[data-copied]")).to_be_visible()
    assert focused(page, "[data-copy]")
    assert pasted(page).startswith("李女士，您的编号是{编号}")
    # In call mode everything behind it is out of reach.
    page.goto(speaking.address.replace("127.0.0.1", "kb.example") + "methods/two-steps/index.html")
    page.keyboard.press("m")
    page.keyboard.press("c")
    expect(page.locator(".call [data-copied]:visible")).to_have_count(1)
    said = page.locator(".call blockquote:visible").first.inner_text()
    page.keyboard.press("Escape")
    assert pasted(page) == said
    other.close()


class Panel(http.server.BaseHTTPRequestHandler):
    """Another program's page, with ours in a panel that may not use the clipboard's interface."""

    def do_GET(self):
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        self.wfile.write(f"<!DOCTYPE html><iframe src='{self.server.address}' width='400' height='700'></iframe>".encode())

    def log_message(self, *_):
        pass


def test_a_line_is_copied_inside_another_programs_panel(browser, speaking):
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Panel)
    server.address = speaking.address + "scripts/every-slot.html"
    threading.Thread(target=server.serve_forever, daemon=True).start()
    page = browser.new_page()
    page.goto(f"http://localhost:{server.server_port}/")
    frame = page.frame_locator("iframe")
    frame.locator("[data-slot=编号]").fill("A1")
    frame.locator(".line:visible [data-copy]").click()
    expect(frame.locator("[data-copied]")).to_be_visible()
    assert "您的编号是A1" in pasted(page)
    page.close()
    server.shutdown()
    server.server_close()
