// Tables: arrow keys walk the rows, Enter opens one, x selects it; the bulk bar follows the selection.
import { each, typing, word, type Island } from './island';

function rowOf(target: EventTarget | null): HTMLTableRowElement | null {
  return target instanceof Element ? target.closest('table[data-walk] tbody tr') : null;
}

function handle(row: HTMLTableRowElement | null | undefined): HTMLElement | null {
  return row?.querySelector<HTMLElement>('[data-row-link]') ?? row?.querySelector<HTMLElement>('a, button, input') ?? null;
}

function bulk(box: ParentNode): void {
  const bar = box.querySelector<HTMLElement>('[data-bulk]');
  if (!bar) return;
  const chosen = box.querySelectorAll('[data-select]:checked').length;
  bar.hidden = chosen === 0;
  bar.classList.add('bulk-live');
  let count = bar.querySelector('.bulk-count');
  if (!count) {
    count = document.createElement('span');
    count.className = 'bulk-count';
    bar.prepend(count);
  }
  count.textContent = `${new Intl.NumberFormat(document.documentElement.lang).format(chosen)} ${word('selected')}`;
}

export const tables: Island = {
  start() {
    document.addEventListener('keydown', (event) => {
      const row = rowOf(event.target);
      if (!row || event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
      if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
        const next = event.key === 'ArrowDown' ? row.nextElementSibling : row.previousElementSibling;
        const target = handle(next as HTMLTableRowElement | null);
        if (target) {
          event.preventDefault();
          target.focus();
        }
      } else if (event.key === 'x') {
        row.querySelector<HTMLInputElement>('[data-select]')?.click();
      }
    });
    document.addEventListener('change', (event) => {
      if (event.target instanceof HTMLInputElement && event.target.matches('[data-select]')) {
        const box = event.target.closest('.table-block');
        if (box) bulk(box);
      }
    });
  },
  refresh(root) {
    each(root, '.table-block', bulk);
  },
};
