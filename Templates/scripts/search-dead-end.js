// What an agent can do when nothing was found: report the gap, or ask for less.

import { looksPrivate } from './search-history.js';
import { button, searchWords } from './search-result.js';

const LONGEST_REPORTED = 200;
const MOST_OFFERS = 5;

/** The beginning of a text in whole characters, never half of a surrogate pair. */
export const beginning = (text, count) => Array.from(text).slice(0, count).join('');

/**
 * Fills in the address for reports; the query goes along only if it doesn't look like a customer's data.
 * @param {HTMLAnchorElement | null} link
 * @param {string} text
 */
export function reportGap(link, text) {
  if (!link) return;
  const address = link.dataset.searchFeedback;
  const query = looksPrivate(text) ? '' : beginning(text, LONGEST_REPORTED);
  const [name, value] = address.startsWith('mailto:') ? ['subject', searchWords('searchGap', { query })] : ['query', query];
  link.href = `${address}${address.includes('?') ? '&' : '?'}${name}=${encodeURIComponent(value)}`;
}

/** The query without one of its words; one without blanks by halves. */
function shorterQueries(text) {
  const parts = text.split(/\s+/).slice(0, MOST_OFFERS);
  if (parts.length > 1) return parts.map((_, at) => parts.filter((__, other) => other !== at).join(' '));
  const characters = Array.from(text);
  const half = Math.ceil(characters.length / 2);
  return half > 1 && half <= 8 ? [characters.slice(0, half).join(''), characters.slice(half).join('')] : [];
}

/**
 * Offers parts of a query, each once it has shown that it finds something.
 * @param {import('./search-client.js').SearchClient} client
 * @param {Element} place
 * @param {string} text
 */
export function offerShorter(client, place, text, [first, ...others] = shorterQueries(text)) {
  if (!first) return;
  client.search({ text: first, filters: {}, limit: 1, wantsFacets: false }, ({ type, stage, total }) => {
    if (total > 0 && stage === 'final') place.append(' ', button('search-button', first, { searchQuery: first }));
    if (stage === 'final' || type === 'error') offerShorter(client, place, text, others);
  });
}
