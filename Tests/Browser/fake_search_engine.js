// Stands in for the search engine in tests of the interface: the same messages (Templates/search/protocol.js), answers
// that a test can foresee. PAGES and ANSWERS come before this text. A text that ANSWERS doesn't have is looked for as it is.

const failed = new Set();
let newest = 0;

const marked = (text, words) => {
  const at = words ? text.indexOf(words) : -1;
  if (at < 0) return [[text, false]];
  return [[text.slice(0, at), false], [words, true], [text.slice(at + words.length), false]].filter(([piece]) => piece);
};

function fakeHit(page, text, given) {
  const { id, title, kind, kindLabel, line = null, alias = null } = page;
  const isAlias = alias !== null && alias.includes(text) && !title.includes(text);
  return {
    id, url: page.url, anchor: page.anchor ?? '', title: marked(title, text), kind, kindLabel, place: page.place ?? null,
    status: page.status ?? 'approved', overdue: page.overdue ?? false, reviewed: page.reviewed ?? '2026-08-14',
    alias: isAlias ? marked(alias, text) : null, heading: page.heading ?? null, snippet: marked(page.snippet ?? title, text),
    line: line && marked(line, text), lineText: line, variant: null, isLineFound: line?.includes(text) ?? false,
    match: given.match ?? 'exact', words: given.words ?? [], score: 1, ...(given.own?.[id] ?? {}),
  };
}

function fakeAnswer({ text, filters = {} }) {
  const given = ANSWERS[text] ?? {};
  const wanted = given.for ?? text;
  const holds = (page) => [page.title, page.line, page.alias, page.snippet].some((words) => words?.includes(wanted));
  const found = given.ids ? given.ids.map((id) => PAGES.find((page) => page.id === id)) : PAGES.filter(holds);
  const suits = (page, but) => Object.entries(filters).every(([field, values]) => field === but || values.some((value) => [page[field]].flat().includes(value)));
  const hits = found.filter((page) => suits(page)).map((page) => fakeHit(page, wanted, given));
  const fields = [['kind', '种类'], ['channel', '渠道'], ['topic', '主题']].map(([field, label]) => {
    const names = Array.from(new Set(PAGES.flatMap((page) => page[field] ?? [])));
    const count = (name) => found.filter((page) => suits(page, field) && [page[field]].flat().includes(name)).length;
    return { field, label, values: names.map((name) => ({ name, label: `「${name}」`, count: count(name) })) };
  });
  return { given, hits, fields };
}

function handleFake(message, reply) {
  if (message.type !== 'search') return;
  const { id, text, limit } = message;
  newest = id;
  const { given, hits, fields } = fakeAnswer(message);
  const say = (answer, after) => setTimeout(() => { if (id === newest) reply({ id, ...answer }); }, after);
  const delay = given.delay ?? 0;
  if (given.error && !(given.once && failed.has(text))) {
    failed.add(text);
    say({ type: 'error', reason: given.error }, delay);
    return;
  }
  const note = { match: hits[0]?.match ?? null, words: Array.from(new Set(hits.flatMap((hit) => hit.words))) };
  const total = given.total ?? hits.length;
  const answer = { type: 'answer', total, isTotalExact: given.isTotalExact ?? true, note };
  if (hits.length > 5) say({ ...answer, stage: 'first', hits: hits.slice(0, 5) }, delay);
  const final = delay + (hits.length > 5 ? given.rest ?? 0 : 0);
  say({ ...answer, stage: 'final', hits: hits.slice(0, limit) }, final);
  if (message.wantsFacets) say({ type: 'facets', fields }, final + 5);
}

if (typeof document === 'undefined') onmessage = ({ data }) => handleFake(data, (answer) => postMessage(answer));
else globalThis.casebookSearchEngine = handleFake;
