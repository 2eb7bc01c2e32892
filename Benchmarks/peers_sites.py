"""A generated corpus as other generators take it: the same pages, the same words, the same links, in their own spelling."""

import os
import pathlib
import re
import shutil

import yaml

HERE = pathlib.Path(__file__).resolve().parent
# A link by id (`[[id]]`, `[[id|words]]`, `[[id#heading]]`) or a script's card (`![[id]]`).
PAGE_LINK = re.compile(r"!?\[\[([^\]|#]+)(?:#[^\]|]*)?(?:\|([^\]]*))?\]\]")
# Fields whose values are pages, by id or in records that name one.
RELATIONS = ("causes", "scripts", "steps", "related", "sources", "next", "parents", "measures")
RECORD_KEYS = ("id", "script", "step", "cause", "case", "source", "method")
# What the others make pages or words of.
KEPT = ("summary", "owner", "tags", "channels", "emotion")


class Page:
    def __init__(self, path, root):
        text = path.read_text("utf-8")
        _, front, self.body = text.split("---\n", 2)
        self.fields = yaml.load(front, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)) or {}
        self.place = path.relative_to(root).with_suffix("")
        self.is_index = self.place.name == "index"
        self.id = self.fields.get("id") or self._id()
        self.title = self.fields.get("title", self.place.name)

    def _id(self):
        """A step's file is `01-name.md` in its method's folder; every other page is called as its file."""
        folder = self.place.parent
        if folder.parts[:1] == ("methods",) and len(folder.parts) > 1:
            return f"{folder.name}/{self.place.name.split('-', 1)[-1]}"
        return self.place.name

    @property
    def related_ids(self):
        ids = []
        for name in RELATIONS:
            for value in self.fields.get(name) or []:
                if isinstance(value, dict):
                    value = next((value[key] for key in RECORD_KEYS if key in value), None)
                if isinstance(value, str) and value not in ids:
                    ids.append(value)
        return ids

    @property
    def linked_ids(self):
        written = [match[1] for match in PAGE_LINK.finditer(self.body)]
        return list(dict.fromkeys(self.related_ids + written))


class Corpus:
    def __init__(self, source):
        self.root = source / "Content"
        self.pages = [Page(path, self.root) for path in sorted(self.root.rglob("*.md"))]
        self.by_id = {page.id: page for page in self.pages if not page.is_index}

    def body(self, page, address):
        """The body with its links spelt as Markdown; `address` of a page as seen from this one."""

        def link(match):
            target = self.by_id.get(match[1])
            words = match[2] or (target.title if target else match[1])
            return f"[{words}]({address(target)})" if target else words

        return PAGE_LINK.sub(link, page.body)

    def copy_files(self, folder):
        for path in self.root.rglob("*"):
            if path.is_file() and path.suffix not in (".md", ".yml"):
                target = folder / path.relative_to(self.root)
                target.parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(path, target)


def front_matter(fields):
    text = yaml.dump(fields, allow_unicode=True, sort_keys=False, Dumper=getattr(yaml, "CSafeDumper", yaml.SafeDumper))
    return f"---\n{text}---\n"


def write(path, text):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")


def write_hugo(corpus, folder):
    """With backlinks, breadcrumbs, lists, tags, related pages and a JSON index: see `peers/hugo`."""
    shutil.copytree(HERE / "peers" / "hugo", folder)
    for page in corpus.pages:
        fields = {"title": page.title, "id": page.id, **{name: page.fields[name] for name in KEPT if name in page.fields}}
        if page.fields.get("aliases"):
            # Hugo's own aliases are addresses that lead on.
            fields["other_names"] = page.fields["aliases"]
        fields["links"] = [each for each in page.linked_ids if each in corpus.by_id]
        place = page.place.with_name("_index") if page.is_index else page.place
        text = corpus.body(page, lambda target: f"/{target.place.as_posix()}/")
        write(folder / "content" / f"{place}.md", front_matter(fields) + text)
    corpus.copy_files(folder / "static")


def write_mkdocs(corpus, folder):
    """Read by MkDocs and by Zensical. Neither knows relations or backlinks: relations are a list below the text."""
    for page in corpus.pages:
        fields = {"title": page.title, "tags": page.fields.get("tags", [])}
        if page.fields.get("summary"):
            fields["description"] = page.fields["summary"]

        def address(target, page=page):
            return os.path.relpath(f"{target.place}.md", page.place.parent)

        parts = [front_matter(fields), f"# {page.title}\n\n", f"{page.fields.get('summary', '')}\n", corpus.body(page, address)]
        related = [corpus.by_id[each] for each in page.related_ids if each in corpus.by_id]
        if related:
            parts.append("\n## 相关\n\n" + "".join(f"- [{each.title}]({address(each)})\n" for each in related))
        write(folder / "docs" / f"{page.place}.md", "".join(parts))
    corpus.copy_files(folder / "docs")
    write(folder / "mkdocs.yml", (HERE / "peers" / "mkdocs.yml").read_text("utf-8"))
