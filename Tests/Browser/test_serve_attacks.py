"""The preview server against who shouldn't reach it, over raw sockets: other machines, other sites, crooked requests, slow clients."""

import os
import pathlib
import re
import socket
import subprocess
import time

import pytest

from served_site import ServedSite

PAGE = "/scripts/soothe.html"
SECRET = "SECRET-OUTSIDE"


@pytest.fixture(scope="module")
def served(tmp_path_factory):
    folder = tmp_path_factory.mktemp("served")
    site = ServedSite(folder)
    (folder / "secret.txt").write_text(SECRET, "utf-8")
    (site.source / "secret.txt").write_text(SECRET, "utf-8")
    (site.source / ".git").mkdir()
    (site.source / ".git" / "config").write_text(SECRET, "utf-8")
    site.start()
    yield site
    assert site.stop() == 0


def talk(site, sent, patience=10.0):
    """Everything that the server says to these bytes until it closes or says nothing for so long."""
    with socket.create_connection(("127.0.0.1", site.port)) as client:
        client.settimeout(patience)
        said = b""
        try:
            client.sendall(sent)
            while chunk := client.recv(65_536):
                said += chunk
        except (TimeoutError, ConnectionError):
            pass
        return said


def head(site, target=PAGE, *headers, host=None, method="GET", end="Connection: close"):
    lines = [f"{method} {target} HTTP/1.1", f"Host: {host or f'127.0.0.1:{site.port}'}", *headers, *([end] if end else [])]
    return ("\r\n".join(lines) + "\r\n\r\n").encode("utf-8", "surrogateescape")


def status(said):
    return int(said.split(b" ", 2)[1]) if said.startswith(b"HTTP/1.1 ") else None


def is_well(site):
    return status(talk(site, head(site))) == 200


# MARK: Who reaches it


def test_only_this_machine_reaches_it(served):
    listening = set()
    for table in ("tcp", "tcp6"):
        for line in pathlib.Path(f"/proc/net/{table}").read_text().splitlines()[1:]:
            address, port = line.split()[1].rsplit(":", 1)
            if int(port, 16) == served.port and line.split()[3] == "0A":
                listening.add(address)
    # 127.0.0.1 as the kernel writes it; nothing for IPv6, nothing for all addresses.
    assert listening == {"0100007F"}
    words = subprocess.run(["hostname", "-I"], capture_output=True, text=True).stdout.split()
    for address in [*words, "127.0.0.2", "::1"]:
        with pytest.raises(OSError):
            socket.create_connection((address, served.port), timeout=2).close()


@pytest.mark.parametrize("host", [
    "evil.example", "evil.example:{port}", "127.0.0.1.evil.example:{port}", "localhost.evil.example:{port}", "127.0.0.1:{port}@evil.example",
    "127.0.0.1", "127.1:{port}", "2130706433:{port}", "0x7f.1:{port}", "[::1]:{port}", "[::ffff:127.0.0.1]:{port}", "0.0.0.0:{port}",
    "127.0.0.1:{port} ", "127.0.0.1:{port},evil.example", "localhost.:{port}", "",
])
def test_a_name_that_was_made_to_lead_here_gets_nothing(served, host):
    said = talk(served, head(served, host=host.replace("{port}", str(served.port)) or " "))
    # Blanks around a value are no part of it.
    assert status(said) == (200 if host == "127.0.0.1:{port} " else 421)
    assert (SECRET.encode() not in said) and ("安抚".encode() in said) == (status(said) == 200)


@pytest.mark.parametrize("target", ["/.casebook/events?path=/scripts/soothe.html&version=x", PAGE, "/api/v1/script.json"])
@pytest.mark.parametrize("headers", [
    ["Origin: http://evil.example"], ["Origin: null"], ["Origin: https://127.0.0.1:{port}"], ["Origin: http://127.0.0.1:1"],
    ["Origin: http://127.0.0.1:{port}", "Origin: http://evil.example"], ["Sec-Fetch-Site: cross-site"],
    ["Sec-Fetch-Site: same-site", "Sec-Fetch-Mode: cors"], ["Sec-Fetch-Site: cross-site", "Sec-Fetch-Mode: navigate", "Sec-Fetch-Dest: iframe"],
])
def test_another_sites_page_gets_neither_news_nor_files(served, target, headers):
    said = talk(served, head(served, target, *[line.replace("{port}", str(served.port)) for line in headers]))
    assert status(said) == 403
    assert b"event-stream" not in said and "安抚".encode() not in said


