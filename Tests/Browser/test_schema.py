"""`casebook schema`, held against a real validator: the schemas are valid, and so is what is shipped, and nothing broken."""

import copy
import datetime
import json
import pathlib
import subprocess

import jsonschema
import pytest
import yaml

from conftest import ROOT, executable

KINDS = ["case", "cause", "checklist", "deadline", "figure", "guide", "method", "page", "script", "source", "step", "term"]


class Loader(yaml.SafeLoader):
    """YAML as editors read it (version 1.2): a date is a text."""


Loader.yaml_implicit_resolvers = {
    first: [(tag, expression) for tag, expression in resolvers if tag != "tag:yaml.org,2002:timestamp"]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def casebook(*arguments, source=ROOT):
    run = subprocess.run([executable(), *arguments, "--source", source], capture_output=True, text=True)
    assert run.returncode == 0, run.stderr
    return run.stdout


def front_matter(path):
    text = path.read_text("utf-8")
    return yaml.load(text.split("\n---", 1)[0].removeprefix("---\n"), Loader) if text.startswith("---\n") else None


def kind_of(path):
    """By folder, as the shipped content has it."""
    parts = path.relative_to(ROOT / "Content").parts
    if parts[-1] == "index.md" and (parts[0] != "methods" or len(parts) == 2):
        return "page"
    if parts[0] == "methods":
        return "method" if parts[-1] == "index.md" else "step"
    return parts[0].removesuffix("s") if len(parts) > 1 else "page"


def pages():
    for path in sorted((ROOT / "Content").rglob("*.md")):
        if (fields := front_matter(path)) is not None:
            yield path, kind_of(path), fields


@pytest.fixture(scope="module")
def schemas():
    return {kind: json.loads(casebook("schema", kind)) for kind in KINDS}


@pytest.fixture(scope="module")
def validators(schemas):
    return {kind: jsonschema.Draft202012Validator(schema) for kind, schema in schemas.items()}


def test_every_schema_is_valid_against_the_metaschema(schemas):
    for schema in [*schemas.values(), json.loads(casebook("schema"))]:
        assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
        jsonschema.Draft202012Validator.check_schema(schema)


def test_every_shipped_page_validates(validators):
    whole = jsonschema.Draft202012Validator(json.loads(casebook("schema")))
    seen = set()
    for path, kind, fields in pages():
        seen.add(kind)
        errors = [error.message for error in validators[kind].iter_errors(fields)]
        assert errors == [], f"{path}: {errors[:3]}"
        assert whole.is_valid(fields), path
    assert seen == set(KINDS)


BROKEN = [
    ("case", "nothing required is there", lambda fields: [fields.pop(key) for key in ("causes", "emotion")]),
    ("case", "an unknown key", lambda fields: fields.update(cause="time-lost")),
    ("case", "an id that no page has", lambda fields: fields.update(causes=["time-lst"])),
    ("case", "the id of a page of another kind", lambda fields: fields.update(causes=["soothe"])),
    ("case", "a word that the vocabulary lacks", lambda fields: fields.update(emotion="furious")),
    ("case", "a number out of its range", lambda fields: fields.update(intensity=4)),
    ("case", "a text for a number", lambda fields: fields.update(intensity="strong")),
    ("case", "no affirmation", lambda fields: fields.update(anonymised=False)),
    ("case", "a record that lacks a part", lambda fields: fields.update(steps=[{"step": "four-steps/comfort"}])),
    ("case", "a value of no choice", lambda fields: fields.update(polarity="worse")),
    ("case", "a day as nobody writes it", lambda fields: fields.update(reviewed_on="2026/11/20")),
    ("case", "another kind", lambda fields: fields.update(kind="script")),
    ("script", "a high risk without a way up", lambda fields: (fields.update(risk="high"), fields.pop("escalate", None))),
    ("script", "an unknown part of a slot", lambda fields: fields.update(slots={"称呼": {"type": "text"}})),
    ("checklist", "an item without its text", lambda fields: fields.update(items=[{"required": True}])),
    ("figure", "no source", lambda fields: fields.pop("sources")),
    ("deadline", "a list for a number", lambda fields: fields.update(days=[15])),
]


@pytest.mark.parametrize("kind, what, spoil", BROKEN, ids=[f"{kind}: {what}" for kind, what, _ in BROKEN])
def test_what_is_broken_does_not_validate(validators, kind, what, spoil):
    count = 0
    for path, page_kind, fields in pages():
        if page_kind == kind:
            broken = copy.deepcopy(fields)
            spoil(broken)
            assert not validators[kind].is_valid(broken), path
            count += 1
    assert count > 0


SHORT = [
    ("case", {"channels": "phone", "causes": "time-lost", "emotion": "angry"}),
    ("checklist", {"items": ["先问好", {"text": "再问事", "required": True}]}),
    ("script", {"slots": [{"name": "称呼", "kind": "text"}], "risk": "low"}),
    ("script", {"slots": {"称呼": None}, "owner": None}),
    ("guide", {"sources": ["iso-10002", {"id": "iso-10002", "at": 3}]}),
]


@pytest.mark.parametrize("kind, more", SHORT)
def test_what_the_program_takes_validates_too(validators, kind, more):
    fields = next(fields for _, page_kind, fields in pages() if page_kind == kind)
    assert validators[kind].is_valid(fields | more)


def test_descriptions_are_chinese_and_values_the_knowledge_bases_own(schemas):
    case = schemas["case"]
    assert case["title"] == "案例"
    assert case["properties"]["summary"]["description"] == "摘要：一句话，出现在列表和搜索结果里。"
    assert "time-lost" in case["$defs"]["id-cause"]["enum"]
    assert "时间被延误" in case["$defs"]["id-cause"]["enumDescriptions"]
    assert "purposes" in case["properties"]


def test_a_folder_gets_a_file_for_each_kind(tmp_path):
    folder = tmp_path / "schemas"
    for _ in range(2):
        written = casebook("schema", "--output", folder).split()
        assert sorted(pathlib.Path(path).name for path in written) == [f"{kind}.schema.json" for kind in KINDS]
        assert sorted(path.name for path in folder.iterdir()) == [f"{kind}.schema.json" for kind in KINDS]
    assert json.loads((folder / "term.schema.json").read_text("utf-8"))["title"] == "术语"


def test_a_kind_that_only_the_site_knows_has_a_schema():
    drill = json.loads(casebook("schema", "drill", source=ROOT / "Tests/Fixtures/build/own-kind"))
    jsonschema.Draft202012Validator.check_schema(drill)
    assert drill["properties"]["level"]["anyOf"][0]["enum"] == ["入门", "进阶"]
    assert drill["required"] == ["place", "trains"]


def test_snippets_are_what_vs_code_reads():
    snippets = json.loads(casebook("schema", "--snippets"))
    assert {f"casebook: {kind}" for kind in KINDS} <= set(snippets)
    for snippet in snippets.values():
        assert set(snippet) == {"scope", "prefix", "description", "body"}
        assert snippet["prefix"] and all(isinstance(line, str) for line in snippet["body"])
    cause = snippets["casebook: cause"]["body"]
    assert cause[:6] == ["---", "title: ${1:标题}", "signs:", "  - $2", "countermeasures:", "  - $3"]
    script = snippets["casebook: script"]["body"]
    assert script[-2:] == ["> ${7:要说的话}", ""]


def test_dates_are_read_as_editors_read_them():
    assert yaml.load("day: 2026-11-20", Loader) == {"day": "2026-11-20"}
    assert yaml.safe_load("day: 2026-11-20") == {"day": datetime.date(2026, 11, 20)}
