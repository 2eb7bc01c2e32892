"""Queries with known answers, drawn from a site's names and texts. The same seed draws the same queries."""

import csv
import pathlib
import random
import re
from collections import defaultdict
from dataclasses import dataclass, field

import opencc
from pypinyin import Style, lazy_pinyin, load_phrases_dict

from search_oracle import HAN, fold

FOLDER = pathlib.Path(__file__).parent / "queries"
# Words that pypinyin 0.55 doesn't know and reads wrongly.
load_phrases_dict({
    "最长": [["zuì"], ["cháng"]], "还款": [["huán"], ["kuǎn"]], "支行": [["zhī"], ["háng"]], "没入": [["méi"], ["rù"]],
})
# More pages than that can't all be among the first three.
SHARED = 3


@dataclass
class Query:
    """What is typed, and the pages of which one has to be among the first `top`."""

    text: str
    ids: set
    group: str
    top: int = 3
    note: str = ""


@dataclass
class Names:
    """The titles and aliases of a site, by what is typed for them."""

    by_text: dict = field(default_factory=lambda: defaultdict(set))
    by_pinyin: dict = field(default_factory=lambda: defaultdict(set))
    by_initials: dict = field(default_factory=lambda: defaultdict(set))
    runs: list = field(default_factory=list)


def pinyin(text):
    """Syllables without tones, ü as v."""
    return lazy_pinyin(text, style=Style.NORMAL, v_to_u=False)


def letters(text):
    return "".join(pinyin(text))


def initials(text):
    return "".join(syllable[0] for syllable in pinyin(text))


def names_of(oracle):
    names = Names()
    for page in oracle.pages:
        for name in page.names:
            names.by_text[compact(name)].add(page.id)
            # Only whole names: a part of one is in others as well, which are then as good an answer.
            if HAN.fullmatch(name) and len(name) >= 2:
                names.runs.append(name)
                names.by_pinyin[letters(name)].add(page.id)
                names.by_initials[initials(name)].add(page.id)
    names.runs = sorted(set(names.runs))
    return names


def compact(text):
    """Letters, digits and Han only: names that differ in marks alone are typed alike."""
    return re.sub(r"[\W_]+", "", fold(text))


def drawn(items, count, seed):
    items = list(items)
    return items if len(items) <= count else random.Random(seed).sample(items, count)


def known_items(oracle, names, count, seed):
    """Exact titles (first place), the middle of a title, aliases. A middle that more than three names hold is no known
    item and is left out; so is a name that several pages have, except that any of them answers."""
    queries = []
    for page in drawn(oracle.pages, count, f"{seed} titles"):
        queries.append(Query(page.title, set(names.by_text[compact(page.title)]), "title", top=1))
    rng = random.Random(f"{seed} middles")
    middles = {}
    for page in drawn(oracle.pages, count * 2, f"{seed} middle pages"):
        runs = [run for run in HAN.findall(page.title) if len(run) >= 4]
        if runs:
            run = max(runs, key=len)
            length = rng.randint(3, len(run) - 1)
            start = rng.randint(0 if length < len(run) - 1 else 1, len(run) - length)
            middles[run[start : start + length]] = page.id
    holders = held_by_names(names, middles)
    known = [middle for middle in middles if len(holders[middle]) <= SHARED]
    queries += [Query(middle, holders[middle], "middle") for middle in drawn(known, count, f"{seed} middles")]
    aliases = sorted({alias for page in oracle.pages for alias in page.aliases})
    for alias in drawn(aliases, count, f"{seed} aliases"):
        ids = names.by_text[compact(alias)]
        if len(ids) <= SHARED:
            queries.append(Query(alias, set(ids), "alias"))
    return queries


def held_by_names(names, texts):
    """By text, the pages with a title or alias that holds it."""
    folded = {text: compact(text) for text in texts}
    by_pair = defaultdict(list)
    for text, short in folded.items():
        by_pair[short[:2]].append((short, text))
    found = {text: set() for text in texts}
    for name, ids in names.by_text.items():
        for pair in {name[at : at + 2] for at in range(len(name) - 1)} & by_pair.keys():
            for short, text in by_pair[pair]:
                if short in name:
                    found[text] |= ids
    return found


def pinyin_queries(names, count, seed):
    """All letters, and the initials, of names that are Han throughout; any page with a name read alike answers."""
    queries = []
    for run in drawn(names.runs, count, f"{seed} pinyin"):
        typed = letters(run)
        if len(names.by_pinyin[typed]) <= SHARED:
            queries.append(Query(typed, set(names.by_pinyin[typed]), "pinyin", note=run))
    longer = [run for run in names.runs if len(run) >= 3]
    for run in drawn(longer, count, f"{seed} initials"):
        typed = initials(run)
        if len(names.by_initials[typed]) <= SHARED:
            queries.append(Query(typed, set(names.by_initials[typed]), "initials", note=run))
    return queries


def common_characters():
    """The 3,755 characters of GB 2312's first level, by syllable."""
    by_syllable = defaultdict(list)
    for row in range(0xB0, 0xD8):
        for cell in range(0xA1, 0xFF):
            try:
                character = bytes([row, cell]).decode("gb2312")
            except UnicodeDecodeError:
                continue
            by_syllable[pinyin(character)[0]].append(character)
    return by_syllable


