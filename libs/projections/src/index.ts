export type { Retried } from './followed-version.js';
export { NotYetProjected } from './not-yet-projected.js';
export { Projection } from './projection.js';
export type { ParkedFact } from './projection-file.js';
export { ProjectionUnavailable } from './projection-unavailable.js';
export { Projections } from './projections.js';
export { ProjectionsModule } from './projections.module.js';
export type { Lag, Projector, Reach } from './projector.js';
