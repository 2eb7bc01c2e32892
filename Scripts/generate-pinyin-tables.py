#!/usr/bin/env python3
"""Writes Sources/CasebookText/PinyinTables.swift: how Chinese characters are read, alone and in words.

Needs the Debian packages unicode-data (Unihan) and rime-data-pinyin-simp (readings of words, derived from Android's
input method). Nobody who builds or uses Casebook needs them: the table is committed, and this program only runs when it
is to be renewed. Tones are dropped, ü is v.

    Scripts/generate-pinyin-tables.py              writes the table
    Scripts/generate-pinyin-tables.py --check      exit 1 where the committed table differs
    Scripts/generate-pinyin-tables.py --root DIR   reads the packages' files under DIR (unpacked with dpkg -x)
"""

import argparse
import bz2
import collections
import itertools
import math
import pathlib
import re
import sys
import unicodedata

HERE = pathlib.Path(__file__).resolve().parent
OUTPUT = HERE.parent / "Sources/CasebookText/PinyinTables.swift"
UNICODE_TABLES = HERE.parent / "Sources/CasebookText/UnicodeTables.swift"
WORDS = HERE / "pinyin-words.txt"
SYLLABLE = re.compile(r"(zh|ch|sh|[bcdfghjklmnpqrstwxyz])?[aeiouv]+(ng|n|r)?$")
# A reading that a character has this seldom by itself is left to the words that have it: 的 as di, 了 as liao.
LEAST_SHARE = 0.05
# The same for a word with several readings: 成都 as cheng dou is a slip of the source.
LEAST_WORD_SHARE = 0.15
# Colloquial readings that nobody types and that would double every title with one of these characters.
UNWANTED = {("那", "nei"), ("这", "zhei"), ("哪", "nei"), ("哪", "ne"), ("和", "hu"), ("和", "huo"), ("和", "han"),
            ("大", "dai"), ("见", "xian"), ("分", "fan"), ("说", "yue"), ("一", "yao"), ("上", "shuo")}
# Kept although rare in ordinary prose: in the trade they are common beyond what words can list.
WANTED = {("还", "huan"), ("重", "chong"), ("调", "tiao"), ("调", "diao"), ("行", "hang"), ("长", "chang"),
          ("长", "zhang"), ("给", "ji"), ("差", "chai"), ("折", "she")}
# Read as one or the other by whoever reads, in words as well: the source has only what is written.
EITHER = {"谁": {"shui", "shei"}}
# How frequent a word of our own is taken to be where the source doesn't have it.
OWN_WEIGHT = 200
# A word that is read as its characters are, but is more frequent than this and than a word with a rare reading that
# overlaps it (书面 and 面的, 说明 and 明了), is kept to stand in that word's way.
LEAST_GUARD = 400
# Several readings of one character, of which a word takes some, are a set of at most this many bits.
MOST_READINGS = 5


def plain(reading):
    """`lǜ` -> `lv`; nothing where it is no syllable that one would type (ḿ, hng, ê)."""
    letters = unicodedata.normalize("NFD", reading.lower()).replace("u\u0308", "v")
    letters = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return respelt(letters)


def respelt(letters):
    letters = {"lue": "lve", "nue": "nve"}.get(letters, letters)
    return letters if SYLLABLE.match(letters) and letters not in ("er5", "yai") else None


def unihan(root):
    """{character: {property: [readings with their numbers]}}"""
    table = collections.defaultdict(dict)
    path = root / "usr/share/unicode/Unihan_Readings.txt.bz2"
    for line in bz2.open(path, "rt", encoding="utf-8"):
        if line.startswith("U+"):
            point, name, value = line.rstrip("\n").split("\t")
            table[chr(int(point[2:], 16))][name] = value
    # A number in the standard of 2013, but in Unihan's eyes no ideograph.
    table.setdefault("〇", {"kMandarin": "líng"})
    return table


