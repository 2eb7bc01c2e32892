// The end of a call: a small bar says what will be cleared, Enter does it and leads to the search, Escape leaves all as it is.

import { announce } from './announce.js';
import { callState, endCall } from './call.js';
import { registerKey } from './keys.js';
import { button, element, searchWords } from './search-result.js';
import { words } from './words.js';

/** How much a call would lose: filled slots, those that are kept nowhere too, and ticks. */
function callContents() {
  const { slots, ticks } = callState();
  const unkept = Array.from(document.querySelectorAll('[data-slot][data-private]')).filter((field) => field.value !== '');
  const names = new Set([...Object.keys(slots), ...unkept.map((field) => field.dataset.slot)]);
  return { n: names.size, m: Object.values(ticks).flat().length };
}

function openCallEnd() {
  if (document.querySelector('.call-end')) return;
  const origin = document.activeElement;
  const text = element('p', '', searchWords('callEndClears', callContents()));
  text.id = 'c:call-end';
  const end = button('copy', [words.callEnd, ' ', element('kbd', '', 'Enter')], {});
  const leave = button('copy', [words.callEndNot, ' ', element('kbd', '', 'Esc')], {});
  const bar = element('div', 'call-end', [text, end, leave]);
  bar.setAttribute('role', 'group');
  bar.setAttribute('aria-labelledby', text.id);
  end.setAttribute('aria-describedby', text.id);

  const close = () => {
    document.removeEventListener('keydown', onCallEndKey);
    bar.remove();
  };
  /** @param {KeyboardEvent} event */
  function onCallEndKey(event) {
    if (event.key !== 'Escape' || event.defaultPrevented || event.isComposing) return;
    event.preventDefault();
    close();
    if (origin instanceof HTMLElement) origin.focus({ preventScroll: true });
  }
  document.addEventListener('keydown', onCallEndKey);
  leave.addEventListener('click', () => {
    close();
    if (origin instanceof HTMLElement) origin.focus({ preventScroll: true });
  });
  end.addEventListener('click', () => {
    close();
    endCall();
    announce(words.callEnded);
    document.querySelector('[data-search-box] input')?.focus();
  });
  document.body.append(bar);
  end.focus({ preventScroll: true });
}

function startCallEnd() {
  const leaveCallMode = () => document.querySelector('.call[open]')?.close();
  const isFree = () => !document.querySelector('dialog[open]:not(.call)');
  const run = () => {
    leaveCallMode();
    openCallEnd();
  };
  registerKey({ key: 'e', words: words.callEnd, run, when: isFree, inDialogs: true });
  for (const opener of document.querySelectorAll('[data-call-end]')) {
    opener.removeAttribute('hidden');
    opener.addEventListener('click', run);
  }
}

startCallEnd();
