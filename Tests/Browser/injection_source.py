"""A knowledge base with every attempt of the table in its place, as files that `casebook build` reads.

A row of the table is put where its place says:

    KIND.FIELD            a field of a page of that kind; each row that wants the same field gets a page of its own
    KIND.FIELD[]          one more value of a list
    KIND.FIELD[].PART     one more record of a list, with the text in that part
    KIND.slots.PART       one more slot, which a spoken line uses; `name` is the slot's own name
    KIND.body             a block of the page that all rows of this place share
    KIND.alone            the body of a page of its own, for what may swallow the rest of a page
    script.spoken         one more spoken line; case.turn, case.discussion: one more turn, one more question
    vocabulary.PART       one more value of a vocabulary; `value` is its key
    config.PATH           a key of casebook.yml, `/` between its parts; the second row for a key makes a further site
    synonym, forbidden    one more group of words
    file.page, file.folder, file.asset, file.asset-folder    a name on disk
    svg                   what a picture holds; svg.file: a whole picture
"""

import base64
import copy
import dataclasses

import yaml

REVIEW = {"status": "approved", "reviewed_on": "2026-11-20", "reviewed_by": "质检组"}
# What a page of each kind must have, and where it lies.
SKELETONS = {
    "guide": ("guides", {}),
    "page": ("notes", {}),
    "script": ("scripts", {"summary": "摘要", "when": ["用于"], "channels": ["phone"], "risk": "low", "emotion": ["calm"]}),
    "case": ("cases", {
        "summary": "摘要", "causes": ["cause-1"], "channels": ["phone"], "emotion": ["calm"], "intensity": 1, "polarity": "good",
        "anonymised": True}),
    "cause": ("causes", {"signs": ["听到"], "countermeasures": ["应对"], "scripts": ["script-1"]}),
    "method": ("methods", {}),
    "step": ("methods/method-1", {"goal": "目标", "actions": ["做"], "done_when": ["做到"], "scripts": ["script-1"]}),
    "checklist": ("checklists", {"items": ["一项"]}),
    "figure": ("figures", {"value": "1", "claim": "说法", "year": 2026, "sources": ["source-1"]}),
    "term": ("terms", {"definition": "定义"}),
    "deadline": ("deadlines", {"trigger": "起点", "days": 3, "basis": "依据", "effective_from": "2026-01-01"}),
    "source": ("sources", {}),
    "drill": ("drills", {"trains": ["guide-1"]}),
}
SECTIONS = ["背景", "经过", "问题", "处理", "结果", "启示", "讨论题"]
RECORDS = {
    "avoid": {"phrase": "不说"}, "escalate": {"if": "情形", "to": "交给"}, "items": {"text": "一项"}, "sources": {"id": "source-1"},
}
DRILL = {
    "folder": "drills", "label": "演练", "label_en": "Drill",
    "fields": {
        "place": {"type": "text", "label": "地点", "label_en": "Place"},
        "brief": {"type": "prose", "label": "说明", "label_en": "Brief"},
        "level": {"type": "choice", "values": ["入门"], "label": "程度", "label_en": "Level"},
        "trains": {"type": "page", "kinds": ["guide"], "list": True, "label": "练习", "inverse": "drills", "inverse_label": "演练"},
    },
}
CONFIGURATION = {
    "title": "知识库", "language": "zh-Hans", "url": "https://kb.example.com/", "feedback": "https://kb.example.com/feedback",
    "kinds": {"drill": DRILL}, "checks": {"raw-html": "off"},
}
VOCABULARIES = {
    "channel": {"phone": {"label": "电话", "label_en": "Phone"}},
    "emotion": {"calm": {"label": "平静", "label_en": "Calm"}},
    "risk": {"low": {"label": "低", "label_en": "Low"}, "high": {"label": "高", "label_en": "High"}},
}

# A dot.
PNG = base64.b64decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==")