def listed(entry, name):
    """The readings of one Unihan property, in its order, without repeats."""
    value = entry.get(name, "")
    if name == "kHanyuPinlu":
        found = [item.split("(")[0] for item in value.split()]
    elif name == "kMandarin":
        found = value.split()[:1]
    else:
        found = [reading for item in value.split() for reading in item.split(":")[1].split(",")]
    return list(dict.fromkeys(filter(None, map(plain, found))))


def counted(entry):
    counts = collections.Counter()
    for item in entry.get("kHanyuPinlu", "").split():
        reading, count = item.rstrip(")").split("(")
        if plain(reading):
            counts[plain(reading)] += int(count)
    return counts


def dictionary(root):
    """{text: {(syllable, …): weight}} of the input method, one character and more."""
    table = collections.defaultdict(dict)
    path = root / "usr/share/rime-data/pinyin_simp.dict.yaml"
    for line in path.read_text("utf-8").split("\n...\n", 1)[1].splitlines():
        fields = line.split("\t")
        if len(fields) == 3:
            syllables = tuple(map(respelt, fields[1].split()))
            if all(syllables) and len(syllables) == len(fields[0]):
                table[fields[0]][syllables] = int(fields[2])
    return table


def own_words():
    """Words of the trade and places whose reading the sources lack or have wrong."""
    table = {}
    for line in WORDS.read_text("utf-8").splitlines():
        line = line.split("#")[0].strip()
        if line:
            word, _, readings = line.partition(" ")
            table[word] = [tuple(map(respelt, reading.split())) for reading in readings.split(",")]
            assert all(all(reading) and len(reading) == len(word) for reading in table[word]), line
    return table


def traditional_characters():
    text = UNICODE_TABLES.read_text("utf-8")
    pairs = text.split('let simplifiedPairs: StaticString = """', 1)[1].split('"""', 1)[0]
    return set(re.sub(r"[\\\s]", "", pairs)[::2])


def shares(counts):
    total = sum(counts.values())
    return {key: count / total for key, count in counts.items()} if total else {}


def characters(readings, words):
    """{character: ([usual readings, most usual first], [rare ones])}"""
    result = {}
    traditional = traditional_characters()
    used = collections.defaultdict(collections.Counter)
    for word, ways in words.items():
        for way, weight in ways.items():
            for character, syllable in zip(word, way):
                if len(word) > 1:
                    used[character][syllable] += weight
    for character, entry in sorted(readings.items()):
        basic = character == "〇" or "\u4e00" <= character <= "\u9fff"
        if character in traditional or not (basic or "kTGHZ2013" in entry):
            continue
        by_weight = shares({way[0]: weight for way, weight in words.get(character, {}).items()})
        by_count = shares(counted(entry))
        standard = listed(entry, "kTGHZ2013")
        order = list(dict.fromkeys(listed(entry, "kMandarin") + standard + listed(entry, "kXHC1983")))
        known = dict.fromkeys(order)
        known.update(dict.fromkeys(list(by_weight) + listed(entry, "kHanyuPinyin")))
        known.update(dict.fromkeys(used[character]))
        if not known:
            continue
        # Two sources out of two, or the one there is.
        sources = [source for source in (by_weight, by_count) if source]
        score = {reading: sum(source.get(reading, 0) for source in sources) / max(1, len(sources)) for reading in known}
        ranked = sorted(known, key=lambda reading: (-score[reading], list(known).index(reading)))
        if not sources:
            ranked = order or ranked
        usual = [
            reading for place, reading in enumerate(ranked)
            if (character, reading) not in UNWANTED
            and (place == 0 or (character, reading) in WANTED
                 # Of a character without counts, what the national standard's dictionary has.
                 or (score[reading] >= LEAST_SHARE and (reading in order or not order) if sources else reading in standard))
        ]
        rare = [reading for reading in ranked if reading not in usual and used[character][reading]]
        result[character] = (usual, rare)
    return result


