// Shows the fields that belong to what is chosen in a select, and hides those of other choices.
import { each, type Island } from './island';

function fit(part: HTMLElement): void {
  const select = part.closest('form')?.elements.namedItem(part.dataset.when ?? '');
  if (select instanceof HTMLSelectElement) part.hidden = !part.dataset.choice?.split(' ').includes(select.value);
}

export const choices: Island = {
  start() {
    document.addEventListener('change', (event) => {
      if (event.target instanceof HTMLSelectElement && event.target.form) each(event.target.form, '[data-when]', fit);
    });
    // Coming back through the history, the browser has put the choice of before back.
    addEventListener('pageshow', () => each(document, '[data-when]', fit));
  },
  refresh(root) {
    each(root, '[data-when]', fit);
  },
};
