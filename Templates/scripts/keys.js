// Every key of the site in one table: what is pressed outside of fields is looked up here, and `?` shows the table.

import { keepKeysOff, keptLists } from './search-history.js';
import { isComposed } from './search-keys.js';
import { element } from './search-result.js';
import { openSheet } from './sheet.js';
import { words } from './words.js';

/**
 * @typedef {object} KeyEntry
 * @property {string} key a key as events name it; several with blanks between (`1 2 3`)
 * @property {string} words what it does, for the map
 * @property {string} [shown] how the map writes the key, where its name doesn't say it (`1–9`)
 * @property {(event: KeyboardEvent) => void} [run] without it the entry only stands in the map: someone else listens
 * @property {() => boolean} [when] whether the key means this here and now; of several entries the first that does counts
 * @property {boolean} [inDialogs] also while a dialog is open
 */

/** @type {KeyEntry[]} */
const keyTable = [];
const SHOWN_KEYS = { ArrowLeft: '←', ArrowRight: '→', Escape: 'Esc' };
/** The map's order; what a site adds comes behind. Modules register in the order of the bundle, which says nothing. */
const MAP_ORDER = ['/', 'Control', 'c', 'v', 's', 'b', 'ArrowLeft', 'ArrowRight', '1', 'm', 'r', 'e', 'Escape', '?'];
const FIELDS = 'input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]';

/**
 * Adds a key to the table.
 * @param {KeyEntry} entry
 */
export function registerKey(entry) {
  keyTable.push(entry);
}

/**
 * Whether what is typed belongs to a field.
 * @param {EventTarget | null} target
 */
export const isInField = (target) => target instanceof Element && target.closest(FIELDS) !== null;

const isMeant = ({ when, inDialogs }) => (inDialogs || !document.querySelector('dialog[open]')) && (!when || when());

/**
 * Whether a key is one that who speaks to the machine, or rests a hand on its keys, presses unawares (WCAG 2.1.4). Such keys
 * can be switched off; that for the search, which only takes the focus, stays.
 * @param {string} key
 */
const isSingleKey = (key) => key.length === 1 && key !== '/';

/** @param {string} key */
export const isKeyOff = (key) => isSingleKey(key) && keptLists().areKeysOff;

/** @param {KeyboardEvent} event */
function onKey(event) {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
  if (isComposed(event) || isInField(event.target) || isKeyOff(event.key)) return;
  // A capital without the shift key comes from the lock.
  const key = event.key.length === 1 && !event.shiftKey ? event.key.toLowerCase() : event.key;
  const entry = keyTable.find((other) => other.run && other.key.split(' ').includes(key) && isMeant(other));
  if (!entry) return;
  event.preventDefault();
  entry.run(event);
}

const mapPlace = ({ key }) => {
  const place = MAP_ORDER.indexOf(key.split(' ')[0]);
  return place < 0 ? MAP_ORDER.length : place;
};

/** @param {KeyEntry} entry */
function mapRow({ key, shown, words: meaning }) {
  const names = (shown ?? key).split(' ').map((name) => element('kbd', '', SHOWN_KEYS[name] ?? name));
  return element('div', isSingleKey(key.split(' ')[0]) ? 'single-key' : '', [element('dt', '', names), element('dd', '', meaning)]);
}

/** The style strikes out the keys that are off, on the page and in the map. */
function showKeysOff() {
  document.documentElement.toggleAttribute('data-keys-off', keptLists().areKeysOff);
}

function keySwitch() {
  const box = element('input', '');
  box.type = 'checkbox';
  box.checked = !keptLists().areKeysOff;
  box.addEventListener('change', () => {
    keepKeysOff(!box.checked);
    showKeysOff();
  });
  return element('label', 'key-switch', [box, words.keySingle]);
}

/** Shows the map of the keys that mean something now, or closes it. */
function toggleKeyMap() {
  const open = document.querySelector('.key-map[open]');
  if (open) return open.close();
  const rows = keyTable.filter(({ when }) => !when || when()).sort((left, right) => mapPlace(left) - mapPlace(right)).map(mapRow);
  openSheet(words.keys, [element('dl', '', rows), keySwitch()], 'key-map');
}

function startKeys() {
  document.addEventListener('keydown', onKey);
  showKeysOff();
  // Over another dialog the map would hide what someone is about to choose.
  const isFree = () => !document.querySelector('dialog[open]:not(.key-map)');
  registerKey({ key: '?', words: words.keyMap, run: toggleKeyMap, when: isFree, inDialogs: true });
  registerKey({ key: '/', words: words.keySearch });
  registerKey({ key: 'Control', shown: 'Ctrl K', words: words.keySearchAnywhere });
  registerKey({ key: 'Escape', words: words.keyClose });
  for (const opener of document.querySelectorAll('[data-key-map]')) {
    opener.removeAttribute('hidden');
    opener.addEventListener('click', toggleKeyMap);
  }
}

startKeys();
