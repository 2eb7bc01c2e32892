// This call: what was filled in and ticked and the channel chosen, kept in this tab until the call is over.

import { siteRoot } from './search-history.js';

/**
 * @typedef {object} Call
 * @property {number} number how many calls were ended before this one in this tab
 * @property {Record<string, string | null>} slots what the fields say, by the slot's name; null is a toggle switched off
 * @property {Record<string, number[]>} ticks the ticked items of checklists from 0, by the page's id
 * @property {string} [channel] of the variant chosen last; empty is the line for all channels
 * @property {string} [method] the page id of the method walked through last
 */

/** @returns {Call} */
const newCall = (number) => ({ number, slots: {}, ticks: {} });

/** The call as the last look into the storage found it; all there is where the storage is closed. */
const heldCall = { call: newCall(0), isStored: true };

/** @type {((isOver: boolean) => void)[]} */
const callWatchers = [];

/** Other sites may share the origin, and on disk all of them do. */
const callKey = () => `casebook.call ${siteRoot()}`;

/** @returns {Call} */
export function callState() {
  if (!heldCall.isStored) return heldCall.call;
  try {
    heldCall.call = { ...newCall(0), ...JSON.parse(sessionStorage.getItem(callKey()) ?? '{}') };
  } catch (error) {
    // Anything else than broken JSON: the storage is closed to this page.
    heldCall.isStored = error instanceof SyntaxError;
  }
  return heldCall.call;
}

/** @param {(call: Call) => void} change */
export function changeCall(change) {
  change(callState());
  storeCall();
}

function storeCall() {
  if (!heldCall.isStored) return;
  try {
    sessionStorage.setItem(callKey(), JSON.stringify(heldCall.call));
  } catch {
    heldCall.isStored = false;
  }
}

/** Forgets everything of this call, on this page at once and on others when they are shown again. */
export function endCall() {
  heldCall.call = newCall(callState().number + 1);
  storeCall();
  for (const watcher of callWatchers) watcher(true);
}

/**
 * Lets a part of the page follow the call.
 * @param {(isOver: boolean) => void} watcher told when the page is to show the call anew; when it is over, fields that
 *   are kept nowhere are to be emptied, too
 */
export function watchCall(watcher) {
  callWatchers.push(watcher);
}

function startCall() {
  addEventListener('pageshow', ({ persisted }) => {
    // By now the browser has written what it remembers of the page's fields, perhaps of another call. A page that was held
    // in memory shows all that was left in it, too: where nobody knows whether that call goes on, it is over.
    const { number } = heldCall.call;
    const isOver = callState().number !== number || (persisted && !heldCall.isStored);
    for (const watcher of callWatchers) watcher(isOver);
  });
}

startCall();
