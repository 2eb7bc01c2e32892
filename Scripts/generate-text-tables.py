#!/usr/bin/env python3
"""Writes Sources/CasebookText/UnicodeTables.swift from the Unicode Character Database and OpenCC's characters.

Needs the Debian packages unicode-data (UnicodeData.txt, EastAsianWidth.txt, DerivedNormalizationProps.txt, SpecialCasing
and Unihan_Variants) and libopencc-data with opencc (opencc_dict turns the dictionaries into text). Nobody who builds or
uses Casebook needs them: the table is committed, and this program only runs when it is to be renewed.

    Scripts/generate-text-tables.py            writes the table
    Scripts/generate-text-tables.py --check    exit 1 where the committed table differs
"""

import bz2
import pathlib
import subprocess
import sys
import tempfile

UNICODE = pathlib.Path("/usr/share/unicode")
OPENCC = pathlib.Path("/usr/share/opencc")
OUTPUT = pathlib.Path(__file__).resolve().parent.parent / "Sources/CasebookText/UnicodeTables.swift"
HANGUL = range(0xAC00, 0xD7A4)
# Format characters and variation selectors that a reader doesn't see: they are dropped before words are compared.
IGNORED = [(0xAD, 0xAD), (0x200B, 0x200F), (0x202A, 0x202E), (0x2060, 0x2064), (0xFE00, 0xFE0F), (0xFEFF, 0xFEFF)]


def lines(name):
    """The fields of a UCD file's lines, comments removed."""
    for line in (UNICODE / name).read_text("utf-8").splitlines():
        line = line.split("#", 1)[0].strip()
        if line:
            yield [field.strip() for field in line.split(";")]


def code_points(field):
    first, _, last = field.partition("..")
    return range(int(first, 16), int(last or first, 16) + 1)


class Unicode:
    """What the tables need of the character database."""

    def __init__(self):
        self.raw = {}  # code point -> (is canonical, mapping), as UnicodeData gives it
        self.combining = {}
        self.lower = {}
        for fields in lines("UnicodeData.txt"):
            point = int(fields[0], 16)
            if fields[3] != "0":
                self.combining[point] = int(fields[3])
            if fields[5]:
                parts = fields[5].split()
                canonical = not parts[0].startswith("<")
                self.raw[point] = (canonical, [int(part, 16) for part in parts[0 if canonical else 1:]])
            if fields[13]:
                self.lower[point] = [int(fields[13], 16)]
        for fields in lines("SpecialCasing.txt"):
            if len(fields) == 5:  # with a further field the mapping depends on language or context
                self.lower[int(fields[0], 16)] = [int(part, 16) for part in fields[1].split()]
        self.lower = {point: to for point, to in self.lower.items() if to != [point]}
        excluded = set()
        self.may_compose_backwards = set()
        for fields in lines("DerivedNormalizationProps.txt"):
            if fields[1] == "Full_Composition_Exclusion":
                excluded.update(code_points(fields[0]))
            elif fields[1] == "NFC_QC" and fields[2] == "M":
                self.may_compose_backwards.update(code_points(fields[0]))
        self.compositions = {
            (to[0], to[1]): point
            for point, (canonical, to) in self.raw.items()
            if canonical and len(to) == 2 and point not in excluded
        }

    def decompose(self, point):
        """The full compatibility decomposition."""
        if point not in self.raw:
            return [point]
        return [part for step in self.raw[point][1] for part in self.decompose(step)]

    def compose(self, points):
        """Canonical ordering and composition, for the decomposition of a single character."""
        points = list(points)
        for end in range(len(points), 1, -1):
            for at in range(1, end):
                left, right = self.combining.get(points[at - 1], 0), self.combining.get(points[at], 0)
                if left > right > 0:
                    points[at - 1], points[at] = points[at], points[at - 1]
        result, starter = [], None
        last = 0
        for point in points:
            of_class = self.combining.get(point, 0)
            pair = (result[starter], point) if starter is not None else None
            blocked = starter is not None and len(result) - 1 > starter and last >= of_class
            if pair in self.compositions and not blocked:
                result[starter] = self.compositions[pair]
                continue
            if of_class == 0:
                starter = len(result)
            last = of_class
            result.append(point)
        return result


