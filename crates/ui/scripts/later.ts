// Fetches work.js on a public page, once everything that is seen first is there, if something in the page needs it.
const source = document.currentScript?.dataset.later;
const wants = '[hx-get], [hx-post], [hx-ext], [data-upload], [data-walk]';

function fetch(): void {
  const script = document.createElement('script');
  script.src = source ?? '';
  document.head.append(script);
}

export function later(): void {
  if (!source || !document.querySelector(wants)) return;
  // After the page's own "load", never before: htmx starts by itself only in a page that is complete.
  const idle = (): void => {
    if ('requestIdleCallback' in window) requestIdleCallback(fetch, { timeout: 1000 });
    else setTimeout(fetch, 100);
  };
  if (document.readyState === 'complete') idle();
  else addEventListener('load', idle);
}
