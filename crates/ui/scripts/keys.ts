// Single keys: "/" goes to search, "?" lists the shortcuts, [data-key] presses its button.
import { typing, type Island } from './island';

export const keys: Island = {
  start() {
    document.addEventListener('keydown', (event) => {
      if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
      if (event.key === '/') {
        const field = document.querySelector<HTMLInputElement>('main [data-search]') ?? document.querySelector<HTMLInputElement>('[data-search]');
        if (!field) return;
        event.preventDefault();
        field.focus();
        field.select();
      } else if (event.key === '?') {
        const list = document.getElementById('shortcuts');
        if (list instanceof HTMLDialogElement && !list.open) list.showModal();
      } else if (/^[a-z0-9]$/i.test(event.key) && !document.querySelector('dialog[open]')) {
        document.querySelector<HTMLElement>(`[data-key="${event.key.toLowerCase()}"]`)?.click();
      }
    });
  },
};
