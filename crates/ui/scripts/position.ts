// Fills the latitude and longitude of a form with where the device is, when its owner agrees, and sends it when the
// button says so.
import { each, word, type Island } from './island';
import { showToast } from './toasts';

function fill(button: HTMLElement): void {
  const form = button.closest('form');
  const put = (name: string, degrees: number): void => {
    const field = form?.elements.namedItem(name);
    if (field instanceof HTMLInputElement) field.value = degrees.toFixed(5);
  };
  button.setAttribute('aria-busy', 'true');
  navigator.geolocation.getCurrentPosition(
    ({ coords }) => {
      put('latitude', coords.latitude);
      put('longitude', coords.longitude);
      button.removeAttribute('aria-busy');
      const shown = form?.querySelector('[name=latitude]')?.closest('details');
      if (shown) shown.open = true;
      if (button.dataset.position === 'submit') form?.requestSubmit();
    },
    () => {
      button.removeAttribute('aria-busy');
      showToast({ tone: 'danger', text: word('failed') });
    },
    { timeout: 10_000 },
  );
}

export const position: Island = {
  start() {
    document.addEventListener('click', (event) => {
      const button = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-position]') : null;
      if (button) fill(button);
    });
  },
  refresh(root) {
    if ('geolocation' in navigator) each(root, '[data-position]', (button) => (button.hidden = false));
  },
};
