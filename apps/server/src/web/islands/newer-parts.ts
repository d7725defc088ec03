import { AutoSave } from './auto-save.js';
import { LiveUpdates } from './live-updates.js';
import './trusted.js';

// What puts parts of newer pages in the place of present ones, on the pages that do: htmx comes with it.
customElements.define('auto-save', AutoSave);
customElements.define('live-updates', LiveUpdates);
