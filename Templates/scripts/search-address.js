// A question as the fragment of the results page's address, `#q=…&kind=script&channel=phone`. The fragment is not sent:
// queries hold names and numbers, and a server writes a log.

/**
 * @param {string} text
 * @param {Record<string, string[]>} [filters]
 * @returns {string} empty without a question
 */
export function questionFragment(text, filters = {}) {
  const pairs = Object.entries(filters).flatMap(([field, values]) => values.map((value) => [field, value]));
  const written = new URLSearchParams([...(text ? [['q', text]] : []), ...pairs]).toString();
  return written && `#${written}`;
}

/**
 * @param {string} fragment anything that an address may end with
 * @returns {{text: string, filters: Record<string, string[]>}}
 */
export function readQuestion(fragment) {
  const filters = {};
  let text = '';
  for (const [name, value] of new URLSearchParams(fragment.slice(1))) {
    if (name === 'q') text = value;
    else if (value && !filters[name]?.includes(value)) filters[name] = [...(filters[name] ?? []), value];
  }
  return { text, filters };
}
