"""A small site with a slot of every kind, a method whose steps have scripts, and a checklist, for what an agent does while
speaking; and how its parts are found on a page."""

import shutil

import pytest

from conftest import FIXTURES, Site, Watch, build

SCRIPT = """---
title: 逐项说明
summary: 每种变量各有一个。
status: approved
reviewed_on: 2026-01-10
reviewed_by: 质检组
when: 需要说明进展时
risk: low
channels: [counter]
slots:
  姓名: {label: 客户姓名, kind: text, pii: true}
  编号: {label: 登记编号, kind: text, required: true}
  天数: {label: 工作日数, kind: number}
  到期: {label: 到期日, kind: date}
  归属: {label: 归属, kind: menu, options: [我行自营, 我行代销]}
  补充: {label: 补一句感谢, kind: toggle, default: 谢谢您的理解。}
  经办: {label: 经办人, kind: text}
---

> {姓名}，您的编号是{编号}，{天数}个工作日内，最晚{到期}答复。这个产品是{归属}的。{补充}

## 柜面

> {姓名}，请收好，编号是{编号}，找{经办}。
"""

SAME_SLOT = """---
title: 再说编号
summary: 同一个变量，另一页。
status: approved
reviewed_on: 2026-01-10
reviewed_by: 质检组
when: 客户又问编号时
risk: low
channels: [counter]
slots:
  编号: {label: 登记编号, kind: text}
  姓名: {label: 怎么称呼, kind: text}
---

> {姓名}，编号是{编号}。

## 柜面

> 编号写在这里，{编号}。
"""

CHECKLIST = """---
title: 通话要点
status: approved
reviewed_on: 2026-01-10
reviewed_by: 质检组
items:
  - 时间
  - 地点
  - {text: "金额，见[[every-slot]]", required: true, ask: 多少钱？}
---

边听边勾。
"""


@pytest.fixture(scope="session")
def speaking(tmp_path_factory):
    source = tmp_path_factory.mktemp("speaking") / "source"
    shutil.copytree(FIXTURES / "build" / "method", source, ignore=shutil.ignore_patterns("expected", "run.txt"))
    for path, text in {"scripts/every-slot.md": SCRIPT, "scripts/same-slot.md": SAME_SLOT, "checklists/points.md": CHECKLIST}.items():
        (source / "Content" / path).parent.mkdir(exist_ok=True)
        (source / "Content" / path).write_text(text, "utf-8")
    folder = source.parent / "Site"
    build(source, folder)
    site = Site(folder)
    yield site
    site.close()


@pytest.fixture
def talking(browser, speaking):
    """A page of the small site that must do nothing wrong."""
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"], viewport={"width": 1280, "height": 800})
    page = context.new_page()
    watch = Watch(page, speaking.address)
    yield page
    context.close()
    assert watch.faults == []


def field(page, name):
    return page.locator(f"[data-slot={name}]")


def line(page):
    """The spoken line in view."""
    return page.locator(".line:visible").first


def clipboard(page):
    return page.evaluate("navigator.clipboard.readText()")


def focused(page, selector):
    return page.evaluate("selector => document.activeElement.matches(selector)", selector)


def kept(page):
    """Everything that the page left in the browser."""
    return page.evaluate("JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie, location.href])")


CLOSED_STORAGE = """
for (const name of ['localStorage', 'sessionStorage']) {
  Object.defineProperty(window, name, { get() { throw new DOMException('closed', 'SecurityError'); } });
}
"""
