"""What an agent does on pages that hold injection attempts: search, mark, copy, rest on terms, go through a method."""

import json

from injection_browser import plain

# Another site at the same address could have left these: nothing of them may act.
POISON = {
    "favourites": [{"id": "x", "kind": "guide\" onclick=\"pwned0()", "text": "<img src=x onerror=pwned0()>", "url": "javascript:pwned0()"}],
    "recents": [{"id": "y", "kind": "<b>", "text": "\"><script>pwned0()</script>", "url": "//evil0.test/"}],
    "copied": [{"id": "\"]<img src=x onerror=pwned0()>", "text": "<svg onload=pwned0()>", "url": "guides/guide-1.html"}],
    "queries": [{"text": "<img src=x onerror=pwned0()>"}], "missed": [{"text": "<svg onload=pwned0()>"}],
}
FRAGMENTS = [
    "search.html#q=<img src=x onerror=pwned0()>", "search.html#q=pwned&kind=\"><script>pwned0()</script>", "search.html#javascript:pwned0()",
    "search.html#q=%3Cscript%3Epwned0()%3C/script%3E", "offline.html#//evil0.test/x", "offline.html#javascript:pwned0()",
    "scripts/script-1.html#\"><img src=x onerror=pwned0()>", "methods/method-1/index.html#call-<svg onload=pwned0()>",
]


class Agent:
    """Uses the large site of the table under a watchman's eyes; `prefix` leads to it from the root."""

    def __init__(self, guard, prefix):
        self.guard = guard
        self.page = guard.page
        self.prefix = prefix

    def open(self, path):
        return self.guard.open(self.prefix + path)

    def look(self, what):
        return self.guard.look(what)

    def search(self, queries):
        """What the list shows for each query."""
        self.open("search.html")
        field = self.page.locator("input[type=search][role=combobox]")
        shown = {}
        for query in queries:
            field.fill(query)
            self.page.wait_for_function(
                "(query) => [...document.querySelectorAll('[role=option]')].some((option) => option.textContent.includes(query))"
                " || document.querySelector('[data-search-note]')?.textContent.includes(query)", arg=query)
            shown[query] = plain(" ".join(self.page.locator("[role=listbox]").all_text_contents()))
            self.look(f"search for {query}")
        return shown

    def mark(self, paths):
        """Marks pages, and gives what home page and sheet show of them."""
        for path in paths:
            self.open(path)
            self.page.keyboard.press("s")
        words = self.open("index.html")
        for name in ("favourites", "recents"):
            self.page.evaluate(f"document.querySelector('[data-open-kept={name}]').click()")
            words += self.look(f"sheet of {name}")
            self.page.keyboard.press("Escape")
        return words

    def copy_lines(self, path):
        """Every line of a page as it comes to the clipboard."""
        self.open(path)
        copied = []
        for button in self.page.locator("[data-copy]:visible").all():
            button.click()
            copied.append(plain(self.page.evaluate("navigator.clipboard.readText()")))
        self.page.keyboard.press("v")
        self.look("sheet of copied lines")
        self.page.keyboard.press("Escape")
        return copied

    def fill_slots(self, path):
        self.open(path)
        for field in self.page.locator("input[data-slot]:not([type=checkbox]):visible").all():
            field.fill("<img src=x onerror=pwned0()>")
        self.look("filled slots")

    def rest_on_terms(self, path):
        """What the tips say."""
        self.open(path)
        said = []
        for link in self.page.locator("main [data-term]").all():
            link.hover()
            tip = self.page.locator(".tip")
            tip.wait_for()
            said.append(plain(tip.text_content()))
            self.look("tip")
            self.page.mouse.move(0, 0)
            tip.wait_for(state="detached")
        return said

    def walk(self, path):
        """Goes through a method in call mode."""
        self.open(path)
        self.page.keyboard.press("m")
        self.page.locator("dialog[data-call][open]").wait_for()
        words = ""
        for _ in self.page.locator("[data-call-step]").all():
            words += self.look("call mode")
            self.page.keyboard.press("ArrowRight")
        return words

    def follow_addresses(self):
        for fragment in FRAGMENTS:
            self.page.goto("about:blank")
            self.page.goto(self.guard.root + self.prefix + fragment)
            self.page.wait_for_timeout(100)
            self.look(fragment)

    def poison_storage(self):
        self.open("index.html")
        self.page.evaluate(
            "(lists) => localStorage.setItem(`casebook.search ${new URL(document.documentElement.dataset.root || '.', location.href).href}`, lists)",
            json.dumps(POISON))
        self.open("index.html")
        for name in ("favourites", "recents"):
            self.page.evaluate(f"document.querySelector('[data-open-kept={name}]').click()")
            self.look(f"poisoned {name}")
            self.page.keyboard.press("Escape")
        self.page.keyboard.press("v")
        self.look("poisoned lines")
        self.open("search.html")
        self.page.locator("input[type=search][role=combobox]").click()
        self.look("poisoned queries")
