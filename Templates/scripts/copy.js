import { announce } from './announce.js';
import { registerKey } from './keys.js';
import { keep } from './search-history.js';
import { element, searchWords } from './search-result.js';
import { siteRoot } from './site-root.js';
import { words } from './words.js';

const TICK_MILLISECONDS = 2000;

/**
 * The words of a spoken line as a person would type them: paragraphs on lines of their own.
 * @param {Element} line
 * @returns {string}
 */
export function lineText(line) {
  const quotation = line.querySelector('blockquote') ?? line;
  const blocks = quotation.querySelectorAll('p, li, pre');
  const parts = blocks.length ? Array.from(blocks) : [quotation];
  return parts
    .map((part) => (part instanceof HTMLElement ? part.innerText : part.textContent ?? '').trim())
    .filter((text) => text !== '')
    .join('\n');
}

/**
 * Puts text on the clipboard, also where a page has no right to the clipboard interface: over plain http, from disk,
 * inside another program's panel.
 * @param {string} text
 * @returns {Promise<boolean>}
 */
export async function copyText(text) {
  if (navigator.clipboard && window.isSecureContext) {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch {
      // Refused, perhaps by a frame's policy: the older way may still work.
    }
  }
  return copyBySelection(text);
}

/**
 * @param {string} text
 * @returns {boolean}
 */
function copyBySelection(text) {
  const focused = document.activeElement;
  const field = document.createElement('textarea');
  field.value = text;
  field.className = 'hide-text';
  field.setAttribute('readonly', '');
  // Behind an open dialog nothing can be selected.
  (document.querySelector('dialog[open]') ?? document.body).append(field);
  field.select();
  let copied = false;
  try {
    copied = document.execCommand('copy');
  } catch {
    copied = false;
  }
  field.remove();
  if (focused instanceof HTMLElement) focused.focus({ preventScroll: true });
  return copied;
}

/**
 * Selects a line, so that the reader's own copy key works.
 * @param {Element} line
 */
function selectLine(line) {
  const selection = window.getSelection();
  if (!selection) return;
  selection.selectAllChildren(line.querySelector('blockquote') ?? line);
}

/**
 * Copies a text and answers with a tick in the button, if there is one, and aloud.
 * @param {string} text
 * @param {HTMLElement | null} button
 * @param {string[]} [open] the slots that nobody has filled in
 * @returns {Promise<boolean>}
 */
export async function copyWithTick(text, button, open = []) {
  if (!(await copyText(text))) return false;
  const answer = open.length > 0 ? searchWords('unfilled', { n: open.length }) : words.copied;
  announce([answer, ...open].join(' '));
  if (!button) return true;
  const label = button.dataset.label ?? button.textContent ?? '';
  button.dataset.label = label;
  button.dataset.copied = open.length > 0 ? 'open' : '';
  button.textContent = answer;
  setTimeout(() => {
    delete button.dataset.copied;
    button.textContent = label;
  }, TICK_MILLISECONDS);
  return true;
}

/** The names of a line's slots that nobody has filled in. */
function openSlots(line) {
  const slots = Array.from(line.querySelectorAll('[data-fill]:not([data-filled])'));
  return Array.from(new Set(slots.map((slot) => slot.dataset.fill)));
}

/**
 * @param {HTMLElement} button
 */
export async function copyLine(button) {
  const line = button.closest('[data-script-id]');
  if (!(line instanceof HTMLElement)) return;
  const open = openSlots(line);
  line.querySelector('.unfilled')?.remove();
  if (!(await copyWithTick(lineText(line), button, open))) {
    selectLine(line);
    announce(words.copyFailed);
    return;
  }
  // The tick goes; which words are still to be found stays beside the button until they are.
  if (open.length > 0) button.before(element('p', 'unfilled', `${words.unfilledSlots} ${open.join(words.between)}`));
  keep('copied', lineSource(line));
}

/**
 * The page that a line belongs to: the one that its card leads to, else this one.
 * @param {HTMLElement} line
 */
function lineSource(line) {
  const link = line.querySelector('.card-head a');
  const text = (link ?? document.querySelector('h1'))?.textContent ?? '';
  const address = link instanceof HTMLAnchorElement ? link.href : location.href.replace(/#.*/, '');
  return { id: line.dataset.scriptId, text, url: address.slice(siteRoot().length) };
}

const isShown = (part) => part.getClientRects().length > 0;

const isInView = (part) => {
  const { top, bottom } = part.getBoundingClientRect();
  return bottom > 0 && top < innerHeight;
};

/** The button of the line that one is looking at: where the focus is, else the page's own, else the first in view. */
function copyButtonAtHand() {
  const place = document.querySelector('dialog[open]') ?? document;
  const buttons = Array.from(place.querySelectorAll('[data-copy]')).filter(isShown);
  const isAt = (button) => button.closest('[data-script-id]').contains(document.activeElement);
  return buttons.find(isAt) ?? buttons.find((button) => button.closest('.line')) ?? buttons.find(isInView) ?? buttons[0];
}

/** Shows the buttons and lets `c` copy the line at hand. */
function startCopying() {
  for (const button of document.querySelectorAll('[data-copy]')) {
    button.removeAttribute('hidden');
    button.title = 'c';
  }
  document.addEventListener('click', (event) => {
    const button = event.target instanceof Element ? event.target.closest('[data-copy]') : null;
    if (button instanceof HTMLElement) void copyLine(button);
  });
  // On a checklist it is the list that is copied.
  const hasLine = () => !document.querySelector('[data-checklist]') && copyButtonAtHand() !== undefined;
  registerKey({ key: 'c', words: words.keyCopyLine, run: () => void copyLine(copyButtonAtHand()), when: hasLine, inDialogs: true });
}

startCopying();
