import { SessionEnd } from './session-end.js';

// What the server alone cannot do. Every page works without it.
customElements.define('session-end', SessionEnd);
