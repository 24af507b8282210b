// What every page can do beyond plain HTML. Each island is small, and every page works without it.
import { choices } from './choices';
import { clocks } from './clocks';
import { copy } from './copy';
import { dialogs } from './dialogs';
import { forms } from './forms';
import { run } from './island';
import { keys } from './keys';
import { later } from './later';
import { network } from './network';
import { position } from './position';
import { themes } from './themes';
import { toasts } from './toasts';

run([themes, dialogs, keys, network, toasts, forms, clocks, copy, choices, position]);
later();
