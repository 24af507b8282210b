// Everything the pages can do beyond plain HTML. Each island is small, and every page works without it.
import './htmx';
import { boards } from './boards';
import { choices } from './choices';
import { copy } from './copy';
import { dialogs } from './dialogs';
import { forms } from './forms';
import { grid } from './grid';
import { keys } from './keys';
import { network } from './network';
import { position } from './position';
import { tables } from './tables';
import { themes } from './themes';
import { clocks } from './clocks';
import { toasts } from './toasts';
import { uploads } from './uploads';

const islands = [themes, dialogs, keys, network, toasts, forms, uploads, tables, grid, boards, clocks, copy, choices, position];

for (const island of islands) island.start?.();

function refresh(root: ParentNode): void {
  for (const island of islands) island.refresh?.(root);
}

refresh(document);
document.addEventListener('htmx:load', (event) => {
  if (event.target instanceof HTMLElement && event.target !== document.body) refresh(event.target);
});
