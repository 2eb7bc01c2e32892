import { announce } from "./announce.js";
import { keep, siteRoot } from "./search-history.js";
import { words } from "./words.js";

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
  document.body.append(field);
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
 * @param {number} open slots that nobody has filled in
 * @returns {Promise<boolean>}
 */
export async function copyWithTick(text, button, open) {
  if (!(await copyText(text))) return false;
  const answer = open ? words.unfilled.replace('{n}', String(open)) : words.copied;
  announce(answer);
  if (!button) return true;
  const label = button.dataset.label ?? button.textContent ?? '';
  button.dataset.label = label;
  button.dataset.copied = '';
  button.textContent = answer;
  setTimeout(() => {
    delete button.dataset.copied;
    button.textContent = label;
  }, TICK_MILLISECONDS);
  return true;
}

/**
 * @param {HTMLElement} button
 */
export async function copyLine(button) {
  const line = button.closest('[data-script-id]');
  if (!(line instanceof HTMLElement)) return;
  const open = line.querySelectorAll('[data-fill]:not([data-filled])').length;
  if (!(await copyWithTick(lineText(line), button, open))) {
    selectLine(line);
    announce(words.copyFailed);
    return;
  }
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

/**
 * Whether a key press belongs to a field that is being written in.
 * @param {EventTarget | null} target
 * @returns {boolean}
 */
function isWriting(target) {
  return target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));
}

/** Shows the buttons and lets `c` copy the page's first line. */
function startCopying() {
  for (const button of document.querySelectorAll('[data-copy]')) button.removeAttribute('hidden');
  document.addEventListener('click', (event) => {
    const button = event.target instanceof Element ? event.target.closest('[data-copy]') : null;
    if (button instanceof HTMLElement) void copyLine(button);
  });
  document.addEventListener('keydown', (event) => {
    if (event.key !== 'c' || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (isWriting(event.target)) return;
    const button = document.querySelector('.line [data-copy]');
    if (button instanceof HTMLElement) void copyLine(button);
  });
}

startCopying();
