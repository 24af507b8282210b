// Switches between light and dark and remembers the choice on this device.
import type { Island } from './island';

export const themes: Island = {
  start() {
    document.addEventListener('click', (event) => {
      if (!(event.target instanceof Element) || !event.target.closest('[data-theme-toggle]')) return;
      const root = document.documentElement;
      const dark = root.dataset.theme ? root.dataset.theme === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches;
      root.dataset.theme = dark ? 'light' : 'dark';
      try {
        localStorage.setItem('souk-theme', root.dataset.theme);
      } catch {
        // Storage may be forbidden: the choice then lasts for this page.
      }
    });
  },
};
