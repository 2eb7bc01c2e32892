/** The absolute address of the site's root. */
export function siteRoot() {
  return new URL(document.documentElement.dataset.root || '.', location.href).href;
}
