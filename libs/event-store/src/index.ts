export { canonicalJson, NotCanonical } from './canonical-json.js';
export * from './event-store.js';
export { SqliteEventStore } from './sqlite.event-store.js';
export type { OpenSqliteEventStore } from './sqlite.event-store.js';
