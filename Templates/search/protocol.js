// What the search engine and the page say to each other: plain messages, the same through a worker's port and inside
// the page. Types only; what the engine does with them is in worker.js.

/**
 * What the page tells the engine.
 * @typedef {StartMessage | RootMessage | SearchMessage | WarmMessage} EngineMessage
 */

/**
 * Comes first, and again after an `error`, which forgets the root file and all that came with it.
 * @typedef {object} StartMessage
 * @property {'start'} type
 * @property {string} base the site's root as an absolute address, `/` at its end
 * @property {'root' | 'index'} form which of `search/root.json` and `search/index.json` the site has
 * @property {boolean} portable whether the files are read as scripts: a page from disk can't fetch
 * @property {boolean} [sendsRoot] whether the page fetches the first file, and `root` follows
 */

/**
 * The first file, which the page fetched while the engine's script came.
 * @typedef {object} RootMessage
 * @property {'root'} type
 * @property {ArrayBuffer | null} bytes `null` where the page couldn't: the engine shall
 */

/**
 * Answered by `answer` once or twice, with `stage: 'final'` last, and `facets` behind it; or by `error`. A newer search
 * takes the place of the older one, which is then not answered any more.
 * @typedef {object} SearchMessage
 * @property {'search'} type
 * @property {number} id repeated in the answers; of two searches the newer has the higher
 * @property {string} text anything, as typed
 * @property {Record<string, string[]>} [filters] by field, names of values: any of a field's values, all of the fields.
 *   With filters an empty text asks for all pages that they leave, in the order of the index.
 * @property {number} limit
 * @property {boolean} [wantsFacets] whether `facets` shall follow
 */

/**
 * Fetches what a search will need, as far as one can tell from its beginning; never answered. An empty text fetches the
 * root file only.
 * @typedef {object} WarmMessage
 * @property {'warm'} type
 * @property {string} text
 */

/**
 * What the engine tells the page.
 * @typedef {AnswerMessage | FacetsMessage | ErrorMessage} EngineReply
 */

/**
 * @typedef {object} AnswerMessage
 * @property {'answer'} type
 * @property {number} id
 * @property {'first' | 'final'} stage `first`: the first five hits are settled and stay in their places; more may follow
 * @property {number} total the pages found
 * @property {boolean} isTotalExact false: there are about so many
 * @property {Hit[]} hits
 * @property {AnswerNote} note
 */

/**
 * How the answer as a whole came about; each hit has its own as well, where rungs were mixed.
 * @typedef {object} AnswerNote
 * @property {Match | null} match the first hit's; `null` without hits
 * @property {string[]} words those of all hits, each once
 */

/**
 * @typedef {'exact' | 'relaxed' | 'synonym' | 'pinyin' | 'typo'} Match
 *   `relaxed`: something is missing or stands in pieces
 */

/**
 * A text in pieces; the second of each says whether it is part of what was looked for.
 * @typedef {[string, boolean][]} Pieces
 */

/**
 * A result, ready to be shown.
 * @typedef {object} Hit
 * @property {string} id
 * @property {string} url relative to the site's root, not percent-encoded
 * @property {string} anchor the `id` inside the page at which the result opens, not percent-encoded; empty: its top
 * @property {Pieces} title
 * @property {string} kind the kind's name
 * @property {string} kindLabel
 * @property {string | null} place words between kind and title: a step's method, a cause's parent
 * @property {'approved' | 'draft' | 'in_review' | 'retired'} status
 * @property {boolean} overdue past its review on the day of the build
 * @property {string | null} reviewed the day of the last review
 * @property {Pieces | null} alias the other name that matched, where the title doesn't
 * @property {string | null} heading that under which the block stands that was found
 * @property {Pieces} snippet
 * @property {Pieces | null} line the sentence to say: the one that was found, else the page's first; slots with a
 *   default are filled
 * @property {string | null} lineText the same words as one text, to be copied
 * @property {string | null} variant the channel that the line is for, where it is for one only
 * @property {boolean} isLineFound whether the found block is the line itself, so that the snippet says nothing new
 * @property {Match} match
 * @property {string[]} words `relaxed`: what the page lacks; else what was searched or found instead
 * @property {number} score comparable within one answer only
 */

/**
 * Counts over all pages of the answer, by the values that they have.
 * @typedef {object} FacetsMessage
 * @property {'facets'} type
 * @property {number} id
 * @property {FacetField[]} fields in the order of the site; values without pages have the count 0
 */

/**
 * @typedef {object} FacetField
 * @property {string} field
 * @property {string} label
 * @property {{name: string, label: string, count: number}[]} values
 */

/**
 * A search that could not be answered; the same search may be sent again, and what failed is then fetched anew.
 * @typedef {object} ErrorMessage
 * @property {'error'} type
 * @property {number} id
 * @property {ErrorReason} reason
 */

/**
 * `load`: a file is missing or the connection failed; `offline`: the browser has no connection; `damaged`: a file is
 * none of an index, or cut short; `version`: an index of another format, or one that was published anew meanwhile.
 * @typedef {'load' | 'offline' | 'damaged' | 'version'} ErrorReason
 */

/**
 * The engine without a worker: `globalThis.casebookSearchEngine` once its script has run in the page.
 * @callback HandleMessage
 * @param {EngineMessage} message
 * @param {(reply: EngineReply) => void} reply
 * @returns {void}
 */
