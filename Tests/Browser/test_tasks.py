"""The twelve tasks of a call by keyboard alone, from any page: keys are counted exactly, the machine's share of the time is
printed, and only what is grossly slow fails (Benchmarks/site-evaluation.sh holds the strict bar on a quiet machine)."""

import pytest

from conftest import unthrown
from walks import STARTS, STOPWATCH, WALKS, take


@pytest.fixture(scope="module")
def table(request):
    """The rows of the walks, printed when all were taken."""
    rows = []
    yield rows
    with request.config.pluginmanager.getplugin("capturemanager").global_and_fixture_disabled():
        print(f"\n{'task':<50} {'from':<24} {'keys':>4} {'of':>3} {'seconds':>8} {'of':>5}")
        for name, start, pressed, keys, seconds, most in rows:
            print(f"{name:<50} {start:<24} {pressed:>4} {keys:>3} {seconds:>8.3f} {most:>5.1f}{'  over' if seconds > most else ''}")


@pytest.fixture
def walker(browser, shipped):
    context = browser.new_context(
        permissions=["clipboard-read", "clipboard-write"], viewport={"width": 1280, "height": 800})
    with unthrown(context) as page:
        page.add_init_script(STOPWATCH)
        yield page


@pytest.mark.parametrize("start", STARTS)
@pytest.mark.parametrize("walk", WALKS, ids=lambda walk: walk.name)
def test_a_task_takes_no_more_keys_than_it_may(walker, shipped, table, walk, start):
    if walk.start and start != STARTS[0]:
        pytest.skip("begins at a page of its own")
    times, copied = take(walker, shipped.address, walk, start)
    for words in walk.copied:
        assert words in copied
    assert walk.pressed <= walk.keys
    table.append((walk.name, walk.start or start, walk.pressed, walk.keys, sum(times), walk.seconds))
    assert sum(times) < max(1, walk.seconds * 10)
