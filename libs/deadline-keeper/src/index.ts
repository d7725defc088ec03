export { ArmedDeadlinesProjection } from './armed-deadlines.projection.js';
export { DeadlinesModule } from './deadlines.module.js';
export { keeperOn } from './keeper-on.js';