class Table:
    """What will be committed, and the decisions the program takes from it."""

    def __init__(self, single):
        self.single = single
        self.words = {}  # word -> ([set of readings by character], weight class)
        self.longest = 1

    def readings(self, text):
        """As `Pinyin.readings`: fewest pieces, then the more frequent words; the earlier longer one at a tie."""
        best = [(0, 0, None)] * (len(text) + 1)
        for at in range(len(text) - 1, -1, -1):
            pieces, weight, _ = best[at + 1]
            choice = (pieces + 1, weight, 1)
            for length in range(2, min(self.longest, len(text) - at) + 1):
                known = self.words.get(text[at:at + length])
                if known:
                    pieces, weight, _ = best[at + length]
                    candidate = (pieces + 1, weight - known[1], length)
                    if candidate[:2] <= choice[:2]:
                        choice = candidate
            best[at] = choice
        result, at = [], 0
        while at < len(text):
            length = best[at][2]
            if length == 1:
                result.append(set(self.single.get(text[at], ([], []))[0]))
            else:
                result += self.words[text[at:at + length]][0]
            at += length
        return result

    def add(self, word, ways, weight):
        self.words[word] = (ways, weight)
        self.longest = max(self.longest, len(word))


def weight_class(weight):
    """0…20, a doubling each."""
    return min(20, int(math.log2(weight + 1)))


def make_table(single, words, own):
    table = Table(single)
    for word in sorted(set(words) | set(own), key=lambda word: (len(word), word)):
        if len(word) < 2 or any(character not in single for character in word):
            continue
        if word in own:
            ways = own[word]
            weight = max(map(weight_class, words.get(word, {0: OWN_WEIGHT}).values()))
        else:
            most = max(words[word].values())
            weight = weight_class(most)
            ways = [way for way, count in words[word].items() if count >= LEAST_WORD_SHARE * most]
        sets = [{way[place] for way in ways} for place in range(len(word))]
        for place, character in enumerate(word):
            sets[place] = EITHER.get(character, sets[place])
            known = single[character][0] + single[character][1]
            extra = sets[place] - set(known)
            if extra and word in own:
                single[character][1].extend(sorted(extra))
            if word not in own:
                wanted = {reading for reading in sets[place] if (character, reading) not in UNWANTED}
                sets[place] = wanted or sets[place]
        # Our own are added in any case: some are there to keep their neighbours right.
        if word in own or table.readings(word) != sets:
            table.add(word, sets, weight)
    add_guards(table, words)
    return table


def add_guards(table, words):
    """Two-character words that keep 书面的 from being read as 书 and 面的."""
    def has_rare(word, sets):
        return any(not chosen & set(table.single[character][0]) for character, chosen in zip(word, sets))

    weight_of_rare = {}  # the least weight of a rare word, by ("starts" | "ends", character)
    for word, (sets, weight) in table.words.items():
        if len(word) <= 3 and has_rare(word, sets):
            for key in (("starts", word[0]), ("ends", word[-1])):
                weight_of_rare[key] = min(weight, weight_of_rare.get(key, weight))
    for word, ways in sorted(words.items()):
        most = max(ways.values())
        if len(word) != 2 or word in table.words or most < LEAST_GUARD or any(c not in table.single for c in word):
            continue
        weight = weight_class(most)
        rivals = [weight_of_rare.get(key, 99) for key in (("starts", word[1]), ("ends", word[0]))]
        if weight >= min(rivals):
            table.add(word, table.readings(word), weight)


def wrapped(pieces, width=112):
    rows, row = [], ""
    for piece in pieces:
        if sum(2 if ord(letter) > 0x2E80 else 1 for letter in row + piece) > width:
            rows.append(row)
            row = ""
        row += piece
    rows.append(row)
    return "\\\n    ".join(rows)


def by_reading(rank, names, common):
    """`a阿啊.锕;ai爱…`: for each syllable the characters that have it at this place of their readings."""
    groups = collections.defaultdict(lambda: ("", ""))
    for character, syllable in rank:
        frequent, others = groups[syllable]
        groups[syllable] = (frequent + character, others) if character in common else (frequent, others + character)
    for name in names:
        frequent, others = groups[name]
        if frequent or others:
            yield name
            yield from frequent
            yield from ("." if frequent and others else "") + others
            yield ";"


