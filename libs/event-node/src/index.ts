export { CannotServe } from './cannot-serve.js';
export { startEventNode } from './event-node.js';
export type { EventNode, StartEventNode } from './event-node.js';
