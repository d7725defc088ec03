import { SelectRows } from './select-rows.js';
import { SessionEnd } from './session-end.js';

// What the server alone cannot do. Every page works without it.
customElements.define('select-rows', SelectRows);
customElements.define('session-end', SessionEnd);
