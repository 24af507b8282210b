// Boards: a new card in a column with [data-board-alert] rings and shows in the window's title until it is seen.
import { each, type Island } from './island';

const known = new Map<string, Set<string>>();
let waiting = 0;
let title = '';
let audio: AudioContext | undefined;

function soundOn(): boolean {
  try {
    return localStorage.getItem('souk-sound') === 'on';
  } catch {
    return audio !== undefined;
  }
}

// Two soft tones, made here so that no sound file is needed.
function ring(): void {
  if (!soundOn()) return;
  audio ??= new AudioContext();
  [660, 880].forEach((pitch, place) => {
    if (!audio) return;
    const start = audio.currentTime + place * 0.16;
    const tone = new OscillatorNode(audio, { frequency: pitch });
    const volume = new GainNode(audio, { gain: 0 });
    volume.gain.linearRampToValueAtTime(0.25, start + 0.02);
    volume.gain.exponentialRampToValueAtTime(0.001, start + 0.35);
    tone.connect(volume).connect(audio.destination);
    tone.start(start);
    tone.stop(start + 0.4);
  });
}

// Browsers let a page sound only after a tap: a sound that was asked for on an earlier visit waits for the first one.
function wake(): void {
  if (!soundOn() || !document.querySelector('[data-sound-toggle]')) return;
  audio ??= new AudioContext();
  if (audio.state === 'suspended') void audio.resume();
}

function badge(): void {
  title ||= document.title;
  document.title = waiting > 0 ? `(${waiting}) ${title}` : title;
}

function compare(column: HTMLElement): void {
  const cards = new Set([...column.querySelectorAll('.ticket[id]')].map((card) => card.id));
  const before = known.get(column.id);
  known.set(column.id, cards);
  if (!before) return;
  const fresh = [...cards].filter((id) => !before.has(id));
  fresh.forEach((id) => document.getElementById(id)?.setAttribute('data-fresh', ''));
  if (fresh.length === 0 || !column.hasAttribute('data-board-alert')) return;
  ring();
  if (document.hidden) {
    waiting += fresh.length;
    badge();
  }
}

function showSound(button: HTMLElement): void {
  button.hidden = false;
  button.setAttribute('aria-pressed', String(soundOn()));
}

export const boards: Island = {
  start() {
    document.addEventListener('visibilitychange', () => {
      if (document.hidden) return;
      waiting = 0;
      badge();
    });
    document.addEventListener('pointerdown', wake);
    document.addEventListener('keydown', wake);
    document.addEventListener('click', (event) => {
      const button = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-sound-toggle]') : null;
      if (!button) return;
      try {
        localStorage.setItem('souk-sound', soundOn() ? 'off' : 'on');
      } catch {
        // Storage may be forbidden: the sound then stays as it is.
      }
      showSound(button);
      ring();
    });
    // htmx gives the focus back to the element of the same id. When a step was done its button is gone: the focus
    // then goes to the order it belonged to, wherever that is now.
    let held: string | undefined;
    document.addEventListener('htmx:sseBeforeMessage', () => {
      held = document.activeElement?.closest('.ticket[id]')?.id;
    });
    document.addEventListener('htmx:sseMessage', () => {
      const lost = document.activeElement === null || document.activeElement === document.body;
      if (held && lost) document.getElementById(`${held}-link`)?.focus({ preventScroll: true });
      held = undefined;
    });
    document.addEventListener('htmx:afterSwap', () => document.querySelectorAll<HTMLElement>('.board-column').forEach(compare));
    document.addEventListener('htmx:sseMessage', () => document.querySelectorAll<HTMLElement>('.board-column').forEach(compare));
  },
  refresh(root) {
    each(root, '.board-column', (column) => {
      if (!known.has(column.id)) compare(column);
    });
    each(root, '[data-sound-toggle]', showSound);
  },
};
