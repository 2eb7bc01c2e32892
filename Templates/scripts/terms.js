// What a term means, beside the link to it: while the pointer rests on it, or when the keyboard comes to it.

import { element } from './search-result.js';

const TIP_DELAY = 150;
const TIP_MARGIN = 8;

/** The tip that is shown, and the link it belongs to. */
const tip = { shown: null, link: null, timer: 0 };

function hideTip() {
  clearTimeout(tip.timer);
  tip.shown?.remove();
  tip.link?.removeAttribute('aria-describedby');
  tip.shown = tip.link = null;
}

/** Below the link, or above it where there is no room; never wider than the window. It goes when its link does. */
function placeTip() {
  const [link] = tip.link.getClientRects();
  const { offsetWidth, offsetHeight, style } = tip.shown;
  const { clientWidth, clientHeight } = document.documentElement;
  if (!link || link.bottom < 0 || link.top > clientHeight) return hideTip();
  const left = Math.min(link.left, clientWidth - offsetWidth - TIP_MARGIN);
  const isBelow = link.bottom + offsetHeight + TIP_MARGIN <= clientHeight || link.top < offsetHeight;
  style.left = `${Math.max(left, TIP_MARGIN)}px`;
  style.top = `${isBelow ? link.bottom : link.top - offsetHeight}px`;
}

/** @param {HTMLElement} link */
function showTip(link) {
  if (tip.link === link) return;
  hideTip();
  tip.link = link;
  tip.shown = element('div', 'tip', element('p', '', link.dataset.term));
  tip.shown.id = 'c:tip';
  tip.shown.setAttribute('role', 'tooltip');
  (link.closest('dialog, main') ?? document.body).append(tip.shown);
  link.setAttribute('aria-describedby', 'c:tip');
  placeTip();
}

const termAt = (target) => target.closest?.('[data-term]') ?? null;

function startTerms() {
  const on = (name, react) => document.addEventListener(name, react);
  // A finger opens the link at once; a tip would only flash below it.
  on('pointerover', ({ target, pointerType }) => {
    if (pointerType === 'touch') return;
    const link = termAt(target);
    clearTimeout(tip.timer);
    if (link) tip.timer = setTimeout(() => showTip(link), TIP_DELAY);
    // The way from the link to the tip is short, and words in it may be selected.
    else if (tip.shown && !tip.shown.contains(target)) tip.timer = setTimeout(hideTip, TIP_DELAY);
  });
  on('focusin', ({ target }) => {
    if (termAt(target) && target.matches(':focus-visible')) showTip(termAt(target));
  });
  on('focusout', hideTip);
  on('scroll', () => tip.shown && placeTip());
  on('keydown', (event) => {
    if (event.key !== 'Escape' || !tip.shown) return;
    hideTip();
    event.preventDefault();
  });
}

startTerms();