def opencc(name):
    """An OpenCC dictionary as {key: [values]}."""
    with tempfile.TemporaryDirectory() as folder:
        text = pathlib.Path(folder) / "table.txt"
        subprocess.run(
            ["opencc_dict", "-i", OPENCC / name, "-o", text, "-f", "ocd2", "-t", "text"],
            check=True, stdout=subprocess.DEVNULL)
        rows = (line.split("\t") for line in text.read_text("utf-8").splitlines() if line)
        return {row[0]: row[1].split(" ") for row in rows}


def unihan_variants():
    """{property: {character: [characters]}}"""
    table = {}
    for line in bz2.open(UNICODE / "Unihan_Variants.txt.bz2", "rt", encoding="utf-8"):
        if line.startswith("U+"):
            point, name, value = line.rstrip("\n").split("\t")
            characters = [chr(int(item.split("<")[0][2:], 16)) for item in value.split()]
            table.setdefault(name, {})[chr(int(point[2:], 16))] = characters
    return table


def in_gb2312(character):
    try:
        return bool(character.encode("gb2312"))
    except UnicodeEncodeError:
        return False


def simplified():
    """{traditional: simplified}, one character each, chains resolved.

    A character that is kept in some words and simplified in others (乾, 覆, 藉, 著) is simplified always: index and
    query are folded alike, so nothing is lost, and 瞭解 finds 了解.
    """
    table = {}

    def add(key, values):
        values = [value for value in values if value != key and len(value) == 1]
        if len(key) == 1 and values and key not in table:
            table[key] = values[0]

    def add_variant(key, value):
        # Tables of variants don't say which of the two a mainland text has; the national standard's set does.
        if in_gb2312(key) and not in_gb2312(value):
            key, value = value, key
        add(key, [value])

    for key, values in opencc("TSCharacters.ocd2").items():
        add(key, values)
    for value, keys in opencc("STCharacters.ocd2").items():
        for key in keys:
            add(key, [value])
    for name in ("TWVariants.ocd2", "HKVariants.ocd2"):
        for standard, variants in opencc(name).items():
            for variant in variants:
                add_variant(variant, table.get(standard, standard))
    # Of Unihan only what both sides can be typed in the basic plane: the rest are simplifications by analogy of
    # characters that no one writes, and would double the table.
    variants = unihan_variants()
    for key, values in variants["kSimplifiedVariant"].items():
        if ord(key) < 0x10000 and all(ord(value) < 0x10000 for value in values):
            add_variant(key, next((value for value in values if value != key), key))
    for value, keys in variants["kTraditionalVariant"].items():
        for key in keys:
            if ord(key) < 0x10000 and ord(value) < 0x10000 and key != value and table.get(value) != key:
                add_variant(key, value)
    resolved = {}
    for key in table:
        seen, value = [key], table[key]
        while value in table and value not in seen:
            seen.append(value)
            value = table[value]
        # A circle of variants is one character, the first of its members in code-point order.
        resolved[key] = min(seen[seen.index(value):]) if value in seen else value
    return {key: value for key, value in sorted(resolved.items()) if key != value}


def ranges(points):
    result = []
    for point in sorted(points):
        if result and result[-1][1] == point - 1:
            result[-1][1] = point
        else:
            result.append([point, point])
    return result


def mapping_literal(mapping):
    """`A0 20;A8 20 308;FF01-FF5E 21`: code points and what they become; a range becomes as many in a row."""
    entries = []
    for point, to in sorted(mapping.items()):
        last = entries[-1] if entries else None
        if last and len(to) == 1 and len(last[2]) == 1 and last[1] == point - 1 and to[0] - last[2][0] == point - last[0]:
            last[1] = point
        else:
            entries.append([point, point, to])
    return ";".join(
        (f"{first:X}" if first == last else f"{first:X}-{last:X}") + " " + " ".join(f"{part:X}" for part in to)
        for first, last, to in entries)


