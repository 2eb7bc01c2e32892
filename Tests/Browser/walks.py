"""The twelve tasks of an agent's call as walks by keyboard: which keys, what has to be seen then, and what it may cost.

A walk counts every key from the page one happens to be on; Tab and Ctrl with another key count as one. Of the time it takes
the machine's share: from a key to the moment in which what it asked for is drawn.
"""

import dataclasses
import json

# Pages that have nothing to do with any task.
STARTS = ["index.html", "cases/noon-queue.html", "terms/empathy.html"]

# Counts from the last key to the frame in which the goal is seen, also where a page lies between.
STOPWATCH = """(() => {
  const now = () => performance.timeOrigin + performance.now();
  const put = (name, value) => { try { sessionStorage.setItem(name, value); } catch {} };
  const get = (name) => { try { return sessionStorage.getItem(name); } catch { return null; } };
  addEventListener('keydown', () => put('walk.key', now()), true);
  // What comes from an input method has no key of its own here.
  addEventListener('beforeinput', () => get('walk.key') === null && put('walk.key', now()), true);
  const isSeen = ([selector, text]) => Array.from(document.querySelectorAll(selector)).some((part) => {
    const { top, bottom, width } = part.getBoundingClientRect();
    return width > 0 && bottom > 0 && top < innerHeight && part.textContent.includes(text);
  });
  const look = () => {
    const goals = JSON.parse(get('walk.goals') ?? 'null');
    if (goals && get('walk.key') !== null && get('walk.seen') === null && document.body && goals.every(isSeen)) put('walk.seen', now());
    requestAnimationFrame(look);
  };
  look();
})();"""

SET_GOALS = """([goals, key]) => {
  sessionStorage.removeItem('walk.seen');
  sessionStorage.removeItem('walk.key');
  if (key) sessionStorage.setItem('walk.key', key);
  sessionStorage.setItem('walk.goals', goals);
}"""


@dataclasses.dataclass
class Stage:
    """Keys pressed without waiting, and what has to be in view behind them: (selector, text) each."""

    keys: list[str]
    goals: list[tuple[str, str]]
    # What has to be on the page then, in view or below.
    there: tuple[str, ...] = ()
    # What is typed into fields is the customer's, not the way to it.
    typed: str = ""


@dataclasses.dataclass
class Walk:
    name: str
    stages: list[Stage]
    keys: int
    seconds: float
    # Where it begins; empty: anywhere.
    start: str = ""
    # What lies behind: it is not counted.
    before: list[Stage] = dataclasses.field(default_factory=list)
    # What has to be on the clipboard in the end.
    copied: tuple[str, ...] = ()

    @property
    def pressed(self):
        return sum(len(stage.keys) for stage in self.stages)


def search(letters, *goals):
    return Stage(["/", *letters], list(goals))


def first(page, text=""):
    return (f"[role=option][data-page-id={page}][aria-selected=true]", text)


def opens(page, *parts, there=()):
    return Stage(["Enter"], [(f"main[data-page-id={page}] h1", ""), *parts], there)


SOOTHE = "[role=option][data-page-id=soothe] .result-words"
SLOTS = [Stage(["Tab"], [("[data-slot]:focus", "")], typed=typed) for typed in ("K-42", "5")]

