#!/usr/bin/env python3
"""Makes a knowledge base of any size, for measurements: corpus.py PAGES FOLDER [--seed TEXT]

The same PAGES and seed give the same bytes everywhere. PAGES counts content pages, steps included; the introductions of
the folders (index.md) come on top. The site has every kind of page in the proportions of a real one, files of about
2.5 to 4 KB, some six links and relations a page, hubs that many pages link to, and Chinese text whose words are as
unevenly spread as in real text. `casebook check` finds no error or warning in it, and a few remarks: among generated
scripts some say nearly the same.
"""

import argparse
import bisect
import os
import random
import re
import struct
import sys
import zlib

import corpus_words as words

# Share of each kind; scripts take what is left over.
SHARES = {
    "case": 0.26, "term": 0.09, "guide": 0.08, "source": 0.05, "figure": 0.04, "checklist": 0.04, "cause": 0.03, "page": 0.02,
    "deadline": 0.01,
}
LEAST = {"case": 4, "term": 3, "guide": 3, "source": 3, "figure": 2, "checklist": 2, "cause": 6, "page": 2, "deadline": 2}
FOLDERS = {
    "case": "cases", "term": "terms", "guide": "guides", "source": "sources", "figure": "figures", "checklist": "checklists",
    "cause": "causes", "page": "handbook", "deadline": "deadlines", "script": "scripts",
}
FOLDER_TITLES = {
    "cases": "案例", "terms": "术语", "guides": "指南", "sources": "来源", "figures": "数据", "checklists": "清单", "causes": "投诉原因",
    "handbook": "手册", "deadlines": "时限", "scripts": "话术", "methods": "方法",
}
PICTURES = 12
TODAY = "2026-11-20"


class Zipf:
    """Draws from a list, the first entries most often; the more level, the less so."""

    def __init__(self, entries, level=2.5):
        self.entries = entries
        self.bounds = []
        total = 0.0
        for rank in range(len(entries)):
            total += 1.0 / (rank + level)
            self.bounds.append(total)

    def draw(self, rng):
        return self.entries[bisect.bisect(self.bounds, rng.random() * self.bounds[-1])]


class Grammar:
    """The sentences of corpus_words, taken apart once."""

    TOKEN = re.compile(r"\{\{|\}\}|\{(.+?)\}")

    def __init__(self):
        lists = dict(words.WORDS)
        lists["细"] = words.FINE
        lists["地"] = ["{镇首}{镇尾}"]
        self.lists = {name: Zipf([self.parse(entry) for entry in entries]) for name, entries in lists.items()}
        for name, text in words.PARTS.items():
            self.lists[name] = Zipf([self.parse(word) for word in text.split()], level=30)
        self.things = Zipf([thing for thing, _ in words.THINGS])
        self.troubles = Zipf([trouble for trouble, _ in words.TROUBLES])

    def parse(self, text):
        """A list in which even places are text and odd ones names of lists."""
        parts = [""]
        end = 0
        for match in self.TOKEN.finditer(text):
            parts[-1] += text[end : match.start()]
            end = match.end()
            if match.group(1):
                parts += [match.group(1), ""]
            else:
                parts[-1] += match.group(0)[0]
        parts[-1] += text[end:]
        return parts

    def say(self, name, page, rng):
        """An entry of a list with everything in it filled in; the page's own subject where that fits."""
        if name == "物":
            return page.thing if rng.random() < 0.7 else self.things.draw(rng)
        if name == "事":
            return page.trouble if rng.random() < 0.7 else self.troubles.draw(rng)
        if name == "品":
            return brand(rng) if rng.random() < 0.5 else page.brand
        if name == "别客":
            name = "客"
        elif name in page.own and rng.random() < 0.6:
            return page.own[name]
        return self.fill(self.lists[name].draw(rng), page, rng)

    def fill(self, parts, page, rng):
        if len(parts) == 1:
            return parts[0]
        return "".join(part if index % 2 == 0 else self.say(part, page, rng) for index, part in enumerate(parts))


GRAMMAR = Grammar()


def brand(rng):
    """A product's name: one of many, so that the text has rare words too."""
    return pick(words.BRANDS, rng) + pick(words.BRANDS, rng) + pick(words.BRAND_ENDS, rng)


