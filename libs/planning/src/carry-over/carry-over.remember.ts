import type { Remembers } from '../remember.js';
import type { CarryOverData } from './carry-over.data.js';

export const rememberCarryOver: Remembers<CarryOverData> = {
  CarryOverRecorded: (cycle, carryOver) => {
    cycle.carryOver = carryOver;
  },
};
