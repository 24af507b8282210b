// An island starts once per page and refreshes every part that arrives later.
export interface Island {
  start?(): void;
  refresh?(root: ParentNode): void;
}

// Elements matching a selector in a part of the page, the part itself included.
export function each<T extends HTMLElement = HTMLElement>(root: ParentNode, selector: string, act: (element: T) => void): void {
  if (root instanceof HTMLElement && root.matches(selector)) act(root as T);
  root.querySelectorAll<T>(selector).forEach(act);
}

// A word of the shell in the page's language, carried by the body's data attributes.
export function word(name: 'close' | 'failed' | 'late' | 'copied' | 'selected'): string {
  return document.body.getAttribute(`data-text-${name}`) ?? '';
}

export function typing(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.matches('input:not([type=checkbox],[type=radio]), textarea, select, [contenteditable]');
}

// Starts islands and lets them see the page, and every part of it that htmx brings later.
export function run(islands: Island[]): void {
  for (const island of islands) island.start?.();
  const refresh = (root: ParentNode): void => islands.forEach((island) => island.refresh?.(root));
  refresh(document);
  document.addEventListener('htmx:load', (event) => {
    if (event.target instanceof HTMLElement && event.target !== document.body) refresh(event.target);
  });
}