def pick(entries, rng):
    return entries[int(rng.random() * len(entries))]


def sample(entries, count, rng):
    """Some entries, each once, in their own order."""
    left = list(range(len(entries)))
    chosen = [left.pop(int(rng.random() * len(left))) for _ in range(min(count, len(left)))]
    return [entries[index] for index in sorted(chosen)]


def between(low, high, rng):
    return low + int(rng.random() * (high - low + 1))


class Page:
    """What is known of a page before it is written."""

    def __init__(self, kind, thing, trouble, rng):
        self.kind = kind
        self.thing, self.thing_slug = thing
        self.trouble, self.trouble_slug = trouble
        self.brand = brand(rng)
        self.own = {"客": pick(words.WORDS["客"], rng), "员": pick(words.WORDS["员"], rng), "处": pick(words.WORDS["处"], rng)}
        self.id = self.title = self.path = ""
        self.steps = []
        self.retired = False
        # The page before it in the ring of its kind.
        self.before = None


class Corpus:
    def __init__(self, count, seed):
        self.seed = seed
        self.titles = set()
        self.aliases = set()
        self.ids = {}
        self.by_kind = {}
        rng = self.rng("plan")
        counts = {kind: max(LEAST[kind], round(count * share)) for kind, share in SHARES.items()}
        self.methods = [self.method(number, rng) for number in range(2 + count // 600)]
        rest = count - sum(counts.values()) - sum(1 + len(method.steps) for method in self.methods)
        if rest < 5:
            sys.exit("corpus.py: too few pages to have every kind; ask for 100 or more")
        counts["script"] = rest
        for kind in sorted(counts):
            self.by_kind[kind] = self.plan(kind, counts[kind], rng)
        for page in self.by_kind["script"][40:]:
            page.retired = rng.random() < 0.003
        self.live_scripts = [page for page in self.by_kind["script"] if not page.retired]
        self.links = 0

    def rng(self, name):
        return random.Random(f"{self.seed}/{name}")

    # Planning

    def plan(self, kind, count, rng):
        things, troubles = Zipf(words.THINGS), Zipf(words.TROUBLES)
        pages = [Page(kind, things.draw(rng), troubles.draw(rng), rng) for _ in range(count)]
        # Pages on one subject stand together in each kind's list, so that links between neighbours are to the point.
        order = {entry: rank for rank, entry in enumerate(words.THINGS)}
        pages.sort(key=lambda page: (order[(page.thing, page.thing_slug)], page.trouble_slug))
        for page in pages:
            page.title = self.unique(self.titles, lambda: self.title(page, rng), rng)
            page.id = self.identifier(f"{page.thing_slug}-{page.trouble_slug}")
            page.path = f"{FOLDERS[kind]}/{page.id}.md"
        return pages

    def method(self, number, rng):
        method = Page("method", pick(words.THINGS, rng), pick(words.TROUBLES, rng), rng)
        method.title = self.unique(
            self.titles, lambda: f"{pick(words.SITUATIONS, rng)}{pick(words.METHOD_FORMS, rng)}", rng)
        method.id = self.identifier(f"{method.thing_slug}-method")
        method.path = f"methods/{method.id}/index.md"
        for place, (name, slug) in enumerate(sample(words.STEP_NAMES, between(4, 6, rng), rng), start=1):
            step = Page("step", (method.thing, method.thing_slug), (method.trouble, method.trouble_slug), rng)
            step.id = f"{method.id}/{slug}"
            step.path = f"methods/{method.id}/{place}-{slug}.md"
            step.title = f"{name}（{method.title}）"
            self.titles.add(step.title)
            method.steps.append(step)
        return method

    def identifier(self, base):
        number = self.ids[base] = self.ids.get(base, 0) + 1
        return base if number == 1 else f"{base}-{number}"

    def unique(self, taken, make, rng):
        for attempt in range(1000):
            text = make() if attempt < 20 else f"{make()}·{brand(rng)}"
            if text not in taken:
                taken.add(text)
                return text
        raise RuntimeError("no new name found")

    def title(self, page, rng):
        subject = page.thing + page.trouble
        situation = pick(words.SITUATIONS, rng)
        forms = {
            "script": lambda: f"{subject}{situation}{pick(words.SCRIPT_ACTS, rng)}",
            "case": lambda: f"{subject}{situation}{pick(words.CASE_FORMS, rng)}",
            "guide": lambda: f"{subject}{pick(words.GUIDE_FORMS, rng)}",
            "page": lambda: f"{subject}{pick(words.GUIDE_FORMS, rng)}汇编",
            "checklist": lambda: f"{subject}{pick(words.CHECKLIST_FORMS, rng)}",
            "figure": lambda: f"{subject}{situation}{pick(words.FIGURE_FORMS, rng)}",
            "term": lambda: f"{page.thing}{situation}{pick(words.TERM_FORMS, rng)}",
            "deadline": lambda: f"{subject}答复时限",
            "source": lambda: f"{subject}{pick(['调研', '笔记', '案例选', '讲义'], rng)}（{between(2009, 2026, rng)}）",
            "cause": lambda: f"{subject}",
        }
        return forms[page.kind]()

    # Links

    def near(self, kind, page, rng):
        """A page of a kind, mostly on the same subject, else one of those that everybody links to."""
        pages = self.live_scripts if kind == "script" else self.by_kind[kind]
        for _ in range(10):
            if rng.random() < 0.65 and page.kind in self.by_kind:
                share = page.place / len(self.by_kind[page.kind])
                index = int(share * len(pages)) + between(-15, 15, rng)
                found = pages[min(max(index, 0), len(pages) - 1)]
            else:
                found = pages[int(len(pages) * rng.random() ** 2)]
            if found is not page:
                return found
        return pages[0] if pages[0] is not page else pages[-1]

    def several(self, kind, count, page, rng):
        found = []
        for _ in range(count):
            other = self.near(kind, page, rng).id
            if other not in found:
                found.append(other)
        self.links += len(found)
        return found

    def link(self, page, rng, kind=None):
        kind = kind or pick(["script", "script", "case", "guide", "term", "cause", "checklist"], rng)
        target = self.near(kind, page, rng)
        self.links += 1
        if kind == "guide" and rng.random() < 0.3:
            return f"[[{target.id}#要点]]"
        return f"[[{target.id}]]" if rng.random() < 0.7 else f"[[{target.id}|{target.thing}{target.trouble}]]"

    # Writing

    def write(self, folder):
        for kind, pages in self.by_kind.items():
            for place, page in enumerate(pages):
                page.place = place
            ring = self.live_scripts if kind == "script" else pages
            for place, page in enumerate(ring):
                page.before = ring[place - 1]
        self.folder = os.path.join(folder, "Content")
        os.makedirs(self.folder)
        self.put("../casebook.yml", CONFIGURATION)
        self.write_lists()
        for number in range(PICTURES):
            self.put_bytes(f"images/flow-{number + 1}.png", picture(number))
        written = 0
        for kind in sorted(self.by_kind):
            for page in self.by_kind[kind]:
                written += self.put(page.path, self.text(page))
        for method in self.methods:
            for page in [method] + method.steps:
                written += self.put(page.path, self.text(page))
        self.write_introductions()
        return written

    def put(self, path, text):
        return self.put_bytes(path, text.encode())

    def put_bytes(self, path, data):
        full = os.path.join(self.folder, path)
        os.makedirs(os.path.dirname(full), exist_ok=True)
        with open(full, "wb") as file:
            file.write(data)
        return len(data)

    def text(self, page):
        rng = self.rng(page.path)
        target = between(2400, 3800, rng)
        front = self.common(page, rng) + getattr(self, "front_" + page.kind, lambda page, rng: [])(page, rng)
        head = "---\n" + "\n".join(front) + "\n---\n\n"
        body = getattr(self, "body_" + page.kind, self.body_guide)(page, rng, target - len(head.encode()))
        if page.kind == "script":
            head = head.replace("\nslots:\n", "\n" + slots(body) + "\n") if slots(body) else head.replace("\nslots:", "")
        return head + body

    def sentence(self, name, page, rng):
        return GRAMMAR.say(name, page, rng)

    def fields(self, name, page, rng, low, high):
        """Different entries of a list, as items of a YAML list."""
        found = []
        for _ in range(between(low, high, rng)):
            text = self.sentence(name, page, rng)
            if text not in found:
                found.append(text)
        return [f"  - {scalar(text)}" for text in found]

    def common(self, page, rng):
        front = [f"title: {scalar(page.title)}"]
        subject = {"script": "用", "case": "景", "term": "义"}.get(page.kind, "理")
        front.append(f"summary: {scalar(self.sentence(subject, page, rng))}。")
        if page.retired:
            front.append("status: retired")
            front.append(f"replaced_by: {self.near('script', page, rng).id}")
        else:
            front.append("status: approved")
        front.append(f"owner: {pick(words.OWNERS, rng)}")
        front.append(f"reviewed_on: {date(2026, 2026, rng)}")
        front.append(f"reviewed_by: {pick(words.REVIEWERS, rng)}")
        front.append(f"review_by: {date(2027, 2028, rng)}")
        front.append(f"updated_on: {date(2025, 2026, rng)}")
        front.append(f"change: {pick(words.CHANGES, rng)}")
        aliases = [self.alias(page, rng) for _ in range(between(2, 4, rng))]
        front.append(f"aliases: [{', '.join(aliases)}]")
        front.append(f"tags: [{', '.join(sample(words.TAGS, between(0, 3, rng), rng))}]")
        if rng.random() < 0.01:
            front.append(f"former_ids: [old-{page.id.replace('/', '-')}]")
        if page.kind not in ("source", "term", "step", "method"):
            sources = self.several("source", between(1, 2, rng), page, rng)
            front.append(f"sources: [{', '.join(sources)}]")
        front.append(f"evidence: {pick(['practice', 'training', 'opinion', 'anecdote', 'derived'], rng)}")
        # A ring through all pages of a kind: nobody is an orphan.
        if page.before:
            front.append(f"related: [{page.before.id}]")
            self.links += 1
        return front

    def alias(self, page, rng):
        return self.unique(self.aliases, lambda: pick(words.ASKING, rng).format(
            page.thing if rng.random() < 0.8 else page.brand, page.trouble), rng)

    # Kinds

    def front_script(self, page, rng):
        risk = ["low", "low", "low", "medium", "medium", "high"][int(rng.random() * 6)]
        front = ["when:"] + self.fields("用", page, rng, 2, 3)
        front += ["not_when:"] + self.fields("禁", page, rng, 1, 2)
        front += ["slots:", f"channels: {some('channel', 1, 3, rng)}", f"emotion: {some('emotion', 1, 3, rng)}"]
        front += [f"intensity: {between(1, 3, rng)}", f"risk: {risk}"] + self.avoid(page, rng)
        if risk == "high":
            front += ["escalate:"]
            for _ in range(between(1, 2, rng)):
                front += [
                    f"  - if: {scalar(self.sentence('升', page, rng))}", f"    to: {self.sentence('交', page, rng)}",
                    f"    within: {pick(['当场', '半小时', '当天', '次日上午'], rng)}",
                ]
        front += [f"next: [{', '.join(self.several('script', between(1, 2, rng), page, rng))}]"]
        return front + ["listen_for:"] + self.fields("留", page, rng, 1, 3)

    def avoid(self, page, rng):
        front = ["avoid:"]
        for _ in range(between(1, 3, rng)):
            front += [
                f"  - phrase: {scalar(self.sentence('话', page, rng))}", f"    why: {scalar(self.sentence('理', page, rng))}",
                f"    instead: {scalar(self.sentence('感', page, rng))}",
            ]
        return front

    def spoken(self, page, rng):
        parts = [
            self.sentence("开", page, rng), self.sentence("感", page, rng) + "。", self.sentence("行", page, rng) + "。",
            self.sentence("约", page, rng) + "。", self.sentence("收", page, rng),
        ]
        return "> " + "".join(sample(parts, between(3, 5, rng), rng))

    def body_script(self, page, rng, size):
        blocks = [self.spoken(page, rng)]
        for channel in sample(["电话", "在线", "柜面"], between(0, 2, rng), rng):
            blocks += [f"## {channel}"] + [self.spoken(page, rng) for _ in range(between(1, 2, rng))]
        blocks += ["## 用法", self.points(page, rng, 3), f"说完之后，接{self.link(page, rng, 'script')}。", "## 要点"]
        return self.grow(blocks, page, rng, size)

    def front_case(self, page, rng):
        front = [f"causes: [{', '.join(self.several('cause', between(1, 3, rng), page, rng))}]", "scripts:"]
        for script in self.several("script", between(1, 3, rng), page, rng):
            front.append(f"  - {{script: {script}, role: {pick(['used', 'should_have'], rng)}}}")
        if rng.random() < 0.4:
            front.append("steps:")
            for step in pick(self.methods, rng).steps:
                front.append(f"  - {{step: {step.id}, verdict: {pick(['shown', 'violated', 'not_reached'], rng)}}}")
                self.links += 1
        front += [f"channels: {some('channel', 1, 2, rng)}", f"emotion: {some('emotion', 1, 3, rng)}"]
        front += [f"intensity: {between(1, 3, rng)}", f"industry: {some('industry', 1, 1, rng)}"]
        front += [f"complaint_type: {some('complaint_type', 1, 2, rng)}", f"difficulty: {one('difficulty', rng)}"]
        return front + [
            f"needs: {some('need', 1, 3, rng)}", f"polarity: {pick(['good', 'bad', 'mixed'], rng)}", "anonymised: true"]

    def body_case(self, page, rng, size):
        course = "\n".join(f"{n}. {self.sentence('过', page, rng)}。" for n in range(1, between(4, 6, rng)))
        talk = f"> 客户：“{self.sentence('话', page, rng)}？”\n>\n> {page.own['员']}：“{self.sentence('感', page, rng)}。”"
        problem = self.prose("析", page, rng, 2)
        if rng.random() < 0.3:
            rows = "".join(
                f"\n| {self.link(page, rng, 'cause')} | {self.sentence('因', page, rng)} |" for _ in range(between(2, 4, rng)))
            problem += "\n\n| 原因 | 案中的痕迹 |\n|---|---|" + rows
        questions = "\n".join(f"{n}. {self.sentence('议', page, rng)}" for n in range(1, between(4, 6, rng)))
        handling = self.prose("理办", page, rng, 2)
        blocks = [
            "## 背景", self.prose("景", page, rng, 2), "## 经过", course, talk, "## 问题", problem, "## 处理", handling,
            f"说法可以参考{self.link(page, rng, 'script')}。", "## 结果", self.prose("结", page, rng, 2), "## 启示",
            self.numbered("启", page, rng, 3), "## 讨论题", questions,
        ]
        # Longer cases tell more of the course of things.
        while len("\n\n".join(blocks).encode()) < size:
            blocks.insert(5, self.prose(pick(["过", "细", "细"], rng), page, rng, 2))
        return "\n\n".join(blocks) + "\n"

    def front_cause(self, page, rng):
        causes = self.by_kind["cause"]
        roots = max(3, len(causes) // 12)
        parents = []
        if page.place >= roots:
            # Only earlier causes: no circle.
            parents = [causes[int(page.place * rng.random() ** 1.5)].id]
            if rng.random() < 0.15:
                parents = sorted(set(parents + [causes[int(page.place * rng.random())].id]))
        self.links += len(parents)
        front = [f"parents: [{', '.join(parents)}]", "signs:"]
        front += [f"  - “{self.sentence('话', page, rng)}”" for _ in range(between(2, 4, rng))]
        front += ["countermeasures:"] + self.fields("做", page, rng, 2, 4)
        return front + [f"scripts: [{', '.join(self.several('script', between(1, 3, rng), page, rng))}]"]

    def front_step(self, page, rng):
        front = [f"goal: {scalar(self.sentence('志', page, rng))}。", "actions:"] + self.fields("做", page, rng, 3, 5)
        front += [f"done_when: {scalar(self.sentence('标', page, rng))}。"]
        return front + [f"scripts: [{', '.join(self.several('script', between(2, 4, rng), page, rng))}]"] + self.avoid(page, rng)

    def body_method(self, page, rng, size):
        steps = "\n".join(f"{n}. [[{step.id}]]：{self.sentence('志', step, rng)}。" for n, step in enumerate(page.steps, start=1))
        self.links += len(page.steps)
        return self.grow([self.prose("讲", page, rng, 1), "## 步骤一览", steps, "## 要点"], page, rng, size)

    def front_checklist(self, page, rng):
        front = ["items:"]
        for _ in range(between(5, 9, rng)):
            front.append(f"  - text: {scalar(self.sentence('做', page, rng))}")
            front.append(f"    required: {pick(['true', 'false'], rng)}")
            front.append(f"    ask: {scalar(self.sentence('收', page, rng))}")
            front.append(f"    why: {scalar(self.sentence('理', page, rng))}")
        return front

    def front_figure(self, page, rng):
        return [
            f"value: '{between(3, 97, rng)}'", f"unit: {pick(['%', '分钟', '次', '件'], rng)}".replace("%", "'%'"),
            f"claim: {scalar(self.sentence('据', page, rng))}，{page.thing}{page.trouble}{self.sentence('量', page, rng)}与{self.sentence('因', page, rng)}有关",
            f"year: {between(2009, 2026, rng)}", f"population: {self.sentence('处', page, rng)}的工单",
        ]

    def front_term(self, page, rng):
        related = [term for term in self.several("term", between(1, 2, rng), page, rng)]
        return [f"definition: {scalar(self.sentence('义', page, rng))}。", f"see_also: [{', '.join(related)}]"]

    def front_deadline(self, page, rng):
        return [
            f"trigger: 收到{page.thing}{page.trouble}的投诉", f"days: {pick([3, 5, 7, 10, 15, 20], rng)}",
            f"extension: 情况复杂的，经{self.sentence('交', page, rng)}同意可以延长一次", f"approver: {self.sentence('交', page, rng)}",
            "notice: 书面告知客户", f"basis: 《{page.thing}投诉处理办法》（示例）", f"effective_from: {date(2019, 2025, rng)}",
        ]

    def front_source(self, page, rng):
        return [
            f"author: {page.own['处']}课题组", f"publication: 《{pick(words.BRANDS, rng)}{pick(words.BRANDS, rng)}服务评论》",
            f"date: '{between(2009, 2026, rng)}'", f"url: https://example.org/{page.id}",
        ]

    def body_guide(self, page, rng, size):
        blocks = [self.prose("讲", page, rng, 1), "## 要点", self.points(page, rng, 3)]
        if rng.random() < 0.35:
            blocks += [f"![[{self.near('script', page, rng).id}]]"]
            self.links += 1
        if page.kind == "guide" and rng.random() < 0.1:
            blocks += [f"![处理流程](../images/flow-{between(1, PICTURES, rng)}.png)"]
        blocks += [f"## {pick(['怎么做', '怎么说', '为什么', '容易弄混', '与相邻情形的区别'], rng)}"]
        return self.grow(blocks, page, rng, size)

    # Text

    def prose(self, name, page, rng, count):
        """Sentences of a list, with a finer one behind most of them."""
        text = ""
        for _ in range(count):
            text += self.sentence(name, page, rng).rstrip("。") + "。"
            if rng.random() < 0.7:
                text += self.sentence("细", page, rng) + "。"
        return text

    def numbered(self, name, page, rng, count):
        return "\n".join(f"{n}. {self.sentence(name, page, rng)}" for n in range(1, count + 1))

    def points(self, page, rng, count):
        lines = [self.sentence("点" if rng.random() < 0.5 else "细", page, rng) for _ in range(count)]
        return "\n".join(f"- {line}" for line in lines)

    def grow(self, blocks, page, rng, size):
        """Adds paragraphs, some with a link, until the body has its size in bytes."""
        length = sum(len(block.encode()) + 2 for block in blocks)
        count = 0
        while length < size or count < 2:
            draw = rng.random()
            if draw < 0.12 and not blocks[-1].startswith("- "):
                block = self.points(page, rng, between(3, 5, rng))
            elif draw < 0.2:
                block = f"> “{self.sentence('感', page, rng)}。{self.sentence('收', page, rng)}”"
            elif draw < 0.28 and count > 1:
                block = f"### {self.sentence('时', page, rng)}：{pick(words.SITUATIONS, rng)}"
            elif draw < 0.6:
                block = self.prose("细", page, rng, between(1, 3, rng))
            else:
                block = self.prose("讲", page, rng, 1)
                if count % 3 == 0:
                    block += pick(["另见{}。", "具体说法见{}。", "可与{}对照。", "参看{}。"], rng).format(self.link(page, rng))
            blocks.append(block)
            length += len(block.encode()) + 2
            count += 1
        return "\n\n".join(blocks) + "\n"

    # Everything else

    def write_lists(self):
        for name, values in words.VOCABULARIES.items():
            rng = self.rng("vocabulary/" + name)
            page = Page("page", words.THINGS[0], words.TROUBLES[0], rng)
            lines = []
            for value, label, english in values:
                lines += [
                    f"{value}:", f"  label: {label}", f"  label_en: {english}", "  description: |",
                    f"    {self.prose('讲', page, rng, 2)}",
                ]
            self.put(f"vocabularies/{name}.yml", "\n".join(lines) + "\n")
        lines = []
        for pattern, reason, instead, exceptions in words.FORBIDDEN:
            lines += [f"- pattern: '{pattern}'", f"  reason: {reason}", f"  instead: {instead}", "  severity: error"]
            if exceptions:
                lines.append(f"  except: [{', '.join(exceptions)}]")
        self.put("forbidden.yml", "\n".join(lines) + "\n")
        self.put("synonyms.yml", "".join(f"- [{', '.join(group)}]\n" for group in words.SYNONYMS))

    def write_introductions(self):
        rng = self.rng("introductions")
        page = Page("page", words.THINGS[0], words.TROUBLES[0], rng)
        page.place = 0
        for folder, title in FOLDER_TITLES.items():
            if folder != "handbook":
                self.put(f"{folder}/index.md", f"---\ntitle: {title}\n---\n\n{self.prose('讲', page, rng, 2)}\n")
        links = "".join(f"- [[{page.id}]]\n" for page in self.by_kind["page"][:20])
        self.put("index.md", f"---\ntitle: 投诉处理知识库\n---\n\n{self.prose('讲', page, rng, 2)}\n\n{links}")


CONFIGURATION = """title: 投诉处理知识库
language: zh-Hans
url: https://kb.example.org/
feedback: mailto:kb@example.org
"""


def some(vocabulary, low, high, rng):
    values = [value for value, _, _ in words.VOCABULARIES[vocabulary]]
    return f"[{', '.join(sample(values, between(low, high, rng), rng))}]"


def one(vocabulary, rng):
    return pick(words.VOCABULARIES[vocabulary], rng)[0]


def date(first, last, rng):
    year = between(first, last, rng)
    text = f"{year}-{between(1, 12, rng):02}-{between(1, 28, rng):02}"
    return min(text, TODAY) if year == 2026 else text


def scalar(text):
    """Plain where YAML takes it for text, else in single quotes."""
    if re.match(r"[\w“《]", text) and not re.search(r": |:$| #|[{}\[\]]", text) and not re.match(r"[\d.]+$", text):
        return text
    return "'" + text.replace("'", "''") + "'"


def slots(body):
    """The declarations of the slots that a script's body uses; empty where it uses none."""
    used = sorted(set(re.findall(r"\{(.+?)\}", body)))
    return "\n".join(["slots:"] + [f"  {name}: {words.SLOTS[name]}" for name in used]) if used else ""


def picture(number):
    """A small PNG of one colour."""
    def chunk(name, data):
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    side = 64
    row = b"\0" + bytes([40 * (number % 6), 120, 20 * number]) * side
    header = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(row * side)) + chunk(b"IEND", b"")


def main():
    parser = argparse.ArgumentParser(description="Makes a knowledge base for measurements.")
    parser.add_argument("pages", type=int, help="content pages, 100 or more")
    parser.add_argument("folder", help="a folder that does not exist yet")
    parser.add_argument("--seed", default="casebook", help="another text gives another knowledge base")
    arguments = parser.parse_args()
    if os.path.exists(arguments.folder):
        sys.exit(f"corpus.py: {arguments.folder} exists already")
    corpus = Corpus(arguments.pages, arguments.seed)
    written = corpus.write(arguments.folder)
    print(
        f"{arguments.pages} pages, {written / arguments.pages:,.0f} bytes and {corpus.links / arguments.pages:.1f} links a page "
        f"in {arguments.folder}")


if __name__ == "__main__":
    main()
