// Forms: one submit at a time, focus on what is wrong, passwords that can be seen, quantities with buttons.
import { each, type Island } from './island';

function submitters(form: HTMLFormElement): HTMLButtonElement[] {
  return [...form.querySelectorAll<HTMLButtonElement>('button[type=submit]')];
}

function hold(form: HTMLFormElement, pressed: HTMLElement | null): void {
  form.dataset.sending = '';
  // After the browser has collected the form, so that the pressed button's own value is still sent.
  setTimeout(() => {
    // Not disabled: a disabled button loses the focus, and a live board could not give it back.
    submitters(form).forEach((button) => button.setAttribute('aria-disabled', 'true'));
    pressed?.setAttribute('aria-busy', 'true');
  });
}

function release(form: HTMLFormElement): void {
  delete form.dataset.sending;
  submitters(form).forEach((button) => {
    button.removeAttribute('aria-disabled');
    button.removeAttribute('aria-busy');
  });
}

function stepQuantity(button: HTMLElement): void {
  const input = button.closest('[data-quantity]')?.querySelector('input');
  if (!input) return;
  if (button.dataset.step === '1') input.stepUp();
  else input.stepDown();
  input.dispatchEvent(new Event('change', { bubbles: true }));
}

function limitQuantity(input: HTMLInputElement): void {
  const at = (limit: string): boolean => limit !== '' && Number(input.value) === Number(limit);
  const box = input.closest('[data-quantity]');
  const less = box?.querySelector<HTMLButtonElement>('[data-step="-1"]');
  const more = box?.querySelector<HTMLButtonElement>('[data-step="1"]');
  if (less) less.disabled = at(input.min);
  if (more) more.disabled = at(input.max);
}

export const forms: Island = {
  start() {
    // Before htmx hears of it, so that a second submit is nobody's.
    document.addEventListener('submit', (event) => {
      const form = event.target;
      if (!(form instanceof HTMLFormElement) || form.method === 'get' || form.method === 'dialog') return;
      if (form.dataset.sending === undefined) return hold(form, event.submitter);
      event.preventDefault();
      event.stopImmediatePropagation();
    }, true);
    document.addEventListener('htmx:afterRequest', (event) => {
      const form = event.target instanceof Element ? event.target.closest('form') : null;
      if (form) release(form);
    });
    // Coming back through the history must not find the buttons held.
    addEventListener('pageshow', () => document.querySelectorAll<HTMLFormElement>('form[data-sending]').forEach(release));
    document.addEventListener('click', (event) => {
      if (!(event.target instanceof Element)) return;
      const reveal = event.target.closest<HTMLElement>('[data-reveal]');
      const input = reveal?.parentElement?.querySelector('input');
      if (reveal && input) {
        const shown = input.type === 'text';
        input.type = shown ? 'password' : 'text';
        reveal.setAttribute('aria-pressed', String(!shown));
        reveal.setAttribute('aria-label', (shown ? reveal.dataset.show : reveal.dataset.hide) ?? '');
      }
      const step = event.target.closest<HTMLElement>('[data-quantity] [data-step]');
      if (step) stepQuantity(step);
    });
    // A form that sends itself when something in it changes, a moment after the last change.
    let soon: ReturnType<typeof setTimeout> | undefined;
    document.addEventListener('change', (event) => {
      const form = event.target instanceof Element ? event.target.closest<HTMLFormElement>('form[data-self-sending]') : null;
      if (!form) return;
      clearTimeout(soon);
      soon = setTimeout(() => form.requestSubmit(), 500);
    });
    // A choice that changes the rest of the page shows it anew, with everything that was typed.
    document.addEventListener('change', (event) => {
      const part = event.target instanceof Element ? event.target.closest('[data-shows]') : null;
      const form = part?.closest('form');
      const again = form?.querySelector<HTMLButtonElement>('[data-show-again]');
      if (again) form?.requestSubmit(again);
    });
    document.addEventListener('change', (event) => {
      if (event.target instanceof HTMLInputElement && event.target.closest('[data-quantity]')) limitQuantity(event.target);
    });
  },
  refresh(root) {
    each(root, '[data-reveal]', (button) => (button.hidden = false));
    each(root, '[data-quantity]', (box) => {
      box.querySelectorAll('button').forEach((button) => (button.hidden = false));
      const input = box.querySelector('input');
      if (input) limitQuantity(input);
    });
    const wrong = root.querySelector<HTMLElement>('[data-error-summary]') ?? root.querySelector<HTMLElement>('[aria-invalid="true"]');
    if (wrong && !wrong.closest('[data-no-focus]')) wrong.focus();
  },
};
