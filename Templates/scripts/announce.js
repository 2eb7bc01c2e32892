/**
 * Says something to screen readers without moving the focus.
 * @param {string} text
 */
export function announce(text) {
  // Behind an open dialog nothing is read.
  const announcer = document.querySelector('dialog[open] [data-announcer]') ?? document.querySelector('[data-announcer]');
  if (!announcer) return;
  // The same words twice would not be read again.
  announcer.textContent = '';
  setTimeout(() => { announcer.textContent = text; }, 50);
}
