export { startEventNode } from './event-node.js';
export type { EventNode, StartEventNode } from './event-node.js';
