// Which edition of the site this worker keeps. The generator writes `casebookEdition` above the joined script, the last
// thing that it does: another site, another script, and only then does a browser install it.

/**
 * @typedef {object} Edition
 * @property {string} version the beginning of the SHA-256 of the list of files, in hexadecimal digits
 * @property {string} list where the list is, relative to the site's root: `{"files": {"<path>": "<hash>", …}}`
 * @property {string} search the version of the search index, which addresses of its files carry
 * @property {string} missing the page that stands for pages that are not kept
 * @property {number} kept how many pages the list has
 * @property {number} pages how many the site has
 */

/** @type {Edition} */
export const edition = casebookEdition;

/** Other sites may share the origin, also below this one: their scope is another. No address has a blank in it. */
export const cachePrefix = `casebook ${registration.scope} `;
export const cacheName = cachePrefix + edition.version;

/**
 * Where the site's own file lies that an address asks for, as the list calls it.
 * @param {string} address
 * @returns {string | null} null for what lies outside the site, and for what no file can be called
 */
export function sitePath(address) {
  const { origin, pathname } = new URL(address);
  const scope = new URL(registration.scope);
  if (origin !== scope.origin || !pathname.startsWith(scope.pathname)) return null;
  try {
    return decodeURIComponent(pathname.slice(scope.pathname.length));
  } catch {
    return null;
  }
}

/**
 * The address that a file is kept under, however requests spell it.
 * @param {string} path
 */
export function keptAddress(path) {
  return registration.scope + path.split('/').map(encodeURIComponent).join('/');
}
