// Light and dark follow the system until the reader says otherwise; what was said is kept on this machine.

const THEME_KEY = 'casebook.theme';

/** @returns {string | null} */
function storedTheme() {
  try {
    return localStorage.getItem(THEME_KEY);
  } catch {
    // Storage is off: the choice lasts as long as the page.
    return null;
  }
}

/** @param {string} theme */
function storeTheme(theme) {
  try {
    localStorage.setItem(THEME_KEY, theme);
  } catch {
    // As above.
  }
}

/** @returns {boolean} */
function isDark() {
  const chosen = document.documentElement.dataset.theme;
  return chosen ? chosen === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches;
}

function startTheme() {
  const stored = storedTheme();
  if (stored === 'dark' || stored === 'light') document.documentElement.dataset.theme = stored;
  for (const button of document.querySelectorAll('[data-theme-toggle]')) {
    button.removeAttribute('hidden');
    button.setAttribute('aria-pressed', String(isDark()));
    button.addEventListener('click', () => {
      const theme = isDark() ? 'light' : 'dark';
      document.documentElement.dataset.theme = theme;
      button.setAttribute('aria-pressed', String(theme === 'dark'));
      storeTheme(theme);
    });
  }
}

startTheme();
