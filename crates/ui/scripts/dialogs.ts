// Opens and closes native dialogs, closes menus that lose their purpose.
import type { Island } from './island';

function closeMenus(except: Element | null): void {
  document.querySelectorAll<HTMLDetailsElement>('details[data-menu][open]').forEach((menu) => {
    if (menu !== except) menu.open = false;
  });
}

export const dialogs: Island = {
  start() {
    document.addEventListener('click', (event) => {
      if (!(event.target instanceof Element)) return;
      closeMenus(event.target.closest('details[data-menu]'));
      const opener = event.target.closest('[data-dialog-open]');
      const dialog = opener && document.getElementById(opener.getAttribute('data-dialog-open') ?? '');
      if (dialog instanceof HTMLDialogElement && !dialog.open) dialog.showModal();
      if (event.target instanceof HTMLDialogElement) {
        const box = event.target.getBoundingClientRect();
        const inside = event.clientX >= box.left && event.clientX <= box.right && event.clientY >= box.top && event.clientY <= box.bottom;
        if (!inside) event.target.close();
      }
    });
    document.addEventListener('keydown', (event) => {
      if (event.key !== 'Escape') return;
      const open = document.querySelector<HTMLDetailsElement>('details[data-menu][open]');
      if (open) {
        open.open = false;
        open.querySelector('summary')?.focus();
      }
    });
  },
};
