// Times that move: "5 minutes ago" and countdowns, in the page's language.
import { word, type Island } from './island';

const DAY = 86400;
const UNITS: [Intl.RelativeTimeFormatUnit, number][] = [
  ['day', DAY],
  ['hour', 3600],
  ['minute', 60],
];

function relative(seconds: number, format: Intl.RelativeTimeFormat): string {
  for (const [unit, size] of UNITS) {
    if (Math.abs(seconds) >= size) return format.format(Math.trunc(seconds / size), unit);
  }
  return format.format(0, 'second');
}

function countdown(time: HTMLElement, now: number): void {
  const left = Math.round((Date.parse(time.dataset.countdownTo ?? '') - now) / 1000);
  if (Number.isNaN(left)) return;
  if (left >= DAY) {
    time.textContent = relative(left, formatter());
    return;
  }
  const digits = (value: number): string => String(value).padStart(2, '0');
  const size = Math.abs(left);
  const clock = size >= 3600
    ? `${Math.floor(size / 3600)}:${digits(Math.floor((size % 3600) / 60))}:${digits(size % 60)}`
    : `${Math.floor(size / 60)}:${digits(size % 60)}`;
  time.textContent = left < 0 ? `${word('late')} ${clock}` : clock;
  const box = time.closest('.countdown');
  box?.classList.toggle('countdown-urgent', left >= 0 && left <= 60);
  box?.classList.toggle('countdown-late', left < 0);
}

function tick(root: ParentNode): void {
  const now = Date.now();
  root.querySelectorAll<HTMLElement>('[data-countdown-to]').forEach((time) => countdown(time, now));
}

function formatter(): Intl.RelativeTimeFormat {
  return new Intl.RelativeTimeFormat(document.documentElement.lang, { numeric: 'auto', style: 'short' });
}

function age(root: ParentNode): void {
  const format = formatter();
  root.querySelectorAll<HTMLTimeElement>('time[data-relative]').forEach((time) => {
    const seconds = (Date.parse(time.dateTime) - Date.now()) / 1000;
    if (!Number.isNaN(seconds) && Math.abs(seconds) < 7 * DAY) time.textContent = relative(seconds, format);
  });
}

export const clocks: Island = {
  start() {
    setInterval(() => tick(document), 1000);
    setInterval(() => age(document), 30_000);
  },
  refresh(root) {
    tick(root);
    age(root);
  },
};
