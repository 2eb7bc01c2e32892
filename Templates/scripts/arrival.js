// A page that was opened from the search begins where its work does: Tab leads to the first field of the line, not through
// the bar once more. The focus itself stays on the page, so that single keys go on working.

const ARRIVAL_KEY = 'casebook.arrival';

/** The next page is the one that was searched for. */
export function announceArrival() {
  try {
    sessionStorage.setItem(ARRIVAL_KEY, '1');
  } catch {
    // Then Tab begins at the top, as on any page.
  }
}

function startArrival() {
  try {
    if (!sessionStorage.getItem(ARRIVAL_KEY)) return;
    sessionStorage.removeItem(ARRIVAL_KEY);
  } catch {
    return;
  }
  const place = document.querySelector('[data-slots]') ?? document.querySelector('.speak');
  if (!place || location.hash) return;
  place.tabIndex = -1;
  place.focus({ preventScroll: true });
  place.blur();
  place.removeAttribute('tabindex');
}

// Fields are shown by a script of their own.
document.addEventListener('DOMContentLoaded', startArrival);
