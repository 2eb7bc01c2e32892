"""Sites in English and in traditional Chinese: the interface speaks one language everywhere, the kinds' labels included."""

import html
import json
import re

import pytest

from conftest import ROOT, build

HAN = re.compile(r"[㐀-鿿豈-﫿]")
CATALOGUES = {language: json.loads((ROOT / f"Templates/messages/{language}.json").read_text("utf-8")) for language in ("zh-Hans", "zh-Hant", "en")}
# Words that are looked for in what authors write, in whatever language; nobody sees them.
LOOKED_FOR = {"speechCustomers", "speechSayHeadings", "speechAvoidHeadings"}

# One page of every kind with every sort of field, in words of the site's language: what is left is the interface's.
PAGES = {
    "causes/a.md": "title: {t}\nsummary: {t}\nsigns: [{t}]\ncountermeasures: [{t}]",
    "causes/b.md": "title: {t}\nsummary: {t}\nsigns: [{t}]\ncountermeasures: [{t}]\nparents: [a]",
    "methods/way/index.md": "title: {t}\nsummary: {t}",
    "methods/way/1-first.md": "title: {t}\ngoal: {t}\nactions: [{t}]\ndone_when: [{t}]\nscripts: [line]\navoid: [{{phrase: {t}, why: {t}, instead: {t}}}]",
    "methods/way/2-next.md": "title: {t}\ngoal: {t}\nactions: [{t}]\ndone_when: [{t}]",
    "scripts/line.md": "title: {t}\nsummary: {t}\nwhen: [{t}]\nnot_when: [{t}]\nchannels: [one]\nemotion: [two]\nintensity: 2\nrisk: high\npinned: true\nvalid_until: 2027-01-01\nreview_by: 2026-01-01\nescalate: [{{if: {t}, to: {t}, within: {t}}}]\nslots: {{{t}: {{label: {t}, kind: text, required: true}}}}\nlisten_for: [{t}]\naliases: [{t}]\ntags: [{t}]\nowner: {t}\nevidence: practice\ncaveat: {t}\nsources: [book]\nrelated: [word]",
    "scripts/after.md": "title: {t}\nsummary: {t}\nwhen: [{t}]\nchannels: [one]\nrisk: low\nnext: [line]",
    "cases/one.md": "title: {t}\nsummary: {t}\ncauses: [a]\nchannels: [one]\nemotion: [two]\nintensity: 3\npolarity: mixed\nanonymised: true\nscripts: [{{script: line, role: should_have}}]\nsteps: [{{step: way/first, verdict: violated}}]",
    "guides/g.md": "title: {t}",
    "checklists/c.md": "title: {t}\nitems: [{{text: {t}, required: true, ask: {t}, why: {t}}}]",
    "figures/f.md": "title: {t}\nvalue: 90\nunit: {t}\nclaim: {t}\nyear: 2020\nsources: [book]",
    "terms/word.md": "title: {t}\ndefinition: {t}",
    "deadlines/d.md": "title: {t}\ndays: 15\ntrigger: {t}\nbasis: {t}\neffective_from: 2026-01-01",
    "sources/book.md": "title: {t}",
    "guides/old.md": "title: {t}\nstatus: retired\nreplaced_by: g",
}
SECTIONS = {
    "en": ["Background", "Course", "Problem", "Handling", "Result", "Lesson", "Discussion"],
    "zh-Hant": ["背景", "經過", "問題", "處理", "結果", "啟示", "討論題"],
}
BODY = "\n\n> {t} {{{t}}}\n\n## {t}\n\n{t} [[word]] ![[line]]\n\n> [!NOTE]\n> {t}\n\n- [ ] {t}\n\n| {t} |\n|---|\n| {t} |\n\n{t}[^1]\n\n[^1]: {t}\n"


