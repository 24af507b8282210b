// File fields: name and preview of what was chosen, progress while it is sent by htmx.
import type { Island } from './island';

function show(input: HTMLInputElement): void {
  const box = input.closest('[data-upload]');
  const files = [...(input.files ?? [])];
  const name = box?.querySelector('[data-upload-name]');
  if (name) name.textContent = files.map((file) => file.name).join(', ');
  const preview = box?.querySelector('[data-upload-preview]');
  const [first] = files;
  if (!preview || !first?.type.startsWith('image/')) return;
  const image = new Image();
  image.alt = first.name;
  image.src = URL.createObjectURL(first);
  image.addEventListener('load', () => URL.revokeObjectURL(image.src));
  const frame = document.createElement('span');
  frame.className = 'photo photo-thumb';
  frame.append(image);
  preview.replaceChildren(frame);
}

export const uploads: Island = {
  start() {
    document.addEventListener('change', (event) => {
      if (event.target instanceof HTMLInputElement && event.target.type === 'file') show(event.target);
    });
    for (const [name, over] of [['dragover', true], ['dragleave', false], ['drop', false]] as const) {
      document.addEventListener(name, (event) => {
        if (event.target instanceof Element) event.target.closest('[data-upload]')?.classList.toggle('upload-over', over);
      });
    }
    document.addEventListener('htmx:xhr:progress', (event) => {
      if (!(event instanceof CustomEvent) || !(event.target instanceof Element) || !event.detail.lengthComputable) return;
      event.target.querySelectorAll<HTMLProgressElement>('[data-upload] progress').forEach((bar) => {
        bar.hidden = false;
        bar.value = (100 * event.detail.loaded) / event.detail.total;
      });
    });
  },
};
