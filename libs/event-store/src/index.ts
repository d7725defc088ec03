export { canonicalJson, NotCanonical } from './canonical-json.js';
export * from './event-store.js';
export { EventStoreModule } from './event-store.module.js';
export { AlreadyRunning, InstanceLock } from './instance-lock.js';
export { SqliteEventStore } from './sqlite.event-store.js';
export type { OpenSqliteEventStore } from './sqlite.event-store.js';
