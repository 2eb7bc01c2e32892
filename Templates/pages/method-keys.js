// The arrows and digits lead through the method at hand: the strip above a step or script, or the list of a method.

import { callState, changeCall } from '../scripts/call.js';
import { registerKey } from '../scripts/keys.js';
import { words } from '../scripts/words.js';

const DIGITS = '1 2 3 4 5 6 7 8 9';

/**
 * Of several methods, the one that has the focus, else the one that this call is going through, else the first.
 * @returns {Element | undefined}
 */
function stepsAtHand() {
  const all = Array.from(document.querySelectorAll('[data-page-id] [data-steps]'));
  const { method } = callState();
  return all.find((steps) => steps.contains(document.activeElement)) ?? all.find((steps) => steps.dataset.steps === method) ?? all[0];
}

/** @returns {HTMLAnchorElement[]} */
const stepLinks = () => Array.from(stepsAtHand()?.querySelectorAll('li > a') ?? []);

/** The step before or behind the present ones; a method's own page stands before its first. */
function stepBeside(distance) {
  const links = stepLinks();
  const places = links.flatMap((link, at) => (link.hasAttribute('aria-current') ? [at] : []));
  if (distance < 0) return links[(places[0] ?? 0) - 1];
  const isMethod = document.querySelector('main').dataset.kind === 'method';
  return places.length > 0 || isMethod ? links[(places[places.length - 1] ?? -1) + 1] : undefined;
}

function startMethodKeys() {
  const kind = document.querySelector('main')?.dataset.kind;
  const method = document.querySelector('[data-steps]')?.dataset.steps;
  if (method && (kind === 'method' || kind === 'step')) changeCall((call) => { call.method = method; });
  const go = (key, meaning, distance) => registerKey({
    key, words: meaning, run: () => stepBeside(distance).click(), when: () => stepBeside(distance) !== undefined && !isAtScroller(),
  });
  go('ArrowLeft', words.keyStepBefore, -1);
  go('ArrowRight', words.keyStepBehind, 1);
  registerKey({ key: DIGITS, shown: '1–9', words: words.keyStep, run: ({ key }) => stepLinks()[Number(key) - 1]?.click(), when: () => stepLinks().length > 0 });
}

/** A wide table that has the focus is scrolled by the arrows. */
const isAtScroller = () => document.activeElement?.matches('.table, pre') ?? false;

startMethodKeys();