def test_no_answer_lets_another_site_read_or_frame_it(served):
    for target in (PAGE, "/nothing.html", "/.casebook/preview.js", "/.."):
        said = talk(served, head(served, target)).decode().partition("\r\n\r\n")[0].lower()
        assert "access-control" not in said
        assert "cross-origin-resource-policy: same-origin" in said
        assert "content-security-policy: frame-ancestors 'self'" in said
        assert "x-content-type-options: nosniff" in said


# MARK: What is asked for

TRAVERSALS = [
    "/../secret.txt", "/../../secret.txt", "/scripts/../../secret.txt", "/..", "/../", "/./../secret.txt", "/%2e%2e/secret.txt",
    "/%2e%2e%2fsecret.txt", "/..%2fsecret.txt", "/..%2Fsecret.txt", "/.%2e/secret.txt", "/%252e%252e/secret.txt", "/%252e%252e%252fsecret.txt",
    "/..%255csecret.txt", "/..\\secret.txt", "/..%5csecret.txt", "/%5c..%5csecret.txt", "/scripts%2f..%2f..%2fsecret.txt",
    "/%c0%ae%c0%ae/secret.txt", "/%e0%80%ae%e0%80%ae/secret.txt", "/..%c0%afsecret.txt", "/..%ef%bc%8fsecret.txt", "/%u002e%u002e/secret.txt",
    "/..;/secret.txt", "/....//secret.txt", "/secret.txt", "/secret.txt%00.html", "/scripts/soothe.html%00.txt", "/%00", "/\0",
    "//etc/passwd", "/etc/passwd", "/%2fetc%2fpasswd", "///etc/passwd", "/file:///etc/passwd", "/C:/secret.txt", "/casebook.yml",
    "/Content/scripts/soothe.md", "/scripts/soothe.md", "/.git/config", "/.casebook", "/.casebook/", "/.casebook/../secret.txt",
    "/.casebook/%2e%2e/secret.txt", "/.casebook/preview.js/../../secret.txt", "/Templates/page.mustache", "/proc/self/environ",
    "/?/../secret.txt", "/scripts/soothe.html/../../../secret.txt", "/scripts/soothe.html/", "/%", "/%2", "/%zz", "/%ff", "/\u202e",
]


@pytest.mark.parametrize("target", TRAVERSALS)
def test_no_address_leads_out_of_the_site(served, target):
    said = talk(served, head(served, target))
    assert status(said) in (200, 400, 404)
    # `/?…` is the home page, whatever its query.
    assert (status(said) == 200) == target.startswith("/?")
    assert SECRET.encode() not in said and b"root:" not in said and b"title: " not in said


@pytest.mark.parametrize("place", ["Content/files/a.txt", "Content/guides/link.md", "Content/folder", "Templates/page.mustache", "Templates/styles"])
def test_symbolic_links_bring_nothing_in(tmp_path, place):
    site = ServedSite(tmp_path)
    outside = tmp_path / "outside"
    outside.mkdir()
    for name in ("a.txt", "link.md", "page.mustache"):
        (outside / name).write_text(f"---\ntitle: {SECRET}\nstatus: approved\n---\n\n{SECRET}\n", "utf-8")
    site.start()
    path = site.source / place
    path.parent.mkdir(parents=True, exist_ok=True)
    path.symlink_to(outside / path.name if path.suffix else outside)
    site.replace("guides/with-card.md", "![[soothe]]", "![[soothe]]\n\n[a](../files/a.txt)")
    site.wait_for(re.escape(place) + r"(.|\n)*\[outside-content\]")
    for target in (PAGE, "/guides/link.html", "/files/a.txt", "/folder/a.txt", "/folder/link.html", "/Templates/page.mustache", "/index.html"):
        assert SECRET.encode() not in talk(site, head(site, target)), target
    assert site.stop() == 0


# MARK: How it is asked


def smuggled(site, *headers, version="HTTP/1.1"):
    """A request with a second one where its body would be."""
    first = [f"GET {PAGE} {version}", f"Host: 127.0.0.1:{site.port}", *headers]
    return ("\r\n".join(first) + "\r\n\r\n").encode() + head(site, "/api/v1/script.json")


@pytest.mark.parametrize("headers", [
    ["Content-Length: 5", "Content-Length: 60"], ["Content-Length: 0", "Content-Length: 60"], ["Content-Length: 60"], ["Content-Length: +0"],
    ["Content-Length: 0, 60"], ["Content-Length: -1"], ["Content-Length:", "Content-Length: 0"], ["Transfer-Encoding: chunked"],
    ["Transfer-Encoding: chunked", "Content-Length: 0"], ["Transfer-Encoding:chunked"], ["Transfer-Encoding: identity"],
    ["Transfer-Encoding : chunked"], ["Transfer-Encoding\t: chunked"], ["transfer-encoding: xchunked"], [" Content-Length: 60"],
    ["X: y", "\tContent-Length: 60"], ["X: y\nContent-Length: 60"], ["X: y\rContent-Length: 60"], ["X: y\0"], ["No colon"], [": empty"],
    ["Host: evil.example"],
])
def test_a_request_that_two_readers_could_cut_differently_is_refused(served, headers):
    said = talk(served, smuggled(served, *headers))
    assert status(said) == 400
    # One answer, and the connection is over: what stood behind was never taken for a request.
    assert said.count(b"HTTP/1.1 ") == 1 and b"connection: close" in said.lower()


