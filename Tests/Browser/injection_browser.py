"""Opens pages that hold injection attempts in Chromium and tells what they did, and what stands in them."""

import contextlib
import re
import urllib.parse

from playwright.sync_api import Error

# Every attempt calls a function of its own; what else is worth trying is caught as well.
CANARIES = """(() => {
  const say = (what) => console.error(`INJECTION ${what}`);
  for (let number = 0; number < COUNT; number++) globalThis[`pwned${number}`] = () => say(`ran ${number}`);
  addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI, sample }) => say(`policy ${violatedDirective} ${blockedURI} ${sample}`));
})();"""

# What a page may consist of. Anything else in the tree was made of somebody's words.
INSPECT = r"""() => {
  const faults = [];
  const words = [];
  const values = [];
  const ELEMENTS = new Set(`html head meta title link script style body header nav main article section aside footer div span p a img
    button noscript form label input kbd ul ol li dl dt dd h1 h2 h3 h4 h5 h6 table thead tbody tr th td pre code blockquote figure figcaption
    em strong del sup b i br hr details summary dialog fieldset legend select option time mark svg g rect path text line title circle
    polyline defs use tspan textarea casebook-preview`.split(/\s+/));
  const ATTRIBUTES = new Set(`id class href src rel type content name charset http-equiv lang title alt width height loading hidden
    for placeholder value checked selected disabled action role tabindex start autocomplete autocapitalize spellcheck scope open
    defer crossorigin datetime cols rows readonly multiple required min max step inputmode enterkeyhint align colspan rowspan style
    viewBox viewbox preserveAspectRatio focusable x y x1 y1 x2 y2 cx cy r rx ry d dx dy points transform text-anchor xmlns xml:space
    fill stroke stroke-width font-size media async property`.split(/\s+/));
  const SHOWN = ['title', 'alt', 'placeholder', 'value', 'aria-label', 'data-term', 'content', 'data-label'];
  const LINKS = ['href', 'src', 'action', 'formaction', 'xlink:href', 'data', 'poster', 'srcset', 'ping', 'background', 'cite'];
  const isOwn = (url) => url.protocol === 'file:' ? location.protocol === 'file:' : url.origin === location.origin;
  function look(root) {
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT);
    for (let node = walker.currentNode; node; node = walker.nextNode()) {
      if (node.nodeType === Node.TEXT_NODE) {
        if (!['SCRIPT', 'STYLE'].includes(node.parentNode.nodeName)) words.push(node.data);
        continue;
      }
      if (node.nodeType !== Node.ELEMENT_NODE) continue;
      const name = node.localName;
      if (!ELEMENTS.has(name)) faults.push(`element ${name}`);
      for (const { name: key, value } of node.attributes) {
        if (!ATTRIBUTES.has(key) && !/^(data|aria)-[a-z]+(-[a-z]+)*$/.test(key)) faults.push(`attribute ${key} of ${name}`);
        if (SHOWN.includes(key)) values.push(value);
        if (!LINKS.includes(key) || (name === 'meta')) continue;
        let url;
        try { url = new URL(value, document.baseURI); } catch { continue; }
        const isFollowed = name === 'a' && ['http:', 'https:', 'mailto:', 'tel:'].includes(url.protocol);
        const isCanonical = name === 'link' && ['canonical', 'alternate'].includes(node.rel);
        const isPicture = name === 'img' && /^data:image\/(png|gif|jpeg|webp|svg\+xml)[;,]/.test(value);
        if (!isOwn(url) && !isFollowed && !isCanonical && !isPicture) faults.push(`address ${value} in ${key} of ${name}`);
      }
      if (name === 'script' && !node.src) faults.push('a script in the page');
      if (name === 'meta' && !['Content-Security-Policy', 'refresh', ''].includes(node.httpEquiv)) faults.push(`meta ${node.httpEquiv}`);
      if (node.shadowRoot) look(node.shadowRoot);
    }
  }
  look(document);
  return { faults, words: [words.join(''), ...values].join('\n') };
}"""

# A picture that is opened by itself is a document like any other, and has no policy.
INSPECT_PICTURE = r"""() => {
  const faults = [];
  // What a browser can't read it shows its own page for.
  const read = document.querySelector('parsererror') ? [] : document.querySelectorAll('*');
  for (const node of read) {
    const name = node.localName;
    if (node.namespaceURI !== 'http://www.w3.org/2000/svg') faults.push(`element ${name} of ${node.namespaceURI}`);
    if (['script', 'foreignObject', 'handler'].includes(name)) faults.push(`element ${name}`);
    for (const { localName: key, value } of node.attributes) {
      if (/^on/i.test(key)) faults.push(`attribute ${key} of ${name}`);
      if (/^(href|src|ping)$/.test(key) && !/^#|^data:image\/(png|gif|jpeg|webp)/.test(value)) faults.push(`address ${value} of ${name}`);
      if (key === 'attributeName' && /^(.*:)?href$|^on/i.test(value)) faults.push(`${name} of ${value}`);
    }
  }
  return { faults, words: document.documentElement.textContent };
}"""


class Watchman:
    """A browser's context in which nothing may happen but what the site's own scripts do."""

    def __init__(self, context, root, count):
        self.context = context
        self.root = root
        self.faults = []
        self.opened = 0
        context.add_init_script(CANARIES.replace("COUNT", str(count)))
        context.on("console", self.said)
        context.on("dialog", self.asked)
        context.on("request", self.requested)
        # Nothing gets out of this machine, whatever happens.
        context.route(lambda url: not self.is_own(url), lambda route: route.abort())
        self.page = context.new_page()
        context.on("page", lambda page: self.faults.append(f"window {page.url}"))
        self.page.on("pageerror", lambda error: self.faults.append(f"error {error}"))

    def is_own(self, url):
        return url.startswith((self.root, "data:", "about:", "blob:" + self.root))

    def said(self, line):
        if "INJECTION" in line.text or "Content Security Policy" in line.text:
            self.faults.append(f"console {line.text} ({line.location.get('url')})")

    def asked(self, dialog):
        self.faults.append(f"dialog {dialog.message}")
        dialog.dismiss()

    def requested(self, request):
        if not self.is_own(request.url):
            self.faults.append(f"request {request.url}")

    def open(self, path):
        """Gives the page's words; what is wrong with it is noted."""
        address = self.root + urllib.parse.quote(path)
        self.page.goto(address)
        self.opened += 1
        words = self.look(path)
        if self.page.url != address:
            self.faults.append(f"went on to {self.page.url} ({path})")
        return words

    def look(self, path):
        try:
            seen = self.page.evaluate(INSPECT_PICTURE if path.endswith(".svg") else INSPECT)
        except Error as error:
            # The page has gone while it was looked at.
            self.faults.append(f"{error.message.splitlines()[0]} ({path})")
            return ""
        self.faults += [f"{fault} ({path})" for fault in seen["faults"]]
        return plain(seen["words"])


def plain(words):
    """Blanks as browsers show them, control characters left out."""
    return re.sub(r"[\0-\x1f\x7f\ufffe]", "", re.sub(r"\s+", " ", words)).strip()


@contextlib.contextmanager
def watchman(browser, root, count):
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"], viewport={"width": 1280, "height": 800})
    guard = Watchman(context, root, count)
    try:
        yield guard
    finally:
        context.close()
