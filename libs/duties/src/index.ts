export { Duties, type DutiesStanding, type DutyStanding, type Work } from './duties.js';
export { DutiesModule, dutiesOn } from './duties.module.js';
export type { WhoseTurn } from './turn.js';
export { machine } from './surroundings.js';