def typo_queries(oracle, names, count, seed):
    """Names of 3 to 8 characters with one of them replaced by another common one that sounds alike. Kept are those that
    stand nowhere in the site as they are typed."""
    alike = common_characters()
    rng = random.Random(f"{seed} typos")
    typos = {}
    runs = [run for run in names.runs if 3 <= len(run) <= 8]
    for run in drawn(runs, count * 2, f"{seed} typo names"):
        at = rng.randrange(len(run))
        choices = [character for character in alike[pinyin(run)[at]] if character != run[at]]
        if choices:
            typos[run[:at] + rng.choice(choices) + run[at + 1 :]] = run
    holders = held_by_names(names, set(typos.values()))
    standing = oracle.relevant(list(typos))
    known = [typo for typo, run in typos.items() if not standing[typo] and 0 < len(holders[run]) <= SHARED]
    return [Query(typo, holders[typos[typo]], "homophone", note=typos[typo]) for typo in drawn(known, count, f"{seed} kept")]


TRADITIONAL = opencc.OpenCC("s2t")


def wide(text):
    """Letters and digits as an input method in full-width mode writes them."""
    return "".join(chr(ord(character) + 0xFEE0) if "!" <= character <= "~" else character for character in text)


def variants(oracle, spans, count, seed):
    """(query, the same in other characters): traditional, full-width, upper case."""
    pairs = []
    for span in drawn(spans, count, f"{seed} traditional"):
        other = TRADITIONAL.convert(span)
        if other != span:
            pairs.append((span, other))
    words = sorted({word for page in oracle.pages for word in re.findall(r"[a-z0-9][a-z0-9.-]+", page.folded)})
    for word in drawn(words, count // 4, f"{seed} words"):
        pairs += [(word, other) for other in (word.upper(), wide(word), wide(word.upper())) if other != word]
    return pairs


def mixture(oracle, names, spans, count, seed):
    """Queries of every sort for comparing two engines; no answers are known."""
    rng = random.Random(f"{seed} mixture")
    runs = names.runs
    titles = [page.title for page in oracle.pages]
    typos = [query.text for query in typo_queries(oracle, names, count // 12, seed)]
    texts = set(typos)

    def add(share, make):
        for _ in range(int(count * share)):
            texts.add(make())

    def some_letters():
        return letters(rng.choice(runs))

    add(0.30, lambda: rng.choice(spans))
    add(0.12, lambda: f"{rng.choice(spans)} {rng.choice(spans)}")
    add(0.06, lambda: f"{rng.choice(spans)}，{rng.choice(spans)[:2]}")
    add(0.08, lambda: rng.choice(titles))
    add(0.08, some_letters)
    add(0.08, lambda: some_letters()[: rng.randint(1, 9)])
    add(0.05, lambda: " ".join(pinyin(rng.choice(runs)[:4])))
    add(0.08, lambda: initials(rng.choice(runs))[: rng.randint(1, 8)])
    add(0.06, lambda: rng.choice(spans)[:3] + letters(rng.choice(runs)[:2]))
    add(0.05, lambda: letters(rng.choice(runs)[:2]) + rng.choice(spans)[:3])
    add(0.07, lambda: rng.choice(["请问", "为什么", "客户"]) + rng.choice(spans) + rng.choice(["怎么办", "吗", "该怎么说", ""]))
    add(0.04, lambda: TRADITIONAL.convert(rng.choice(spans)))
    add(0.04, lambda: rng.choice(spans)[0])
    add(0.06, lambda: rng.choice(spans)[:2] + rng.choice(spans)[:2] + rng.choice(spans)[:2])
    add(0.02, lambda: str(rng.randint(1, 3000)))
    texts.update("，。！ 的 怎么办 12378 a zh ü nv lve xian ＡＰＰ x.y/z 𠮷 \u200b -".split(" "))
    texts.add("投诉" * 30)
    return sorted(text for text in texts if text.strip())


def everyday(oracle, names, spans, count, seed):
    """Queries as agents type them, in the proportions of a working day; all but the typos can be answered exactly."""
    rng = random.Random(f"{seed} everyday")
    typos = [query.text for query in typo_queries(oracle, names, max(count // 10, 1), seed)] or spans[:1]

    def two_words():
        """Of one page, each of two to four characters."""
        runs = [run for block in rng.choice(oracle.pages).blocks for run in HAN.findall(block) if len(run) >= 2]
        return " ".join(part(rng.choice(runs), rng.randint(2, 4)) for _ in range(2)) if runs else rng.choice(spans)

    def part(run, length):
        start = rng.randint(0, max(len(run) - length, 0))
        return run[start : start + length]

    kinds = (
        (40, lambda: rng.choice(spans)),
        (12, lambda: part(rng.choice(names.runs), rng.randint(2, 6))),
        (12, lambda: letters(part(rng.choice(names.runs), rng.randint(2, 4)))),
        (8, lambda: initials(part(rng.choice(names.runs), rng.randint(3, 6)))),
        (8, lambda: rng.choice(typos)),
        (12, two_words),
        (8, lambda: rng.choice(["客户", "请问", "为什么"]) + rng.choice(spans) + rng.choice(["怎么办", "怎么说", "吗"])),
    )
    weights = [weight for weight, _ in kinds]
    return [make() for _, make in rng.choices(kinds, weights, k=count)]


def written_queries(path):
    """Queries that people wrote: class, query, page ids separated by commas, note; one to a line, separated by tabs."""
    with path.open(encoding="utf-8", newline="") as lines:
        rows = [row for row in csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE) if row and not row[0].startswith("#")]
    return [
        Query(row[1], set(row[2].replace(" ", "").split(",")), row[0], note=row[3] if len(row) > 3 else "")
        for row in rows if len(row) >= 3 and row[1] != "query"]
