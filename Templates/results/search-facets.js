// The facets of the results page: what the results can be narrowed to, with counts.

import { button, element, searchWords } from '../scripts/search-result.js';

/** More values of a field are folded away. */
const VALUES_SHOWN = 12;

/** @typedef {import('../search/protocol.js').FacetField} FacetField */

/**
 * Notes how fields and values are called.
 * @param {Map<string, string>} labels
 * @param {FacetField[]} fields
 */
export function labelFacets(labels, fields) {
  for (const { field, label, values } of fields) {
    for (const value of values) labels.set(`${field}=${value.name}`, `${label}：${value.label}`);
  }
}

/**
 * One group of boxes for each field that can narrow anything.
 * @param {Element} present the groups as they are, of which the unfolded stay so
 * @param {FacetField[]} fields
 * @param {Record<string, string[]>} filters
 */
export function facetGroups(present, fields, filters) {
  const unfolded = Array.from(present.querySelectorAll('details[open]'), ({ dataset }) => dataset.field);
  return fields.flatMap(({ field, label, values }) => {
    const isChosen = (name) => filters[field]?.includes(name) ?? false;
    const shown = values.filter(({ name, count }) => count > 0 || isChosen(name));
    if (shown.length === 0) return [];
    const boxes = shown.map((value) => facetBox(field, value, isChosen(value.name)));
    const group = element('fieldset', 'facet', [element('legend', '', label), ...boxes.slice(0, VALUES_SHOWN)]);
    if (boxes.length > VALUES_SHOWN) {
      const rest = boxes.slice(VALUES_SHOWN);
      const more = element('details', 'facet-more', [element('summary', '', searchWords('searchMoreValues', { n: rest.length })), ...rest], { field });
      more.open = unfolded.includes(field) || shown.slice(VALUES_SHOWN).some(({ name }) => isChosen(name));
      group.append(more);
    }
    return [group];
  });
}

function facetBox(field, { name, label, count }, isChosen) {
  const box = element('input', '', [], { field });
  box.type = 'checkbox';
  box.id = `c:facet-${field}=${name}`;
  box.value = name;
  box.checked = isChosen;
  return element('label', 'facet-value', [box, element('span', 'facet-label', label), element('span', 'count', String(count))]);
}

/**
 * The chosen values, each as a button that takes it away.
 * @param {Record<string, string[]>} filters
 * @param {Map<string, string>} labels
 */
export function facetChips(filters, labels) {
  return Object.entries(filters).flatMap(([field, values]) => values.map((value) => {
    const label = labels.get(`${field}=${value}`) ?? value;
    const chip = button('chip', [label, ' ✕'], { searchChip: field, value });
    chip.setAttribute('aria-label', searchWords('searchRemove', { words: label }));
    return chip;
  }));
}
