// The fields above a spoken line fill in its slots as one types. Nothing is stored: a name belongs to one call.

/**
 * What a field says: its own text, or what stands there until someone writes.
 * @param {HTMLInputElement | HTMLSelectElement} field
 * @returns {string}
 */
export function slotValue(field) {
  if (field instanceof HTMLInputElement && field.type === 'checkbox') return field.checked ? field.value : '';
  return field.value.trim();
}

/**
 * Shows a value in every slot of a name; an empty one shows the default, or the name in braces.
 * @param {ParentNode} root
 * @param {string} name
 * @param {string} value
 */
export function fillSlots(root, name, value) {
  for (const slot of root.querySelectorAll('[data-fill]')) {
    if (!(slot instanceof HTMLElement) || slot.dataset.fill !== name) continue;
    const shown = value || slot.dataset.default || '';
    slot.textContent = shown || `{${name}}`;
    slot.toggleAttribute('data-filled', shown !== '');
  }
}

/** Fills in defaults and follows the fields. */
function startSlots() {
  for (const slot of document.querySelectorAll('[data-fill]')) {
    if (slot instanceof HTMLElement && slot.dataset.default) fillSlots(document, slot.dataset.fill ?? '', '');
  }
  for (const group of document.querySelectorAll('[data-slots]')) {
    group.removeAttribute('hidden');
    /** @param {Event} event */
    const follow = (event) => {
      const field = event.target;
      if (!(field instanceof HTMLInputElement || field instanceof HTMLSelectElement)) return;
      if (field.dataset.slot) fillSlots(document, field.dataset.slot, slotValue(field));
    };
    group.addEventListener('input', follow);
    // A browser that goes back brings the fields' texts with it.
    for (const field of group.querySelectorAll('[data-slot]')) {
      if (field instanceof HTMLInputElement && field.type === 'checkbox') field.checked = true;
      if (field instanceof HTMLInputElement || field instanceof HTMLSelectElement) {
        if (slotValue(field)) fillSlots(document, field.dataset.slot ?? '', slotValue(field));
      }
    }
  }
}

startSlots();
