import { button, element } from './search-result.js';
import { words } from './words.js';

/**
 * Shows a dialog over the page, with its title and a button that closes it; Escape, a click beside it and that button
 * close it, and the focus goes back to where it was.
 * @param {string} title
 * @param {(string | Node) | (string | Node)[]} content
 * @param {string} [className]
 * @returns {HTMLDialogElement} open; it leaves the page when it is closed
 */
export function openSheet(title, content, className = '') {
  const heading = element('h2', 'overlay-title', title);
  heading.id = 'c:overlay-title';
  const close = button('overlay-close', '✕', {});
  close.setAttribute('aria-label', words.close);
  const sheet = element('dialog', `overlay ${className}`.trim(), [element('div', 'overlay-head', [heading, close]), ...[content].flat()]);
  sheet.setAttribute('aria-labelledby', heading.id);
  close.addEventListener('click', () => sheet.close());
  sheet.addEventListener('click', (event) => {
    // The shade behind a dialog belongs to it; its own content fills it.
    if (event.target === sheet) sheet.close();
  });
  sheet.addEventListener('close', () => sheet.remove());
  document.body.append(sheet);
  sheet.showModal();
  return sheet;
}
