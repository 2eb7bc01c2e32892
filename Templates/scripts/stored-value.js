import { siteRoot } from './site-root.js';

/**
 * A value in one of the browser's storages; in this page alone where the storage is closed to it. Its name says the site's
 * root: other sites may share the origin, and on disk all of them do.
 * @template T
 * @param {'localStorage' | 'sessionStorage'} area
 * @param {string} name
 * @param {(found: Record<string, unknown>) => T} complete a whole value of whatever was found; of an empty object the first
 */
export function storedValue(area, name, complete) {
  const key = `${name} ${siteRoot()}`;
  let value = complete({});
  let isStored = true;

  /** Looks into the storage once more: another tab may have written. */
  const read = () => {
    if (!isStored) return value;
    let found = null;
    try {
      found = JSON.parse(globalThis[area].getItem(key));
    } catch (error) {
      // Anything else than broken JSON: the storage is closed to this page.
      isStored = error instanceof SyntaxError;
      if (!isStored) return value;
    }
    value = complete(Object(found));
    return value;
  };

  /** @param {Record<string, unknown>} found */
  const replace = (found) => {
    value = complete(found);
    if (!isStored) return;
    try {
      globalThis[area].setItem(key, JSON.stringify(value));
    } catch {
      isStored = false;
    }
  };

  return {
    read,
    replace,
    /** @param {(value: T) => void} change */
    change: (change) => {
      change(read());
      replace(value);
    },
    /** As the last look into the storage found it. */
    seen: () => value,
    isStored: () => isStored,
  };
}
