// What boards, tables and live parts need: htmx and the islands of the people who work here. Work areas load it with
// the page, public pages when they have been shown and something in them asks for it.
import './htmx';
import { boards } from './boards';
import { grid } from './grid';
import { run } from './island';
import { tables } from './tables';
import { uploads } from './uploads';

run([uploads, tables, grid, boards]);
