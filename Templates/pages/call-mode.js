// Call mode: the whole view for one step of a method at a time, with what to say in it. The method's page holds the steps;
// a step's page leads there and is where one comes out again.

import { isKeyOff, registerKey } from '../scripts/keys.js';
import { words } from '../scripts/words.js';

/** What the address of the method's page ends with to open a step in call mode: the step's own id. */
const CALLED_STEP = /^#c:call-([1-9]\d*)$/;

class CallMode {
  /** @param {HTMLDialogElement} dialog */
  constructor(dialog) {
    this.dialog = dialog;
    this.steps = Array.from(dialog.querySelectorAll('[data-call-step]'));
    this.dots = Array.from(dialog.querySelectorAll('[data-call-to]'));
    this.turns = Array.from(dialog.querySelectorAll('[data-call-turn]'));
    dialog.addEventListener('click', ({ target }) => this.onClick(target.closest('button')));
    dialog.addEventListener('keydown', (event) => this.onKey(event));
    dialog.addEventListener('cancel', () => this.leave());
    const called = Number(CALLED_STEP.exec(location.hash)?.[1] ?? 0);
    this.isFromStep = called > 0 && called <= this.steps.length;
    this.at = this.isFromStep ? called - 1 : 0;
    if (this.isFromStep) this.open();
  }

  open() {
    this.dialog.showModal();
    this.show(this.at);
  }

  /** Back to where one came from: the method's page below, or the page of a step. */
  leave() {
    this.dialog.close();
    if (this.isFromStep) location.replace(this.steps[this.at].querySelector('.more a').href);
  }

  toggle() {
    if (this.dialog.open) this.leave();
    else this.open();
  }

  /** The step itself takes the focus: it is read, and the next Tab leads to its first line. */
  show(at) {
    if (!this.steps[at]) return;
    this.at = at;
    this.steps.forEach((step, other) => { step.hidden = other !== at; });
    this.dots.forEach((dot, other) => dot.setAttribute('aria-current', other === at ? 'step' : 'false'));
    this.turns[0].disabled = at === 0;
    this.turns[1].disabled = at === this.steps.length - 1;
    this.dialog.scrollTop = 0;
    this.steps[at].focus({ preventScroll: true });
  }

  onClick(pressed) {
    const { callTo, callTurn, callClose } = pressed?.dataset ?? {};
    if (callTo) this.show(Number(callTo) - 1);
    if (callTurn) this.show(this.at + Number(callTurn));
    if (callClose !== undefined) this.leave();
  }

  /**
   * The arrows and digits that lead from page to page otherwise.
   * @param {KeyboardEvent} event
   */
  onKey(event) {
    // For a moment after it is closed, the focus is still in here.
    if (!this.dialog.open) return;
    const { key, target } = event;
    const isCommand = event.ctrlKey || event.metaKey;
    const isInField = target.matches('input:not([type=checkbox]), select');
    // Behind this dialog the search can't take the focus.
    if (isCommand ? key.toLowerCase() === 'k' : key === '/' && !isInField) this.dialog.close();
    if (isCommand || isInField || isKeyOff(key) || event.altKey || event.isComposing || target.matches('pre, .table')) return;
    const goal = { ArrowLeft: this.at - 1, ArrowRight: this.at + 1 }[key] ?? (/^[1-9]$/.test(key) ? Number(key) - 1 : -1);
    if (!this.steps[goal]) return;
    event.preventDefault();
    this.show(goal);
  }
}

function startCallMode() {
  const opener = document.querySelector('[data-call-open]');
  const dialog = document.querySelector('[data-call]');
  if (!opener) return;
  const mode = dialog && new CallMode(dialog);
  opener.removeAttribute('hidden');
  if (mode) opener.addEventListener('click', () => mode.open());
  const isFree = () => mode?.dialog.open || !document.querySelector('dialog[open]');
  registerKey({ key: 'm', words: words.keyCallMode, run: () => (mode ? mode.toggle() : opener.click()), when: isFree, inDialogs: true });
}

startCallMode();
