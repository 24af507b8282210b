// htmx with its server-sent-events extension; configured by the meta element of the page.
import { hand } from './withheld';
import htmx from 'htmx.org';
import 'htmx-ext-sse';
import { word } from './island';
import { showToast } from './toasts';

Object.assign(window, { htmx });
for (const name of ['htmx:sendError', 'htmx:timeout', 'htmx:responseError']) {
  document.addEventListener(name, () => showToast({ tone: 'danger', text: word('failed') }));
}
hand((body) => htmx.process(body));
