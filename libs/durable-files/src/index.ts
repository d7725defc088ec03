export { makeDurable } from './make-durable.js';
