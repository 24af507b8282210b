// Grids: arrow keys go from cell to cell, Enter one row down, Escape gives a cell back what stood in it.
import type { Island } from './island';

type Cell = HTMLInputElement | HTMLSelectElement;

const cells = 'input:not([type=hidden]), select';

function cellOf(target: EventTarget | null): Cell | null {
  return target instanceof Element && target.matches(`[data-grid] td :is(${cells}), [data-grid] th :is(${cells})`) ? (target as Cell) : null;
}

// The cell of the same column, in the next row that has one.
function below(cell: Cell, step: 1 | -1): Cell | null {
  const column = cell.closest<HTMLTableCellElement>('td, th')?.cellIndex ?? 0;
  let row = cell.closest('tr');
  while ((row = (step > 0 ? row?.nextElementSibling : row?.previousElementSibling) as HTMLTableRowElement | null)) {
    const found = row.cells[column]?.querySelector<Cell>(cells);
    if (found) return found;
  }
  return null;
}

function beside(cell: Cell, step: 1 | -1): Cell | null {
  const row = [...(cell.closest('tr')?.querySelectorAll<Cell>(cells) ?? [])];
  return row[row.indexOf(cell) + step] ?? null;
}

function go(event: Event, to: Cell | null): void {
  if (!to) return;
  event.preventDefault();
  to.focus();
  if (to instanceof HTMLInputElement && to.type === 'text') to.select();
}

function reset(cell: Cell): void {
  if (cell instanceof HTMLSelectElement) {
    const own = [...cell.options].findIndex((option) => option.defaultSelected);
    cell.selectedIndex = Math.max(own, 0);
  } else if (cell.type === 'checkbox') cell.checked = cell.defaultChecked;
  else cell.value = cell.defaultValue;
  mark(cell);
}

function mark(cell: Cell): void {
  const same = cell instanceof HTMLSelectElement
    ? [...cell.options].every((option) => option.selected === option.defaultSelected)
    : cell.type === 'checkbox' ? cell.checked === cell.defaultChecked : cell.value === cell.defaultValue;
  cell.closest('td, th')?.toggleAttribute('data-changed', !same);
}

// Whether the caret stands at that end of the text, so that an arrow leaves the cell.
function atEnd(cell: Cell, step: 1 | -1): boolean {
  if (!(cell instanceof HTMLInputElement) || cell.type !== 'text') return true;
  const whole = cell.selectionStart === 0 && cell.selectionEnd === cell.value.length;
  return whole || (cell.selectionStart === cell.selectionEnd && cell.selectionStart === (step > 0 ? cell.value.length : 0));
}

export const grid: Island = {
  start() {
    document.addEventListener('keydown', (event) => {
      const cell = cellOf(event.target);
      if (!cell || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
      const forward = document.documentElement.dir === 'rtl' ? -1 : 1;
      const list = cell instanceof HTMLSelectElement;
      if (event.key === 'Enter') go(event, below(cell, event.shiftKey ? -1 : 1) ?? cell);
      else if (event.key === 'Escape') reset(cell);
      else if (event.key === 'ArrowDown' && !list) go(event, below(cell, 1));
      else if (event.key === 'ArrowUp' && !list) go(event, below(cell, -1));
      else if (event.key === 'ArrowRight' && atEnd(cell, 1)) go(event, beside(cell, forward));
      else if (event.key === 'ArrowLeft' && atEnd(cell, -1)) go(event, beside(cell, forward === 1 ? -1 : 1));
    });
    document.addEventListener('input', (event) => {
      const cell = cellOf(event.target);
      if (cell) mark(cell);
    });
  },
};