def common_characters(readings):
    """What ordinary text is written in: GB 2312 and the national standard of 2013, as far as in the basic block."""
    return {character for character, entry in readings.items()
            if "\u4e00" <= character <= "\u9fff"
            and ("kTGHZ2013" in entry or character.encode("gb2312", "ignore"))}


def words_by_readings(table):
    """`12银行h重庆d;`: which readings of each character (sets, in base 32), then the words and what they weigh."""
    groups = collections.defaultdict(list)
    for word, (sets, weight) in table.words.items():
        digits = ""
        for character, chosen in zip(word, sets):
            known = table.single[character][0] + table.single[character][1]
            mask = sum(1 << known.index(reading) for reading in chosen)
            assert 0 < mask < 1 << MOST_READINGS, (word, character, known)
            digits += "0123456789abcdefghijklmnopqrstuv"[mask]
        groups[digits].append(word + "abcdefghijklmnopqrstu"[weight])
    for digits in sorted(groups, key=lambda digits: (len(digits), digits)):
        yield digits
        yield from sorted(groups[digits])
        yield ";"


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--root", type=pathlib.Path, default=pathlib.Path("/"))
    options = parser.parse_args()
    words, own = dictionary(options.root), own_words()
    sources = unihan(options.root)
    single = characters(sources, words)
    common = common_characters(sources)
    table = make_table(single, words, own)
    names = sorted({reading for usual, rare in single.values() for reading in usual + rare})
    most = max(len(usual) for usual, _ in single.values())
    usual = [
        "".join(by_reading(
            [(c, u[place]) for c, (u, _) in single.items() if len(u) > place], names, single if place else common))
        for place in range(most)]
    rare = [
        "".join(by_reading([(c, r[place]) for c, (_, r) in single.items() if len(r) > place], names, single))
        for place in range(max(len(r) for _, r in single.values()))]
    version = (options.root / "usr/share/unicode/ReadMe.txt").read_text("utf-8").split("Version ")[1].split()[0]
    text = f'''\
// Generated by Scripts/generate-pinyin-tables.py from Unihan {version}, the words of rime-pinyin-simp and
// Scripts/pinyin-words.txt; see NOTICE. Lines end in a backslash: the literals hold no line ends.

// swift-format-ignore-file: a table, wrapped by the program that writes it.

/// The names of all syllables, in code-point order: a syllable's number is its place.
let pinyinSyllableNames: StaticString = """
    {wrapped(" ".join(names).replace(" ", " |").split("|"))}
    """

/// Characters by their most usual reading, then (behind each `|`) by their second, third …; of those that words alone
/// have, behind `!`, the same again. Behind a dot stand the ones that ordinary text doesn't use. `a阿啊.锕;ai爱;|a吖;`
let pinyinCharacterReadings: StaticString = """
    {wrapped("|".join(usual) + "!" + "|".join(rare))}
    """

/// Words whose reading doesn't follow from their parts: for each character the readings it has here, a set with one bit
/// for each place of ``pinyinCharacterReadings``, in base 32; then the words that are so, each with a letter for how
/// frequent it is (a doubling each). `12银行o重庆n;`
let pinyinWords: StaticString = """
    {wrapped(words_by_readings(table))}
    """
'''
    if options.check:
        if OUTPUT.read_text("utf-8") != text:
            sys.exit(f"{OUTPUT} is not what this program writes")
        return
    OUTPUT.write_text(text, "utf-8")
    print(f"{len(names)} syllables, {len(single)} characters ({sum(len(u) > 1 for u, _ in single.values())} with several "
          f"readings), {len(table.words)} words, {len(text.encode())} bytes", file=sys.stderr)
    return table


if __name__ == "__main__":
    main()
