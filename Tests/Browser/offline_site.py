"""A site that is published, changed and published again, on a server that counts what it is asked and can be stopped."""

import functools
import http.server
import shutil
import threading
import time

from conftest import FIXTURES, build

class Server:
    """Serves a folder; starts again at the same address."""

    def __init__(self, folder):
        self.folder = folder
        self.port = 0
        self.asked = []
        # Bodies that come other than they lie in the folder, by path.
        self.replaced = {}
        self.status = 200
        self.delay = 0
        self.start()
        self.address = f"http://127.0.0.1:{self.port}/"

    def start(self):
        handler = functools.partial(CountingHandler, directory=self.folder)
        self.http = http.server.ThreadingHTTPServer(("127.0.0.1", self.port), handler)
        self.http.site = self
        self.port = self.http.server_port
        threading.Thread(target=self.http.serve_forever, daemon=True).start()

    def stop(self):
        self.http.shutdown()
        self.http.server_close()


class CountingHandler(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_):
        pass

    def do_GET(self):
        site = self.server.site
        path = self.path.partition("?")[0].lstrip("/")
        # Modification times count seconds, and a test publishes twice in one.
        del self.headers["if-modified-since"]
        site.asked.append((self.command, path, self.headers.get("range")))
        time.sleep(site.delay)
        if site.status != 200:
            return self.send_error(site.status)
        if path not in site.replaced:
            return super().do_GET()
        self.send_response(200)
        self.send_header("content-type", "text/html; charset=utf-8")
        self.send_header("content-length", str(len(site.replaced[path])))
        self.end_headers()
        self.wfile.write(site.replaced[path])

    def do_HEAD(self):
        self.server.site.asked.append((self.command, self.path.lstrip("/"), None))
        super().do_HEAD()

    def do_POST(self):
        self.server.site.asked.append((self.command, self.path.lstrip("/"), None))
        self.send_error(501)


class ChangingSite:
    """A small site, to be changed and published again into the same folder."""

    def __init__(self, folder):
        self.source = folder / "source"
        shutil.copytree(FIXTURES / "build" / "method", self.source, ignore=shutil.ignore_patterns("expected", "run.txt"))
        self.output = folder / "Site"
        self.publish()
        self.server = Server(self.output)
        self.address = self.server.address

    def publish(self):
        build(self.source, self.output)

    def replace(self, path, old, new):
        file = self.source / "Content" / path
        text = file.read_text("utf-8")
        assert old in text
        file.write_text(text.replace(old, new), "utf-8")


def settled(page):
    """Waits for the worker that the page's site has by now, and for the copy that it keeps; says the copies' names."""
    state = page.evaluate(
        """async () => {
          const registration = await navigator.serviceWorker.ready;
          await registration.update().catch(() => {});
          const coming = registration.installing ?? registration.waiting;
          if (!coming) return 'none';
          await new Promise((resolve) => {
            const look = () => {
              if (/activated|redundant/.test(coming.state)) resolve();
              // From here on the new worker waits for nothing of its own.
              if (coming.state === 'installed') setTimeout(resolve, 1500);
            };
            coming.addEventListener('statechange', look);
            look();
          });
          return coming.state;
        }""")
    if state == "installed":
        # Chromium lets the earlier worker finish first, which while a debugger watches it can take minutes. A worker
        # without a page makes way.
        address = page.url
        page.goto("about:blank")
        page.wait_for_timeout(1000)
        page.goto(address)
        page.evaluate("navigator.serviceWorker.ready.then(() => null)")
    return copies(page)


def copies(page):
    return page.evaluate("caches.keys()")


def kept_paths(page):
    return page.evaluate(
        """async () => {
          const paths = [];
          for (const name of await caches.keys()) {
            for (const { url } of await (await caches.open(name)).keys()) paths.push(decodeURIComponent(new URL(url).pathname.slice(1)));
          }
          return paths;
        }""")
