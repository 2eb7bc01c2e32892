// Fetches the files of the index, each once and many at a time; what failed is forgotten, so that the next search asks
// again. A page from disk can't fetch: there each file also comes as a script that calls `casebookSearchFile`.

const FORMAT = 4;
const RECEIVED = 'casebook-search-file';

/** Why a search can't be answered; see `ErrorReason` in protocol.js. */
export class SearchError extends Error {
  constructor(reason) {
    super(reason);
    this.reason = reason;
  }
}

/** @param {boolean} isSound */
export function expectSound(isSound) {
  if (!isSound) throw new SearchError('damaged');
}

/** An object that has the names of things as keys, as most files have one. */
export function expectMembers(value) {
  expectSound(value !== null && typeof value === 'object');
  return value;
}

export class IndexFiles {
  /** @param {import('./protocol.js').StartMessage} start */
  constructor({ base, form, portable }) {
    this.folder = `${base}search/`;
    this.form = form;
    this.isScript = portable && typeof document !== 'undefined';
    this.requests = new Map();
    /** Files that came inside the first one, by name. */
    this.members = {};
    this.version = '';
  }

  /**
   * The first file, which says what else there is.
   * @param {Promise<ArrayBuffer | null> | null} sent what the page has fetched already
   */
  async root(sent) {
    const bytes = await sent;
    const root = bytes ? checked(parsed(new TextDecoder().decode(bytes))) : await this.load(this.form);
    this.members = root.files ?? {};
    this.version = root.version;
    return root;
  }

  /**
   * @param {string} name without its ending
   * @returns {Promise<object>}
   */
  load(name) {
    if (Object.hasOwn(this.members, name)) return this.members[name];
    let request = this.requests.get(name);
    if (!request) {
      request = (this.isScript ? this.run(name) : this.fetch(name)).then(checked);
      this.requests.set(name, request);
      request.catch(() => this.requests.delete(name));
    }
    return request;
  }

  isLoaded(name) {
    return Object.hasOwn(this.members, name) || this.requests.has(name);
  }

  async fetch(name) {
    const isRoot = name === this.form;
    let text;
    try {
      // The first file is asked for anew: an old one names pages that are gone. Its version makes the others' addresses.
      const response = await fetch(this.address(name, 'json'), isRoot ? { cache: 'no-cache' } : {});
      text = response.ok && (await response.text());
    } catch {
      text = false;
    }
    if (text === false) throw new SearchError(navigator.onLine === false ? 'offline' : 'load');
    return parsed(text);
  }

  run(name) {
    // By an event, since a page may have this script twice: after a failure it is loaded anew.
    globalThis.casebookSearchFile = (received, data) => dispatchEvent(new CustomEvent(RECEIVED, { detail: { received, data } }));
    return new Promise((resolve, reject) => {
      const script = document.createElement('script');
      const receive = ({ detail }) => detail.received === name && resolve(detail.data);
      const finish = (reason) => {
        removeEventListener(RECEIVED, receive);
        script.remove();
        // Does nothing where the script has delivered.
        reject(new SearchError(reason));
      };
      addEventListener(RECEIVED, receive);
      Object.assign(script, { src: this.address(name, 'js'), onerror: () => finish('load'), onload: () => finish('damaged') });
      document.head.append(script);
    });
  }

  address(name, ending) {
    return `${this.folder}${name}.${ending}${name === this.form ? '' : `?v=${this.version}`}`;
  }
}

function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    // Cut short, or a page of some other server in place of the file.
    throw new SearchError('damaged');
  }
}

function checked(data) {
  expectSound(data !== null && Number.isInteger(data?.format));
  if (data.format !== FORMAT) throw new SearchError('version');
  return data;
}