@pytest.mark.parametrize("line", [
    "GET http://127.0.0.1/ HTTP/1.1", "GET http://evil.example/ HTTP/1.1", "GET https:/evil.example HTTP/1.1", "CONNECT evil.example:80 HTTP/1.1",
    "OPTIONS * HTTP/1.1", "GET * HTTP/1.1", "GET scripts/soothe.html HTTP/1.1", "GET / HTTP/2.0", "GET / HTTP/0.9", "GET /", "GET  / HTTP/1.1",
    "GET / HTTP/1.1 ", "GET\t/ HTTP/1.1", " GET / HTTP/1.1", "PRI * HTTP/2.0", "\x16\x03\x01\x02", "GET /\x7f HTTP/1.1",
])
def test_a_request_line_of_another_form_is_refused(served, line):
    said = talk(served, f"{line}\r\nHost: 127.0.0.1:{served.port}\r\n\r\n".encode("latin-1"))
    assert status(said) == 400 and said.count(b"HTTP/1.1 ") == 1


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "PROPFIND", "get"])
def test_nothing_but_reading(served, method):
    said = talk(served, head(served, method=method, target="/.casebook/events"))
    assert status(said) == 405 and b"Allow: GET, HEAD" in said


# MARK: How much and how slowly


@pytest.mark.parametrize("sent", [
    b"A" * 20_000, b"GET /" + b"a" * 20_000 + b" HTTP/1.1\r\n", b"GET / HTTP/1.1\r\nX: " + b"y" * 20_000, b"GET / HTTP/1.1\r\n" + b"X: y\r\n" * 4_000,
    b"\r\n" * 20_000,
])
def test_a_head_without_an_end_is_cut_off(served, sent):
    said = talk(served, sent)
    assert status(said) in (400, 431)
    assert is_well(served)


def test_a_slow_client_is_cut_off_while_others_are_served(served):
    start = time.monotonic()
    slow = [socket.create_connection(("127.0.0.1", served.port)) for _ in range(40)]
    for client in slow:
        client.sendall(b"GET / HT")
    open_ones = set(slow)
    longest = 0.0
    while open_ones and time.monotonic() - start < 60:
        before = time.monotonic()
        assert is_well(served)
        longest = max(longest, time.monotonic() - before)
        for client in list(open_ones):
            try:
                client.sendall(b"a")
            except OSError:
                open_ones.discard(client)
        time.sleep(0.5)
    # Each gets five seconds for its head, however steadily it drips; a busy machine may take some more.
    assert not open_ones
    print(f"40 slow clients cut off after {time.monotonic() - start:.1f} s; the slowest answer to others took {longest:.2f} s")
    for client in slow:
        client.close()


def test_a_client_that_takes_nothing_holds_up_nobody(served):
    asked = head(served, "/assets/casebook.js", end=None) * 200
    takers = []
    for _ in range(10):
        client = socket.socket()
        client.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4_096)
        client.connect(("127.0.0.1", served.port))
        client.settimeout(2)
        try:
            client.sendall(asked)
        except TimeoutError:
            pass
        takers.append(client)
    assert is_well(served)
    for client in takers:
        client.close()


def test_many_clients_get_an_answer_or_a_refusal_and_leave_no_trace(served):
    process = served.process.pid
    opened = len(os.listdir(f"/proc/{process}/fd"))
    clients = []
    for _ in range(300):
        try:
            clients.append(socket.create_connection(("127.0.0.1", served.port), timeout=5))
        except OSError:
            break
    refused = 0
    for client in clients:
        client.settimeout(0.05)
        try:
            refused += client.recv(100).startswith(b"HTTP/1.1 503")
        except OSError:
            pass
    # A hundred and twenty wait to be asked something; the others are told to come again.
    assert refused >= len(clients) - 120 - 40
    for client in clients:
        client.close()
    for _ in range(200):
        if len(os.listdir(f"/proc/{process}/fd")) <= opened + 2:
            break
        time.sleep(0.05)
    assert len(os.listdir(f"/proc/{process}/fd")) <= opened + 2
    assert is_well(served)
