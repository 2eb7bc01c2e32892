// The fields above a spoken line fill in its slots as one types, and keep doing so on every page of the call. What is
// private is kept nowhere: it goes with the page.

import { callState, changeCall, watchCall } from './call.js';
import { copyLine } from './copy.js';

/** @typedef {HTMLInputElement | HTMLSelectElement} SlotField */

const isToggle = (field) => field.type === 'checkbox';

/** @returns {SlotField[]} */
const slotFields = () => Array.from(document.querySelectorAll('[data-slot]'));

/** A name is private on a page as soon as one of its scripts says so. */
const isPrivateSlot = (name) => slotFields().some((field) => field.dataset.slot === name && 'private' in field.dataset);

/**
 * What a field says; undefined is nothing yet, null a toggle that leaves its words out.
 * @param {SlotField} field
 */
function slotValue(field) {
  if (isToggle(field)) return field.checked ? field.value : null;
  return field.value.trim() || undefined;
}

/** @param {SlotField} field */
function writeSlot(field, value) {
  if (isToggle(field)) field.checked = value !== null;
  else if (field.value !== (value ?? '')) field.value = value ?? '';
  // A menu takes only what is in it.
  if (field.selectedIndex === -1) field.value = '';
}

/** A field as the page gave it. */
function emptySlot(field) {
  if (isToggle(field)) field.checked = true;
  else if (field instanceof HTMLSelectElement) field.selectedIndex = Math.max(0, Array.from(field.options).findIndex((option) => option.defaultSelected));
  else field.value = field.defaultValue;
}

/** A date as one says it; other words as they are. */
function spokenWords(value) {
  const [, year, month, day] = value.match(/^(\d{4})-(\d\d)-(\d\d)$/) ?? [];
  if (!day) return value;
  const isFar = Number(year) !== new Date().getFullYear();
  const form = { year: isFar ? 'numeric' : undefined, month: 'long', day: 'numeric' };
  return new Date(Number(year), Number(month) - 1, Number(day)).toLocaleDateString(document.documentElement.lang, form);
}

/**
 * Shows a value in every slot of a name; without one the default, or the name in braces.
 * @param {string} name
 * @param {string | null | undefined} value
 */
function fillSlots(name, value) {
  for (const slot of document.querySelectorAll('[data-fill]')) {
    if (slot.dataset.fill !== name) continue;
    const said = value === undefined ? slot.dataset.default : spokenWords(value ?? '');
    slot.textContent = said ?? `{${name}}`;
    slot.toggleAttribute('data-filled', said !== undefined);
  }
}

/**
 * A text with `{name}` in it as this call fills it.
 * @param {string} text
 * @returns {{text: string, open: string[]}} and the names that nothing is known for
 */
export function filledText(text) {
  const { slots } = callState();
  const open = new Set();
  const filled = text.replace(/\{([^{}]+)\}/g, (braces, name) => {
    if (name in slots) return spokenWords(slots[name] ?? '');
    open.add(name);
    return braces;
  });
  return { text: filled, open: Array.from(open) };
}

/**
 * Shows what the call knows in fields and slots.
 * @param {boolean} isAnew whether fields that are kept nowhere are emptied, too
 */
function showSlots(isAnew) {
  const { slots } = callState();
  for (const field of slotFields()) {
    const name = field.dataset.slot;
    const isKept = !isPrivateSlot(name);
    if (isKept && name in slots) writeSlot(field, slots[name]);
    else if (isAnew || isKept) emptySlot(field);
  }
  const names = new Set(Array.from(document.querySelectorAll('[data-fill]'), (slot) => slot.dataset.fill));
  for (const name of names) {
    const field = slotFields().find((other) => other.dataset.slot === name);
    fillSlots(name, field ? slotValue(field) : slots[name]);
  }
}

/** @param {Event} event */
function onSlotInput({ target, currentTarget }) {
  const name = target.dataset.slot;
  if (!name) return;
  const value = slotValue(target);
  for (const field of slotFields()) {
    if (field !== target && field.dataset.slot === name) writeSlot(field, value);
  }
  fillSlots(name, value);
  currentTarget.parentElement.querySelector('.unfilled')?.remove();
  if (isPrivateSlot(name)) return;
  changeCall(({ slots }) => {
    if (value === undefined) delete slots[name];
    else slots[name] = value;
  });
}

/**
 * Enter in a field copies the line that it belongs to.
 * @param {KeyboardEvent} event
 */
function onSlotKey(event) {
  if (event.key !== 'Enter' || event.isComposing || event.keyCode === 229 || !(event.target instanceof HTMLInputElement)) return;
  const place = event.target.closest('[data-script-id], article');
  const copy = Array.from(place.querySelectorAll('[data-copy]')).find((other) => other.getClientRects().length > 0);
  if (!copy) return;
  event.preventDefault();
  void copyLine(copy);
}

function startSlots() {
  for (const group of document.querySelectorAll('[data-slots]')) {
    group.removeAttribute('hidden');
    group.addEventListener('input', onSlotInput);
    group.addEventListener('keydown', onSlotKey);
  }
  watchCall(showSlots);
  showSlots(true);
}

startSlots();
