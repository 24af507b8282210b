// Tells when the browser is offline, and lets live parts catch up when it is back.
import type { Island } from './island';

function show(): void {
  document.querySelectorAll<HTMLElement>('[data-offline]').forEach((banner) => {
    banner.hidden = navigator.onLine;
  });
}

export const network: Island = {
  start() {
    show();
    addEventListener('offline', show);
    addEventListener('online', () => {
      show();
      document.body.dispatchEvent(new CustomEvent('souk:online'));
    });
  },
};