@dataclasses.dataclass
class Page:
    kind: str
    number: int
    fields: dict
    body: list = dataclasses.field(default_factory=list)
    # Spoken lines, turns or questions, which have their place within the body.
    said: dict = dataclasses.field(default_factory=dict)

    @property
    def id(self):
        return self.fields.get("id", self.name)

    @property
    def name(self):
        return f"{self.kind}-{self.number}"

    @property
    def file(self):
        folder = SKELETONS[self.kind][0]
        if self.kind == "method":
            return f"{folder}/{self.name}/index.md"
        return f"{folder}/{self.number}-{self.name}.md" if self.kind == "step" else f"{folder}/{self.name}.md"

    @property
    def address(self):
        if self.kind == "step":
            return f"methods/method-1/{self.name}.html"
        if "id" in self.fields:
            return ""
        return self.file.removesuffix(".md") + ".html"

    @property
    def text(self):
        body = list(self.body)
        if self.kind == "case":
            said = {"经过": "turn", "讨论题": "discussion"}
            for section in SECTIONS:
                body += [f"## {section}", "如下。", *self.said.get(said.get(section), [])]
        if self.kind == "script":
            body = ["> 我在听。", *self.said.get("spoken", []), "## 说明", *body]
        front = yaml.safe_dump({"title": f"{self.kind} {self.number}", **REVIEW, **self.fields}, allow_unicode=True, width=10_000)
        return f"---\n{front}---\n\n" + "\n\n".join(body) + "\n"


