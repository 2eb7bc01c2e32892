// The page's end of the search engine: a worker where there is one, else the same script inside the page. What is said
// between the two is in ../search/protocol.js.

/** @typedef {import('../search/protocol.js').EngineReply} EngineReply */

/** Starts the engine when it is first needed, and again after a failure. */
export class SearchClient {
  constructor() {
    this.id = 0;
    /** Gives a message to the running engine; null while there is none. */
    this.post = null;
    this.isStarting = false;
    this.isGreeted = false;
    this.failures = 0;
    /** The index's first file, until the engine has answered. */
    this.root = null;
  }

  /**
   * Takes the place of an earlier search, which is not answered any more.
   * @param {{text: string, filters: Record<string, string[]>, limit: number, wantsFacets: boolean}} question
   * @param {(reply: EngineReply) => void} receive
   */
  search(question, receive) {
    this.receive = receive;
    this.asked = { type: 'search', id: ++this.id, ...question };
    this.send(this.asked);
  }

  /** Fetches what a search for the text will need. */
  warm(text) {
    this.send({ type: 'warm', text });
  }

  /** Nothing more is to be received for the present question. */
  forget() {
    this.id += 1;
    this.asked = null;
  }

  start() {
    if (this.post || this.isStarting) return;
    this.isStarting = true;
    this.root = location.protocol === 'file:' ? null : this.fetchRoot();
    // After a failure under another address: the browser may have kept what came in place of the script.
    const address = `${document.documentElement.dataset.searchEngine}${this.failures ? `&again=${this.failures}` : ''}`;
    if (!globalThis.Worker || location.protocol === 'file:') {
      this.startInPage(address);
      return;
    }
    try {
      const worker = new Worker(address);
      worker.onmessage = ({ data }) => this.hear(data);
      worker.onerror = (event) => {
        event.preventDefault();
        worker.terminate();
        // An error with words comes from the script itself, and the page would not fare better with it.
        if (event.message) this.fail('damaged');
        else this.startInPage(address);
      };
      this.open((message) => worker.postMessage(message));
    } catch {
      this.startInPage(address);
    }
  }

  startInPage(address) {
    this.isStarting = true;
    this.post = null;
    const script = document.createElement('script');
    script.src = address;
    script.onerror = () => this.fail(navigator.onLine ? 'load' : 'offline');
    script.onload = () => {
      const handle = globalThis.casebookSearchEngine;
      script.remove();
      if (!handle) return this.fail('damaged');
      this.open((message) => handle(message, (reply) => this.hear(reply)));
      if (this.asked) this.send(this.asked);
    };
    document.head.append(script);
  }

  open(post) {
    this.isStarting = false;
    this.isGreeted = false;
    this.post = post;
  }

  /** What can't be sent yet is sent when the engine runs, if it is still asked then. */
  send(message) {
    this.start();
    if (!this.post) return;
    this.greet();
    this.post(message);
  }

  greet() {
    if (this.isGreeted) return;
    this.isGreeted = true;
    const { post, root } = this;
    const { searchForm, portable } = document.documentElement.dataset;
    const isFromDisk = portable !== undefined && location.protocol === 'file:';
    post({ type: 'start', base: this.base, form: searchForm, portable: isFromDisk, sendsRoot: root !== null });
    root?.then((bytes) => post({ type: 'root', bytes }));
  }

  /** The site's root. */
  get base() {
    return new URL(document.documentElement.dataset.root || '.', location.href).href;
  }

  /**
   * Fetches the index's first file while the engine's script comes, so that neither waits for the other.
   * @returns {Promise<ArrayBuffer | null>} `null` on a failure: the engine then tries itself, and says what is wrong
   */
  async fetchRoot() {
    try {
      // An old one names pages that are gone.
      const response = await fetch(`${this.base}search/${document.documentElement.dataset.searchForm}.json`, { cache: 'no-cache' });
      return response.ok ? await response.arrayBuffer() : null;
    } catch {
      return null;
    }
  }

  fail(reason) {
    this.failures += 1;
    this.isStarting = false;
    this.post = null;
    this.hear({ type: 'error', id: this.id, reason });
  }

  hear(reply) {
    this.root = null;
    if (reply.type === 'error') this.isGreeted = false;
    if (reply.id === this.id && this.asked) this.receive(reply);
  }
}
