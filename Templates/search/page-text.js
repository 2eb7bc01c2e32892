// A page that may be a result, with the texts that matches are verified on.

import { textRuns } from './analyzer.js';
import { countRun, lengthOf, matchRun } from './query.js';
import { AT_ALIAS, AT_BODY, AT_HEADING, AT_SPOKEN, AT_TITLE, LONGEST_LENGTH, TAG_LENGTH } from './ranking.js';

export const BLOCK_HEADING = 1;
export const BLOCK_SPOKEN = 2;

export class PageText {
  /**
   * @param {object} record as documented
   * @param {import('./search-index.js').SearchIndex} index
   */
  constructor(record, index) {
    this.record = record;
    this.index = index;
    this.folded = [];
    this.blocks = Array.from({ length: record.blocks.length + 1 }, (_, block) => block);
    const name = (text) => {
      const folded = index.fold(text);
      const compact = textRuns(folded).map((run) => run.text).join('');
      return { text, folded, compact, length: Math.min(Math.max(lengthOf(compact), 1), LONGEST_LENGTH) };
    };
    this.title = name(record.title);
    this.names = (record.aliases ?? []).map(name);
    /** Aliases, then tags. */
    this.aliases = [...this.names, ...(record.tags ?? []).map((text) => ({ ...name(text), length: TAG_LENGTH }))];
  }

  /**
   * A block's text, folded; of the head the summary.
   * @param {number} block from 1 on; 0 for the head
   */
  text(block) {
    return (this.folded[block] ??= this.index.fold((block === 0 ? this.record.summary : this.record.blocks[block - 1][2]) ?? ''));
  }

  /** 0 text, 1 heading, 2 spoken line; `undefined` for the head */
  field(block) {
    return this.record.blocks[block - 1]?.[1];
  }

  /**
   * The block that holds the heaviest of some things; among equals the one of the better field, then the first.
   * @param {number[][]} holders for each of them the blocks it is in
   * @param {number[]} weights
   */
  bestBlock(holders, weights) {
    const held = new Map();
    holders.forEach((blocks, at) => {
      for (const block of blocks) held.set(block, (held.get(block) ?? 0) + weights[at]);
    });
    // The page's top, then headings, spoken lines, text.
    const field = (block) => (block === 0 ? 4 : ([1, 3, 2][this.field(block)] ?? 1));
    const order = Array.from(held).sort((left, right) => right[1] - left[1] || field(right[0]) - field(left[0]) || left[0] - right[0]);
    return order[0]?.[0] ?? 0;
  }

  /**
   * How often a run stands on the page by place, and in which blocks.
   * @param {import('./query.js').Run} run
   * @param {number[]} candidates ascending, blocks that may hold it
   */
  find(run, candidates) {
    const counts = [0, 0, 0, 0, 0];
    const blocks = [];
    for (const block of candidates) {
      const field = this.field(block);
      // What is typed as pinyin is a name, not a place in a sentence.
      const count = run.pattern && field !== BLOCK_HEADING ? 0 : countRun(run, this.text(block));
      counts[[AT_BODY, AT_HEADING, AT_SPOKEN][field] ?? AT_BODY] += count;
      if (block === 0 && matchRun(run, this.title.folded)) counts[AT_TITLE] = this.title.length;
      const lengths = block === 0 ? this.aliases.filter(({ folded }) => matchRun(run, folded)).map(({ length }) => length) : [];
      if (lengths.length > 0) counts[AT_ALIAS] = Math.min(...lengths);
      if (count > 0 || (block === 0 && isName(counts))) blocks.push(block);
    }
    return { counts, blocks };
  }

  /** The words to show for a block. The head's are the summary, or the first words that the page has. */
  excerpt(block) {
    const { blocks, summary, title } = this.record;
    if (block > 0 && blocks[block - 1]) return blocks[block - 1][2];
    return summary || (blocks.find((each) => each[1] !== BLOCK_HEADING) ?? blocks[0])?.[2] || title;
  }
}

/** Whether title or alias hold what was counted. */
export const isName = (counts) => counts[AT_TITLE] + counts[AT_ALIAS] > 0;
