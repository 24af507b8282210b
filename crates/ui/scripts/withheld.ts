// In a page that is complete htmx starts while it is read, before its extension is there: the page is withheld from it
// until then. Comes before htmx.
const late = document.readyState === 'complete';
if (late) document.body.setAttribute('hx-disable', '');

export function hand(process: (body: HTMLElement) => void): void {
  if (!late) return;
  document.body.removeAttribute('hx-disable');
  process(document.body);
}