WALKS = [
    Walk("calming words for an angry caller", [search("anfu", (SOOTHE, "我"))], 5, 0.3),
    Walk("copy a script from the result", [Stage(["Control+Enter"], [("[data-copied]", "")])], 1, 0.1,
         before=[search("anfu", first("soothe"))], copied=("我",)),
    Walk("fill two slots and copy", [*SLOTS, Stage(["Enter"], [("[data-copied]", "")])], 3, 0.1,
         before=[search("tchs", first("cash-retained")), opens("cash-retained")], copied=("K-42", "5个工作日")),
    Walk("the next step of the method that a script is in",
         [Stage(["ArrowRight"], [("main[data-kind=step] h1", "")])], 1, 0.3, start="scripts/soothe.html",
         before=[Stage([], [("main [data-steps] [aria-current]", "")])]),
    Walk("the record checklist, two ticks, copied",
         [search("jlys", first("record-elements")), opens("record-elements"), Stage(["1", "2"], [("[data-check]:checked", "")]),
          Stage(["c"], [("[data-copied]", "")])], 9, 0.5, copied=("☑", "2/")),
    Walk("the question order with its paving",
         [search("twcx", first("question-order")), opens("question-order", ("main a", "铺垫"))], 6, 0.5),
    Walk("refuse gently: reason and way out",
         [search("wwjj", first("refuse-with-way-out")), opens("refuse-with-way-out", (".line blockquote", ""))], 6, 0.5),
    Walk("hand over: escalation and reply time",
         [search("ccnl", first("beyond-authority")),
          opens("beyond-authority", (".line blockquote", "{回复时限}"), there=("[data-field=escalate]",))], 6, 0.5),
    Walk("what not to say beside the line", [], 0, 0, start="scripts/soothe.html",
         before=[Stage([], [(".line blockquote", ""), (".pairs .dont", "不说"), (".pairs .do", "改说")])]),
    Walk("by pinyin", [search("anfuhs", first("soothe"))], 7, 0.3),
    Walk("by initials", [search("afhs", first("soothe"))], 7, 0.3),
    Walk("by a homophone typo", [Stage(["/", "安", "扶", "话", "术"], [first("soothe")])], 7, 0.3),
    Walk("whether it may still be used", [], 0, 0, start="scripts/soothe.html", before=[Stage([], [(".status-approved time", "2026-11-20")])]),
    Walk("close the call", [Stage(["e", "Enter"], [("input[type=search]:focus", "")])], 2, 0.3, before=[Stage([], [])]),
    Walk("reopen what was copied a minute ago",
         [Stage(["v"], [("dialog[open] a:focus", "")]), Stage(["Enter"], [("main[data-page-id=soothe] h1", "")])], 2, 0.3,
         before=[search("anfu", first("soothe")), Stage(["Control+Enter"], [("[data-copied]", "")]), Stage(["Escape", "Escape"], [])]),
]


def take(page, address, walk, start):
    """Walks from a page on; gives the machine's share of each stage in seconds, and what stands on the clipboard."""
    page.goto(address + (walk.start or start))
    page.locator("main h1").wait_for()
    for stage in walk.before:
        step(page, stage)
    times = [step(page, stage) for stage in walk.stages]
    return times, page.evaluate("navigator.clipboard.readText()") if walk.copied else ""


def step(page, stage):
    """Presses the keys of a stage and waits until its goals are in view; the seconds since the last key."""
    # The engine is fetched while nobody types, as on any page that was looked at for a moment.
    page.wait_for_timeout(400)
    for key in stage.keys[:-1]:
        press(page, key)
    page.evaluate(SET_GOALS, [json.dumps(stage.goals), "" if stage.keys else "0"])
    if stage.keys:
        press(page, stage.keys[-1])
    seen = wait(page, stage)
    for part in stage.there:
        assert page.locator(part).first.is_visible(), part
    if stage.typed:
        page.keyboard.type(stage.typed)
    return seen


def press(page, key):
    # What no key bears comes from an input method.
    if len(key) == 1 and ord(key) > 0x2E80:
        page.keyboard.insert_text(key)
    else:
        page.keyboard.press(key)


def wait(page, stage):
    for _ in range(200):
        try:
            seen = page.evaluate("[sessionStorage.getItem('walk.seen'), sessionStorage.getItem('walk.key')]")
        except Exception as error:  # The page is being left.
            if "context was destroyed" not in str(error) and "navigat" not in str(error):
                raise
            seen = [None, None]
        if seen[0]:
            # Without a key it was in view from the beginning.
            return (float(seen[0]) - float(seen[1])) / 1000 if stage.keys else 0
        page.wait_for_timeout(50)
    raise AssertionError(f"not in view after {stage.keys}: {stage.goals}")