class Source:
    """The files of one or more sites: the first holds nearly everything, the others the further configurations."""

    def __init__(self, apart=False):
        # Whether each row gets a page of its own, so that findings tell which row they mean.
        self.apart = apart
        self.pages = {}
        self.configurations = [copy.deepcopy(CONFIGURATION)]
        self.vocabularies = copy.deepcopy(VOCABULARIES)
        self.words = {"synonyms": [["安抚", "抚慰"]], "forbidden": []}
        self.files = {"files/own.png": PNG}
        self.taken = {}

    def page(self, kind, number=1):
        for each in range(1, number + 1):
            self.pages.setdefault((kind, each), Page(kind, each, copy.deepcopy(SKELETONS[kind][1])))
        return self.pages[kind, number]

    def next_page(self, kind, field):
        self.taken[kind, field] = self.taken.get((kind, field), 0) + 1
        return self.page(kind, self.taken[kind, field])

    def put(self, number, place, text):
        """Puts a text in its place.

        Returns the site's number and the address of the page that shows it; the address is empty where its page isn't known
        before the build.
        """
        area, _, path = place.partition(".")
        if area == "config":
            return self.put_configuration(path, text), "index.html"
        if area in self.words or f"{area}s" in self.words:
            return 0, self.put_words(area, text)
        if area == "vocabulary":
            return 0, self.put_vocabulary(number, path, text)
        if area == "file":
            return 0, self.put_file(number, path, text)
        if area == "svg":
            drawn = text if path else f'<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink">{text}<text y="9">drawn {number}</text></svg>'
            self.files[f"files/picture-{number}.svg"] = drawn.encode() if isinstance(drawn, str) else drawn
            self.page("page").body.append(f"![picture {number}](../files/picture-{number}.svg)")
            return 0, f"files/picture-{number}.svg"
        return 0, self.put_page(number, area, path, text).address

    def page_for(self, number, kind, field):
        if self.apart or field in ("alone", "id"):
            # Behind all pages that others lead to.
            return self.pages.setdefault((kind, 1000 + number), Page(kind, 1000 + number, copy.deepcopy(SKELETONS[kind][1])))
        is_shared = field in ("body", "spoken", "turn", "discussion", "slots") or field.endswith("[]")
        return self.page(kind) if is_shared else self.next_page(kind, field)

    def put_page(self, number, kind, path, text):
        field, *parts = path.split(".")
        page = self.page_for(number, kind, field)
        if field in ("alone", "body"):
            page.body.append(text)
        elif field in ("spoken", "turn", "discussion"):
            page.said.setdefault(field, []).append("\n".join(f"> {line}" if field != "discussion" else line for line in text.split("\n")))
        elif field == "slots":
            name = text if parts == ["name"] else f"变量{number}"
            slot = {"label": text} if parts == ["name"] else {parts[0]: [text, "乙"] if parts[0] == "options" else text}
            if parts[0] == "options":
                slot["kind"] = "menu"
            page.fields.setdefault("slots", {})[name] = slot
            page.said.setdefault("spoken", []).append(f"> 说{{{name}}}。")
        elif field.endswith("[]"):
            name = field.removesuffix("[]")
            value = {**RECORDS[name], parts[0]: text} if parts else text
            page.fields.setdefault(name, []).append(value)
        else:
            page.fields[field] = text
        if field in ("title", "summary", "change"):
            page.fields["updated_on"] = "2026-11-20"
        return page

    def put_configuration(self, path, text):
        self.taken["config", path] = self.taken.get(("config", path), 0) + 1
        site = self.taken["config", path] - 1
        while len(self.configurations) <= site:
            self.configurations.append(copy.deepcopy(CONFIGURATION))
        *parents, key = path.split("/")
        place = self.configurations[site]
        for parent in parents:
            place = place[parent]
        place[key] = [text] if key == "values" else text
        return site

    def put_words(self, area, text):
        if area == "synonym":
            self.words["synonyms"].append([f"同义{len(self.words['synonyms'])}", text])
            return "search.html"
        self.words["forbidden"].append({"pattern": text, "reason": text, "instead": text, "severity": "warning"})
        return "index.html"

    def put_vocabulary(self, number, part, text):
        value = text if part == "value" else f"v{number}"
        entry = self.vocabularies["emotion"].setdefault(value, {"label": f"情绪{number}"})
        if part != "value":
            entry[part] = [text] if part == "aliases" else text
        self.page("script").fields["emotion"].append(value)
        return "" if part == "value" else f"vocabularies/emotion/{value}.html"

    def put_file(self, number, part, text):
        if part == "page":
            name = f"guides/{text}.md"
        elif part == "folder":
            name = f"{text}/note-{number}.md"
        else:
            name = f"files/{text}.png" if part == "asset" else f"{text}/a.png"
            self.files[name] = PNG
            written = "".join(f"%{byte:02X}" if chr(byte) in '%<>?#\\ ()"\'' or byte < 0x20 or byte > 0x7E else chr(byte) for byte in name.encode())
            self.page("page").body.append(f"![asset {number}](../{written})")
            return "notes/page-1.html"
        front = yaml.safe_dump({"title": f"file {number}", **REVIEW}, allow_unicode=True)
        self.files[name] = f"---\n{front}---\n\n正文。\n".encode()
        return ""

    # MARK: Writing

    def finish(self):
        """Pages that show what other pages say: terms to rest on, cards, relations, a pinned line."""
        for kind in SKELETONS:
            self.page(kind)
        for method in [page for page in self.pages.values() if page.kind == "method" and page.number > 1]:
            step = Page("step", 1, copy.deepcopy(SKELETONS["step"][1]))
            self.files[f"methods/{method.id}/1-first.md"] = step.text.encode()
        ids = {kind: [page for page in self.pages.values() if page.kind == kind] for kind in SKELETONS}
        meeting = Page("guide", 9999, {"related": [page.id for kind in ("guide", "case", "checklist") for page in ids[kind]]})
        meeting.body = [f"[[{page.id}]] " for page in ids["term"]] + [f"![[{page.id}]]" for page in ids["script"]]
        self.pages["guide", 9999] = meeting
        ids["script"][0].fields |= {"pinned": True, "valid_until": "2027-01-01"}
        ids["script"][0].fields.setdefault("next", []).extend(page.id for page in ids["script"][1:])
        ids["step"][0].fields["scripts"] = [page.id for page in ids["script"]]

    def write(self, folder):
        """One folder for each site."""
        self.finish()
        for number, configuration in enumerate(self.configurations):
            root = folder / f"source-{number}"
            files = dict(self.files) if number == 0 else {}
            pages = self.pages.values() if number == 0 else [Page("drill", 1, {"trains": ["guide-1"], "level": configuration["kinds"]["drill"]["fields"]["level"]["values"][0]}), Page("guide", 1, {"updated_on": "2026-11-20"})]
            files |= {page.file: page.text.encode() for page in pages}
            for name, values in (self.vocabularies if number == 0 else VOCABULARIES).items():
                files[f"vocabularies/{name}.yml"] = dump(values)
            if number == 0:
                files |= {f"{name}.yml": dump(words) for name, words in self.words.items() if words}
            for name, content in files.items():
                path = root / "Content" / name
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(content)
            (root / "casebook.yml").write_bytes(dump(configuration))
            yield root


def dump(value):
    return yaml.safe_dump(value, allow_unicode=True, width=10_000, sort_keys=False).encode()