def write_site(folder, language, word):
    (folder / "casebook.yml").parent.mkdir(parents=True)
    (folder / "casebook.yml").write_text(f"title: {word}\nlanguage: {language}\nfeedback: 'mailto:desk@example.org'\nchecks: {{duplicate-title: off, orphan-page: off}}\n", "utf-8")
    for path, fields in {"index.md": "title: {t}", **PAGES}.items():
        front = fields.format(t=word)
        status = "" if "status:" in front else "status: approved\nreviewed_on: 2026-01-01\nreviewed_by: {t}\nupdated_on: 2026-01-01\nchange: {t}\n".format(t=word)
        file = folder / "Content" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        body = BODY.format(t=word) if path.startswith(("scripts", "guides", "index")) else f"\n{word}\n"
        if path != "scripts/line.md":
            body = body.replace(f" {{{word}}}", "")
        body += "".join(f"\n## {section}\n\n{word}\n" for section in SECTIONS[language] if path.startswith("cases"))
        file.write_text(f"---\n{front}\n{status}---\n{body}", "utf-8")
    lists = {"channel": "one", "emotion": "two", "risk": "high", "industry": "one"}
    for name, value in lists.items():
        file = folder / f"Content/vocabularies/{name}.yml"
        file.parent.mkdir(exist_ok=True)
        file.write_text("".join(f"{one}: {{label: {word}, label_en: {word}}}\n" for one in {value, "low"}), "utf-8")


@pytest.fixture(scope="module", params=[("en", "Sample"), ("zh-Hant", "樣本")], ids=["en", "zh-Hant"])
def site(request, tmp_path_factory):
    language, word = request.param
    folder = tmp_path_factory.mktemp(language)
    write_site(folder / "source", language, word)
    build(folder / "source", folder / "site")
    return language, folder / "site"


def shown(path):
    """Every word that a page shows or says: text and the attributes that are read out."""
    source = path.read_text("utf-8")
    source = re.sub(r"<(script|style)\b.*?</\1>", " ", source, flags=re.S)
    said = re.findall(r'(?:aria-label|title|placeholder|alt|content|value|data-word)="([^"]*)"', source)
    return html.unescape(" ".join([re.sub(r"<[^>]*>", " ", source), *said]))


def is_traditional(character):
    """Whether a character belongs to those that are written in traditional Chinese: what Big5 can write."""
    try:
        character.encode("big5")
    except UnicodeEncodeError:
        return False
    return True


def foreign(language, text):
    if language == "en":
        return sorted(set(HAN.findall(text)))
    return sorted({character for character in HAN.findall(text) if not is_traditional(character)})


def test_every_page_speaks_one_language(site):
    language, folder = site
    pages = sorted(folder.rglob("*.html"))
    assert len(pages) > 40
    wrong = {page.relative_to(folder).as_posix(): found for page in pages if (found := foreign(language, shown(page)))}
    assert wrong == {}
    for page in pages:
        assert f'<html lang="{language}"' in page.read_text("utf-8")


def test_scripts_and_facets_speak_it_too(site):
    language, folder = site
    script = (folder / "assets/casebook.js").read_text("utf-8")
    words = json.loads(re.search(r'=(\{"between":.*?\});', script, re.S)[1])
    assert words == CATALOGUES[language]["script"]
    index = json.loads((folder / "search/index.json").read_text("utf-8"))
    labels = [facet["label"] for facet in index["facets"]] + [kind["label"] for kind in index["kinds"]]
    assert len(labels) > 12
    assert foreign(language, "".join(labels)) == []


def shown_words(group):
    return [(key, word) for key, word in group.items() if key not in LOOKED_FOR]


def test_words_of_traditional_chinese_are_written_in_it():
    simplified = {key: word for group in CATALOGUES["zh-Hant"].values() for key, word in shown_words(group) if foreign("zh-Hant", word)}
    assert simplified == {}


def test_words_of_one_language_hold_none_of_another():
    for group in CATALOGUES["en"].values():
        assert {key: word for key, word in shown_words(group) if HAN.search(word)} == {}
    for language in ("zh-Hans", "zh-Hant"):
        for group in CATALOGUES[language].values():
            without = {key: word for key, word in shown_words(group) if not HAN.search(word) and re.search(r"[A-Za-z]{2}", re.sub(r"\{\w+\}", "", word))}
            assert without == {}


def test_every_language_has_the_same_words_with_the_same_places():
    def places(text):
        return sorted(set(re.findall(r"\{\w+\}", text)))

    for group in ("page", "script"):
        chinese = CATALOGUES["zh-Hans"][group]
        for language in ("zh-Hant", "en"):
            other = CATALOGUES[language][group]
            assert set(other) == set(chinese)
            assert {key for key in chinese if places(chinese[key]) != places(other[key])} == set()
