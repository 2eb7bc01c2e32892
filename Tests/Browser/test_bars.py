"""Bars that the shipped site holds: its weight, its policy, what is drawn when. Sizes and counts are held exactly; times are
printed, and fail only where they are grossly wrong (Benchmarks/site-evaluation.sh holds them strictly)."""

import re

import pytest

from bars import paints, typing, weights

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; media-src 'self'; font-src 'self'; "
    "connect-src 'self'; worker-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'self'")
FIRST_PAGE = 35 * 1024


def say(capsys, text):
    with capsys.disabled():
        print(f"\n{text}")


def test_a_first_page_is_light(browser, shipped, capsys):
    found = weights(browser, shipped, shipped.specimens)
    totals = sorted((sum(parts.values()), path) for path, parts in found.items())
    heaviest, path = totals[-1]
    parts = ", ".join(f"{name} {size}" for name, size in found[path].items())
    say(capsys, f"first page, packed: {totals[0][0]}–{heaviest} bytes; heaviest {path}: {parts}")
    # The page, its style and its script; the icon is in none of them.
    assert all(len(parts) >= 3 for parts in found.values())
    assert [(size, path) for size, path in totals if size > FIRST_PAGE] == []


def test_every_page_has_the_strict_policy_and_nothing_against_it(shipped, capsys):
    # That nothing is refused by it on any page is seen where every page is opened (test_pages.py).
    loose = {}
    for path in shipped.pages:
        html = (shipped.folder / path).read_text("utf-8")
        policies = re.findall(r'<meta http-equiv="Content-Security-Policy" content="([^"]*)">', html)
        inline = re.findall(r"<style|<script(?![^>]* src=)|\sstyle=\"|\son[a-z]+=\"|javascript:", html)
        outside = re.findall(r'<(?:link rel="(?:stylesheet|icon|manifest)"|script|img|iframe|source)[^>]*(?:src|href)="(?:https?:)?//[^"]*', html)
        if policies != [POLICY] or inline or outside:
            loose[path] = (policies, inline, outside)
    say(capsys, f"strict policy, nothing inline, nothing from outside: {len(shipped.pages) - len(loose)} of {len(shipped.pages)} pages")
    assert loose == {}


@pytest.mark.parametrize("width", [360, 1280])
def test_the_largest_part_is_drawn_at_once_and_nothing_moves(browser, shipped, width, capsys):
    context = browser.new_context(viewport={"width": width, "height": 800})
    page = context.new_page()
    found = {path: paints(page, shipped.address + path) for path in shipped.specimens}
    context.close()
    slowest = max(found, key=lambda path: found[path][0])
    moved = {path: shift for path, (_, shift) in found.items() if shift > 0}
    say(capsys, f"{width} px: largest part drawn after at most {found[slowest][0]:.3f} s ({slowest}); moved: {moved or 'nothing'}")
    assert moved == {}
    assert found[slowest][0] < 5


def test_a_typed_letter_is_answered_in_its_frame(browser, shipped, capsys):
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    page = context.new_page()
    slow, pressed = typing(page, shipped.address)
    context.close()
    say(capsys, f"{pressed} letters typed: slowest drawn after {slow[-1]:.3f} s, {len(slow)} events longer than a frame")
    assert slow[-1] < 0.5
