// Runs before anything is drawn, so that nothing moves or changes colour afterwards: the reader's light or dark, the folds
// of the tree, the star of a page, the lists of the home page. What these do when they are used is in ../scripts.

const { documentElement } = document;

/** What is kept of this site (../scripts/search-history.js); empty where there is nothing or the storage is closed. */
function readKept() {
  try {
    const theme = localStorage.getItem('casebook.theme');
    if (theme === 'dark' || theme === 'light') documentElement.dataset.theme = theme;
    const root = new URL(documentElement.dataset.root || '.', location.href).href;
    return { root, ...JSON.parse(localStorage.getItem(`casebook.search ${root}`)) };
  } catch {
    return {};
  }
}

const { root, folds, ...lists } = readKept();
const keptList = (name) => (Array.isArray(lists[name]) ? lists[name] : []);

/** @param {HTMLDetailsElement} fold */
function restoreFold(fold) {
  const isOpen = folds?.[fold.dataset.fold];
  // The branch that one is in is open, whatever was said about it elsewhere.
  if (isOpen !== undefined && !fold.querySelector('[aria-current=page]')) fold.open = isOpen;
}

/** @param {HTMLElement} section */
function fillList(section) {
  const list = section.querySelector('ul');
  for (const { text, url, kind } of keptList(section.dataset.homeKept).slice(0, 6)) {
    const link = document.createElement('a');
    const icon = document.createElement('span');
    icon.className = `icon icon-${kind}`;
    icon.setAttribute('aria-hidden', 'true');
    link.href = root + url;
    link.append(icon, text);
    list.append(document.createElement('li'));
    list.lastChild.append(link);
  }
  section.hidden = !list.hasChildNodes();
}

/** @param {HTMLElement} star */
function showStar(star) {
  const { pageId } = star.closest('main').dataset;
  star.setAttribute('aria-pressed', String(keptList('favourites').some(({ id }) => id === pageId)));
}

const PREPARED = [['details[data-fold]', restoreFold], ['[data-home-kept]', fillList], ['[data-favourite]', showStar]];

/** The parser tells of elements in pieces, always before the browser draws them; what it has closed is complete. */
function prepareParts() {
  for (const [selector, prepare] of PREPARED) {
    for (const part of document.querySelectorAll(selector)) {
      if (seen.has(part) || (!part.nextSibling && document.readyState === 'loading')) continue;
      seen.add(part);
      prepare(part);
    }
  }
}

const seen = new WeakSet();
const watcher = new MutationObserver(prepareParts);
watcher.observe(documentElement, { childList: true, subtree: true });
document.addEventListener('DOMContentLoaded', () => {
  watcher.disconnect();
  prepareParts();
});