def range_literal(points):
    return ";".join(f"{first:X}" if first == last else f"{first:X}-{last:X}" for first, last in ranges(points))


def wrapped(text, separator=";"):
    """The lines of a Swift multi-line literal: every line but the last ends in a backslash, so no line end is in it."""
    rows, row = [], ""
    for item in text.split(separator):
        item += separator
        if len(row) + len(item) > 112:
            rows.append(row)
            row = ""
        row += item
    rows.append(row.removesuffix(separator))
    return "\\\n    ".join(rows)


def wrapped_pairs(pairs):
    rows = ["".join(pairs[start:start + 26]) for start in range(0, len(pairs), 26)]
    return "\\\n    ".join(rows)


def main():
    unicode = Unicode()
    ignored = {point for first, last in IGNORED for point in range(first, last + 1)}
    simple, entangled = {}, set()
    for point in range(0x10000):
        if 0xD800 <= point < 0xE000 or point in HANGUL:
            continue
        normal = unicode.compose(unicode.decompose(point))
        folded = [part for step in normal for part in unicode.lower.get(step, [step])]
        own = point in unicode.may_compose_backwards or unicode.combining.get(point)
        target = any(part in unicode.may_compose_backwards or unicode.combining.get(part) for part in normal)
        # A target above the basic plane would not fit the table of 16-bit units.
        if own or target or len(folded) != 1 or len(normal) != 1 or folded[0] > 0xFFFF:
            entangled.add(point)
        elif folded != [point] and point not in ignored:
            simple[point] = folded
    decompositions = {point: unicode.decompose(point) for point in unicode.raw}
    compositions = {}
    for (first, second), point in sorted(unicode.compositions.items()):
        compositions.setdefault(second, []).extend((first, point))
    wide = set()
    for fields in lines("EastAsianWidth.txt"):
        if fields[1] in ("W", "F"):
            wide.update(code_points(fields[0]))
    pairs = [key + value for key, value in simplified().items()]
    wide_rows = "\n".join(f"    (0x{first:X}, 0x{last:X})," for first, last in ranges(wide))
    version = (UNICODE / "ReadMe.txt").read_text("utf-8").split("Version ")[1].split()[0]
    text = f'''\
// Generated by Scripts/generate-text-tables.py from the Unicode Character Database {version} and OpenCC's characters; see
// NOTICE. Numbers in the literals are hexadecimal code points. Lines end in a backslash: the literals hold no line ends.

// swift-format-ignore-file: a table, wrapped by the program that writes it.

/// Traditional characters and their simplified ones, in pairs, sorted; no simplified one is a key.
let simplifiedPairs: StaticString = """
    {wrapped_pairs(pairs)}
    """

/// Characters of the basic plane that fold to a single other one wherever they stand: case, width, compatibility.
let simpleFoldings: StaticString = """
    {wrapped(mapping_literal(simple))}
    """

/// Characters of the basic plane that can change together with their neighbours or become several.
let entangledRanges: StaticString = """
    {wrapped(range_literal(entangled))}
    """

/// Characters that a reader doesn't see.
let ignoredRanges: StaticString = """
    {wrapped(range_literal(ignored))}
    """

/// Full compatibility decompositions, Hangul syllables left out.
let compatibilityDecompositions: StaticString = """
    {wrapped(mapping_literal(decompositions))}
    """

/// For a second character, the first ones and what the two compose to, Hangul left out.
let canonicalCompositions: StaticString = """
    {wrapped(";".join(f"{second:X} " + " ".join(f"{part:X}" for part in parts) for second, parts in sorted(compositions.items())))}
    """

/// East Asian wide and full-width characters, sorted.
let wideRanges: [(first: UInt32, last: UInt32)] = [
{wide_rows}
]
'''
    if "--check" in sys.argv[1:]:
        if OUTPUT.read_text("utf-8") != text:
            sys.exit(f"{OUTPUT} is not what this program writes")
        return
    OUTPUT.write_text(text, "utf-8")


if __name__ == "__main__":
    main()
