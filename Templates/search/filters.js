// How many pages of an answer have each value that results can be narrowed by.

/**
 * For each field the counts among pages that are left by the other fields' filters: what choosing a value would leave.
 * @param {import('./search-index.js').SearchIndex} index
 * @param {number[]} candidates
 * @param {Record<string, string[]>} filters
 * @returns {Promise<import('./protocol.js').FacetField[]>}
 */
export function facetCounts(index, candidates, filters) {
  return Promise.all(
    index.facets.map(async ({ field, label, values }) => {
      const [others, sets] = await Promise.all([index.filteredPages({ ...filters, [field]: [] }), index.pageSets(field)]);
      const left = new Set(others ? candidates.filter((page) => others.has(page)) : candidates);
      const count = (name) => (sets.get(name) ?? []).filter((page) => left.has(page)).length;
      return { field, label, values: values.map(([name, valueLabel]) => ({ name, label: valueLabel, count: count(name) })) };
    }));
}
