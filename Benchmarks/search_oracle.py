"""What is true about a built site's texts, found without Casebook's own analyzer or index.

The oracle reads the HTML pages as a browser does. A content page is one with `<main data-page-id>`; its own text is what
stands inside elements with `data-own`. Own text falls into blocks at every element that is not inline: a paragraph, a
list item, a heading, a table cell each are one, and text between two of them as well. A page is relevant to a phrase if
the folded phrase stands inside one folded block.

Why that is sound for the index's blocks, which are cut otherwise: those are cut between elements or at ends of lines and
sentences, never elsewhere. A run of Han characters holds no such end, so a Han phrase inside an element's text is always
inside one block of the index as well, and the other way round a line end stands between the elements that one block of
the index joins.
"""

import json
import pathlib
import random
import re
import unicodedata
from collections import defaultdict

import opencc
from lxml import etree, html

# Han characters and what is written as one of them.
HAN = re.compile("[\u3005\u3007\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0003ffff]+")
# Elements inside a line of text; any other ends a block.
INLINE = frozenset(
    "a abbr b bdi bdo cite code data del dfn em i ins kbd mark q ruby s samp small span strong sub sup time u var wbr".split())
# Words of the interface, not of the page.
NOT_TEXT = frozenset(["button", "script", "style", "template", "input", "svg"])
SPACE = re.compile(r"\s+")


def simplified_characters():
    """OpenCC's table from traditional to simplified characters, the first where there are several."""
    path = pathlib.Path(opencc.__file__).parent / "dictionary" / "TSCharacters.txt"
    table = {}
    for line in path.read_text("utf-8").splitlines():
        traditional, _, simplified = line.partition("\t")
        if simplified and len(traditional) == 1:
            table[ord(traditional)] = simplified.split()[0]
    return table


SIMPLIFIED = simplified_characters()


def fold(text):
    """Compatibility forms, lower case, simplified characters: what counts as the same text."""
    return unicodedata.normalize("NFKC", text).lower().translate(SIMPLIFIED)


class OwnPage:
    """A content page: its address, its names, its own text in blocks, as written and folded."""

    __slots__ = ("id", "url", "kind", "title", "aliases", "blocks", "folded", "han")

    def __init__(self, page_id, url, kind, title, blocks):
        self.id = page_id
        self.url = url
        self.kind = kind
        self.title = title
        self.aliases = []
        self.blocks = blocks
        # A line end is in no phrase, so that one search covers all blocks.
        self.folded = "\n".join(fold(block) for block in blocks)
        self.han = sum(len(run) for block in blocks for run in HAN.findall(block))

    @property
    def names(self):
        return [self.title, *self.aliases]


def own_blocks(root):
    """The blocks of one element with `data-own`, without spaces at their ends."""
    blocks = []
    line = []

    def flush():
        text = SPACE.sub(" ", "".join(line)).strip()
        line.clear()
        if text:
            blocks.append(text)

    def walk(element):
        if not isinstance(element.tag, str) or element.tag in NOT_TEXT or "hide-text" in element.get("class", ""):
            return
        ends = element is not root and (element.tag not in INLINE or element.tag == "br")
        if ends:
            flush()
        if element.text:
            line.append(element.text)
        for child in element:
            walk(child)
            if child.tail:
                line.append(child.tail)
        if ends:
            flush()

    walk(root)
    flush()
    return blocks


def read_page(path, url):
    """The content page in an HTML file; None if it is none or has no text of its own, as a retired page's notice."""
    text = path.read_bytes()
    start = text.find(b"<main")
    end = text.rfind(b"</main>")
    if start < 0 or b"data-page-id=" not in text[start : start + 400]:
        return None
    parser = html.HTMLParser(encoding="utf-8")
    main = etree.fromstring(text[start : end + 7], parser).find(".//main")
    blocks = []
    title = None
    for element in main.xpath(".//*[@data-own][not(ancestor::*[@data-own])]"):
        found = own_blocks(element)
        if element.tag == "h1" and title is None:
            title = found[0] if found else ""
        blocks += found
    if title is None:
        return None
    return OwnPage(main.get("data-page-id"), url, main.get("data-kind"), title, blocks)


class Oracle:
    """All content pages of a built site."""

    def __init__(self, site):
        self.pages = []
        for path in sorted(site.rglob("*.html")):
            page = read_page(path, path.relative_to(site).as_posix())
            if page:
                self.pages.append(page)
        self.by_id = {page.id: page for page in self.pages}
        self.characters = sum(len(SPACE.sub("", block)) for page in self.pages for block in page.blocks)
        for page_id, aliases in published_aliases(site):
            if page_id in self.by_id:
                self.by_id[page_id].aliases = aliases

    def spans(self, count, seed, shortest=2, longest=8):
        """`count` different stretches of Han characters, as written. Each length is as frequent as any other, and of a
        length each place in the site's texts: frequent phrases come often, as people type them."""
        rng = random.Random(f"{seed} {shortest} {longest}")
        # More pages than that are as good as all, and their stretches would fill the memory.
        pages = self.pages if len(self.pages) <= 20_000 else rng.sample(self.pages, 20_000)
        runs = [run for page in pages for block in page.blocks for run in HAN.findall(block) if len(run) >= shortest]
        by_length = {length: [run for run in runs if len(run) >= length] for length in range(shortest, longest + 1)}
        weights = {length: cumulative(len(run) - length + 1 for run in runs) for length, runs in by_length.items()}
        lengths = [length for length in by_length if by_length[length]]
        found = {}
        for _ in range(count * 20):
            if len(found) == count:
                break
            length = rng.choice(lengths)
            run = rng.choices(by_length[length], cum_weights=weights[length])[0]
            start = rng.randrange(len(run) - length + 1)
            found[run[start : start + length]] = None
        return list(found)

    def relevant(self, phrases):
        """By phrase, the ids of the pages that hold it in a block. Phrases have two characters at least."""
        by_pair = defaultdict(list)
        for phrase in phrases:
            folded = fold(phrase)
            by_pair[folded[:2]].append((folded, phrase))
        found = {phrase: set() for phrase in phrases}
        for page in self.pages:
            text = page.folded
            pairs = {text[at : at + 2] for at in range(len(text) - 1)}
            for pair in pairs & by_pair.keys():
                for folded, phrase in by_pair[pair]:
                    if folded in text:
                        found[phrase].add(page.id)
        return found


def cumulative(numbers):
    total = 0
    sums = []
    for number in numbers:
        total += number
        sums.append(total)
    return sums


def published_aliases(site):
    """(id, aliases) of every page, from the JSON collections that the site publishes."""
    for path in sorted((site / "api" / "v1").glob("*.json")):
        collection = json.loads(path.read_text("utf-8"))
        for page in collection.get("pages", []) if isinstance(collection, dict) else []:
            aliases = page.get("fields", {}).get("aliases")
            if aliases:
                yield page["id"], aliases
