// Toasts: from the page ([data-toast]), from a response header (HX-Trigger: toast) or from other islands.
import { each, word, type Island } from './island';

interface Toast {
  tone?: string;
  text: string;
  undo?: { label: string; url: string };
}

const LIFE = 6000;

function leave(toast: HTMLElement): void {
  toast.classList.add('toast-leaving');
  setTimeout(() => toast.remove(), 200);
}

// A toast stays while the pointer or the focus is on it.
function age(toast: HTMLElement): void {
  let timer = setTimeout(() => leave(toast), LIFE);
  const hold = (): void => clearTimeout(timer);
  const release = (): void => {
    clearTimeout(timer);
    timer = setTimeout(() => leave(toast), LIFE / 2);
  };
  toast.addEventListener('pointerenter', hold);
  toast.addEventListener('focusin', hold);
  toast.addEventListener('pointerleave', release);
  toast.addEventListener('focusout', release);
}

function button(label: string, act: () => void): HTMLButtonElement {
  const element = document.createElement('button');
  element.type = 'button';
  element.className = 'button button-quiet button-small';
  element.textContent = label;
  element.addEventListener('click', act);
  return element;
}

function put(toast: HTMLElement): void {
  const region = document.getElementById('toasts');
  if (!region) return;
  toast.append(button(word('close'), () => leave(toast)));
  region.append(toast);
  age(toast);
}

export function showToast({ tone = 'neutral', text, undo }: Toast): void {
  if (!text) return;
  const toast = document.createElement('div');
  toast.className = `toast tone-${/^[a-z]+$/.test(tone) ? tone : 'neutral'}`;
  const line = document.createElement('p');
  line.textContent = text;
  toast.append(line);
  if (undo && undo.url.startsWith('/') && !undo.url.startsWith('//')) {
    toast.append(
      button(undo.label, () => {
        void fetch(undo.url, { method: 'POST', headers: { 'HX-Request': 'true' } }).then((answer) => {
          if (answer.ok) location.reload();
          else showToast({ tone: 'danger', text: word('failed') });
        });
      }),
    );
  }
  put(toast);
}

export const toasts: Island = {
  start() {
    document.body.addEventListener('toast', (event) => {
      if (event instanceof CustomEvent && event.detail?.text) showToast(event.detail);
    });
  },
  refresh(root) {
    each(root, '[data-toast]', (toast) => {
      if (toast.closest('#toasts')) return;
      toast.removeAttribute('data-toast');
      toast.removeAttribute('role');
      put(toast);
    });
  },
};
