export { accessFactTypes } from './access-fact.js';
export type {
  AccessActor,
  AccessEnvelope,
  AccessFact,
  AccessFactType,
  Read,
  ReadOutcome,
  SessionEnd,
} from './access-fact.js';
export { AccessLog, type AccessEntry } from './access-log.js';
export { ACCESS, zoneOfAccesses } from './access-stream.js';
export {
  accessesIn,
  AccessesProjection,
  countsOfAccesses,
  emergenciesNotLookedAt,
  type AccessCounts,
  type AccessesQuery,
  type AccessRow,
} from './accesses.projection.js';
export { RefusedSignIns } from './refused-sign-ins.js';
