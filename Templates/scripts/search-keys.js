// What a key press means to the search.

const PAGE_OF_ROWS = 5;

/**
 * Whether a key belongs to the input method, which is composing; some browsers only say so by the key code, and Safari
 * sends the Enter that ends a composition after its end.
 * @param {KeyboardEvent} event
 */
export const isComposed = (event) => event.isComposing || event.keyCode === 229;

/**
 * `/` outside of fields, and Ctrl-K or ⌘K anywhere.
 * @param {KeyboardEvent} event
 */
export function callsSearch(event) {
  if (isComposed(event) || event.defaultPrevented || event.altKey) return false;
  if (event.ctrlKey || event.metaKey) return event.key.toLowerCase() === 'k' && !event.shiftKey;
  return event.key === '/' && !event.target.closest?.('input:not([type=checkbox]), textarea, select, [contenteditable]');
}

/**
 * The row of the list that a key leads to; undefined where the key is the field's own.
 * @param {string} key
 * @param {number} selected -1: none
 * @param {number} last
 * @param {HTMLInputElement} input
 */
export function rowForKey(key, selected, last, { selectionStart, selectionEnd, value }) {
  const isAt = (place) => selectionStart === place && selectionEnd === place;
  if (key === 'ArrowDown') return selected >= last ? 0 : selected + 1;
  if (key === 'ArrowUp') return selected <= 0 ? last : selected - 1;
  if (key === 'PageDown') return Math.min(selected + PAGE_OF_ROWS, last);
  if (key === 'PageUp') return Math.max(selected - PAGE_OF_ROWS, 0);
  // First these move the caret, as in any field.
  if (key === 'Home' && isAt(0)) return 0;
  return key === 'End' && isAt(value.length) ? last : undefined;
}
