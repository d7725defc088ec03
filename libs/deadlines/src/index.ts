export { ArmedDeadlinesProjection } from './armed-deadlines.projection.js';
export { DeadlineKeeper, type KeeperParts } from './deadline-keeper.js';
export { DeadlinesModule } from './deadlines.module.js';
