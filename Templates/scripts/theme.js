// Light and dark follow the system until the reader says otherwise. What was said is kept on this machine, and heeded by
// ../early/early.js before a page is drawn.

const THEME_KEY = 'casebook.theme';

/** @returns {boolean} */
function isDark() {
  const chosen = document.documentElement.dataset.theme;
  return chosen ? chosen === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches;
}

/** @param {string} theme */
function storeTheme(theme) {
  try {
    localStorage.setItem(THEME_KEY, theme);
  } catch {
    // Storage is off: the choice lasts as long as the page.
  }
}

function startTheme() {
  const toggles = document.querySelectorAll('[data-theme-toggle]');
  const show = () => toggles.forEach((toggle) => toggle.setAttribute('aria-pressed', String(isDark())));
  show();
  for (const toggle of toggles) {
    toggle.removeAttribute('hidden');
    toggle.addEventListener('click', () => {
      const theme = isDark() ? 'light' : 'dark';
      document.documentElement.dataset.theme = theme;
      show();
      storeTheme(theme);
    });
  }
}

startTheme();
