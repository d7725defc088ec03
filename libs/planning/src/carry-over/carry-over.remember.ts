import type { Remembers } from '../remember.js';
import type { SchedeData } from '../scheda/scheda.data.js';
import { noteNumber } from '../scheda/scheda.remember.js';
import type { CarryOverData } from './carry-over.data.js';

export const rememberCarryOver: Remembers<CarryOverData & SchedeData> = {
  CarryOverRecorded: ({ carryOvers }, { carried, ...recorded }) => {
    const known = carryOvers.findIndex(({ fromCycleId }) => fromCycleId === recorded.fromCycleId);
    const soFar = { ...recorded, carried: carried + (carryOvers[known]?.carried ?? 0) };
    if (known < 0) carryOvers.push(soFar);
    else carryOvers[known] = soFar;
  },
  SchedaCarriedOver: (
    cycle,
    { notCopied, authors, demonstration = false, ...carried },
    { actor, recordedAt },
    { revision, type },
  ) => {
    const { schedaId, code, programmeId, content } = carried;
    cycle.schede[schedaId] = {
      ...carried,
      demonstration,
      version: 1,
      authors: [...authors],
      returns: 0,
      moved: { revision, type, by: actor.personId, at: recordedAt },
    };
    cycle.lastYear[schedaId] = { ...content, ...notCopied };
    noteNumber(cycle, programmeId, code);
  },
};
