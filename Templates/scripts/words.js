/**
 * The interface words of the site's language: the group `script` of `messages/<language>.json`. The generator writes
 * this module anew for each site; the file is here for editors and type checkers.
 * @type {Record<string, string>}
 */
export const words = {};
