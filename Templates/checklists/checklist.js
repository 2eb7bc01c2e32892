// A checklist is ticked while listening: kept for this call, copied as text, begun anew with one key.

import { announce } from '../scripts/announce.js';
import { callState, changeCall, watchCall } from '../scripts/call.js';
import { copyWithTick } from '../scripts/copy.js';
import { registerKey } from '../scripts/keys.js';
import { words } from '../scripts/words.js';

class Checklist {
  /** @param {Element} root */
  constructor(root) {
    const part = (name) => root.querySelector(`[data-check-${name}]`);
    this.id = document.querySelector('main').dataset.pageId;
    this.title = document.querySelector('h1').textContent.trim();
    this.boxes = Array.from(root.querySelectorAll('[data-check]'));
    this.progress = part('progress');
    this.copyButton = part('copy');
    this.resetButton = part('reset');
    /** What a reset took away, until something is ticked again. */
    this.taken = null;
    part('bar').removeAttribute('hidden');
    root.addEventListener('change', ({ target }) => this.onTick(target));
    this.copyButton.addEventListener('click', () => this.copy());
    this.resetButton.addEventListener('click', () => this.reset());
    watchCall(() => this.show());
    this.show();
    this.registerKeys();
  }

  registerKeys() {
    const digits = this.boxes.slice(0, 9).map((_, at) => String(at + 1));
    const shown = digits.length > 1 ? `1–${digits.length}` : '1';
    registerKey({ key: digits.join(' '), shown, words: words.keyTick, run: ({ key }) => this.turn(this.boxes[Number(key) - 1]) });
    registerKey({ key: 'c', words: words.keyCopyList, run: () => this.copy() });
    registerKey({ key: 'r', words: words.keyReset, run: () => this.reset() });
  }

  get ticks() {
    return callState().ticks[this.id] ?? [];
  }

  set ticks(ticks) {
    changeCall((call) => { call.ticks[this.id] = ticks; });
    this.show();
  }

  /** The boxes follow the call, not what the browser remembers of a form. */
  show() {
    const { ticks } = this;
    this.boxes.forEach((box, at) => { box.checked = ticks.includes(at); });
    this.progress.textContent = this.counted();
    this.resetButton.firstElementChild.textContent = this.taken ? words.checkRestore : words.checkReset;
    this.resetButton.disabled = !this.taken && ticks.length === 0;
  }

  counted() {
    return `${this.boxes.filter((box) => box.checked).length}/${this.boxes.length}`;
  }

  turn(box) {
    box.checked = !box.checked;
    this.onTick(box);
    announce(`${box.checked ? words.ticked : words.unticked} ${this.itemWords(box)} ${this.counted()}`);
  }

  onTick(box) {
    if (!this.boxes.includes(box)) return;
    this.taken = null;
    this.ticks = this.boxes.flatMap((other, at) => (other.checked ? [at] : []));
  }

  itemWords(box) {
    return box.closest('li').querySelector('.check-text').textContent.trim();
  }

  copy() {
    const lines = this.boxes.map((box) => `${box.checked ? '☑' : '☐'} ${this.itemWords(box)}`);
    void copyWithTick([`${this.title} ${this.counted()}`, ...lines].join('\n'), this.copyButton).then((isCopied) => {
      if (!isCopied) announce(words.checkCopyFailed);
    });
  }

  /** Takes all ticks away, or brings back those that the last reset took. */
  reset() {
    const { taken, ticks } = this;
    if (!taken && ticks.length === 0) return;
    this.taken = taken ? null : ticks;
    this.ticks = taken ?? [];
    announce(`${taken ? words.checkRestored : words.checkCleared} ${this.counted()}`);
  }
}

function startChecklist() {
  const root = document.querySelector('[data-checklist]');
  if (root) void new Checklist(root);
}

startChecklist();
