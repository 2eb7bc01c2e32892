// This call: what was filled in and ticked and the channel chosen, kept in this tab until the call is over.

import { storedValue } from './stored-value.js';

/**
 * @typedef {object} Call
 * @property {number} number how many calls were ended before this one in this tab
 * @property {Record<string, string | null>} slots what the fields say, by the slot's name; null is a toggle switched off
 * @property {Record<string, number[]>} ticks the ticked items of checklists from 0, by the page's id
 * @property {string} [channel] of the variant chosen last; empty is the line for all channels
 * @property {string} [method] the page id of the method walked through last
 */

const heldCall = storedValue('sessionStorage', 'casebook.call', (found) => ({ number: 0, slots: {}, ticks: {}, ...found }));

/** @type {((isOver: boolean) => void)[]} */
const callWatchers = [];

/** @returns {Call} */
export const callState = () => heldCall.read();

/** @param {(call: Call) => void} change */
export const changeCall = (change) => heldCall.change(change);

/** Forgets everything of this call, on this page at once and on others when they are shown again. */
export function endCall() {
  heldCall.replace({ number: callState().number + 1 });
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
    const { number } = heldCall.seen();
    const isOver = callState().number !== number || (persisted && !heldCall.isStored());
    for (const watcher of callWatchers) watcher(isOver);
  });
}

startCall();
