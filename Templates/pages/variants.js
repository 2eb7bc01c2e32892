// A spoken line and its variants for other channels stand one below the other. Here they become tabs above one line.

import { callState, changeCall } from '../scripts/call.js';

/** What the address leads to in this page. */
function addressedPart() {
  try {
    return document.getElementById(decodeURIComponent(location.hash.slice(1)));
  } catch {
    // Not everything behind a # is well encoded.
    return null;
  }
}

class Variants {
  /** @param {HTMLElement} tablist */
  constructor(tablist) {
    this.tabs = Array.from(tablist.children);
    this.panels = this.tabs.map((tab) => document.getElementById(tab.getAttribute('aria-controls')));
    this.panels.forEach((panel, at) => {
      panel.setAttribute('role', 'tabpanel');
      panel.setAttribute('aria-labelledby', this.tabs[at].id);
    });
    this.fields = Array.from(document.querySelectorAll('.speak [data-slot]'));
    tablist.removeAttribute('hidden');
    tablist.addEventListener('click', ({ target }) => this.choose(this.tabs.indexOf(target)));
    tablist.addEventListener('keydown', (event) => this.onKey(event));
    addEventListener('hashchange', () => this.showTarget());
    const { channel } = callState();
    this.show(Math.max(0, this.panels.findIndex((panel) => panel.dataset.channel === channel)));
    this.showTarget();
  }

  /** A search result or the page's contents may lead into a variant. */
  showTarget() {
    const target = addressedPart();
    const at = this.panels.findIndex((panel) => target && panel.contains(target));
    if (at < 0) return;
    this.show(at);
    target.scrollIntoView();
  }

  show(at) {
    this.shown = at;
    this.tabs.forEach((tab, other) => {
      tab.setAttribute('aria-selected', String(other === at));
      tab.tabIndex = other === at ? 0 : -1;
      this.panels[other].hidden = other !== at;
    });
    // Only what the line in view says is asked for.
    const names = new Set(Array.from(this.panels[at].querySelectorAll('[data-fill]'), (slot) => slot.dataset.fill));
    for (const field of this.fields) field.closest('.slot-field').hidden = !names.has(field.dataset.slot);
  }

  choose(at) {
    if (at < 0) return;
    this.show(at);
    changeCall((call) => { call.channel = this.panels[at].dataset.channel; });
  }

  /** @param {KeyboardEvent} event */
  onKey(event) {
    const { length } = this.tabs;
    const goals = { ArrowRight: this.shown + 1, ArrowLeft: this.shown + length - 1, Home: 0, End: length - 1 };
    if (!(event.key in goals) || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    this.choose(goals[event.key] % length);
    this.tabs[this.shown].focus();
  }
}

function startVariants() {
  const tablist = document.querySelector('[data-variants]');
  if (tablist) void new Variants(tablist);
}

startVariants();
