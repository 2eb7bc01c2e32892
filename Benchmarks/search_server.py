"""A static file server as most sites have one: HTTP/1.1, gzip, and a log of what was sent."""

import http.server
import mimetypes
import threading
import time
import urllib.parse
import zlib
from dataclasses import dataclass

from search_site import gzipped_bytes

TEXT_TYPES = ("text/", "application/json", "application/javascript", "image/svg", "application/xml")
# Already packed by whoever made them.
PACKED = (".pf_fragment", ".pf_index", ".pf_meta", ".pf_filter", ".pagefind", ".png", ".webp", ".woff2")


@dataclass
class Sent:
    """A request: when it came (seconds of the wall clock), its path, bytes of the body as sent."""

    time: float
    path: str
    bytes: int


class StaticServer:
    """Serves a folder on the loopback; files are kept in memory as they are sent."""

    def __init__(self, folder):
        self.folder = folder
        self.sent = []
        self.bodies = {}
        self.lock = threading.Lock()
        outer = self

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"
            # Headers and body in one piece: without it, the small second piece waits for an acknowledgement.
            wbufsize = 65536
            disable_nagle_algorithm = True

            def log_message(self, *_):
                pass

            def do_GET(self):
                outer.answer(self)

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        self.address = f"http://127.0.0.1:{self.server.server_port}/"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def body(self, path):
        """(content type, whether gzipped, bytes), or None."""
        with self.lock:
            if path not in self.bodies:
                file = self.folder / path
                self.bodies[path] = self.packed(file) if file.is_file() else None
            return self.bodies[path]

    def packed(self, file):
        kind = mimetypes.guess_type(file.name)[0] or "application/octet-stream"
        data = file.read_bytes()
        if file.suffix not in PACKED and (kind.startswith(TEXT_TYPES) or file.suffix == ".wasm"):
            return kind, True, gzipped_bytes(data)
        return kind, False, data

    def answer(self, handler):
        came = time.time()
        path = urllib.parse.unquote(urllib.parse.urlsplit(handler.path).path).lstrip("/")
        if path == "" or path.endswith("/"):
            path += "index.html"
        found = self.body(path)
        kind, is_gzipped, data = found or ("text/plain", False, b"not found")
        tag = f'"{zlib.crc32(data):08x}-{len(data)}"'
        is_known = found is not None and handler.headers.get("If-None-Match") == tag
        if is_known:
            data = b""
        with self.lock:
            self.sent.append(Sent(came, path, len(data)))
        handler.send_response(304 if is_known else 200 if found else 404)
        handler.send_header("ETag", tag)
        handler.send_header("Content-Type", kind)
        handler.send_header("Content-Length", str(len(data)))
        # What has a version in its address never changes; the rest is asked for again.
        is_versioned = "?v=" in handler.path
        handler.send_header("Cache-Control", "max-age=31536000, immutable" if is_versioned else "no-cache")
        if is_gzipped and not is_known:
            handler.send_header("Content-Encoding", "gzip")
        handler.end_headers()
        try:
            handler.wfile.write(data)
        except ConnectionError:
            pass

    def since(self, start, end=float("inf")):
        """What was asked for between two times of the wall clock."""
        with self.lock:
            return [sent for sent in self.sent if start <= sent.time <= end]

    def close(self):
        self.server.shutdown()
        self.server.server_close()
