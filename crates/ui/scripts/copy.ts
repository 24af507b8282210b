// Copies a value to the clipboard.
import { each, word, type Island } from './island';
import { showToast } from './toasts';

export const copy: Island = {
  start() {
    document.addEventListener('click', (event) => {
      const button = event.target instanceof Element ? event.target.closest('[data-copy]') : null;
      if (!button) return;
      void navigator.clipboard
        .writeText(button.getAttribute('data-copy') ?? '')
        .then(() => showToast({ tone: 'success', text: word('copied') }));
    });
  },
  refresh(root) {
    if (navigator.clipboard) each(root, '[data-copy]', (button) => (button.hidden = false));
  },
};
