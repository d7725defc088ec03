import { stateOfPart } from '#workflow';
import { present } from '../command/present.js';
import type { CycleLife } from '../command/verb.js';
import type { Manifest } from './approval.facts.js';

/**
 * What would be approved now, with every list sorted, so that the same set always has the same fingerprint
 * and another set never has.
 */
export function manifestOf(life: Readonly<CycleLife>): Manifest {
  const { schede, objectives, programmes, profile, meetings, coProgramming } = life.data;
  const minutes = Object.values(meetings).flatMap((meeting) => meeting.minutes ?? []);
  const { decision = 'undecided', act, text, deferredTo, report } = coProgramming;
  return {
    schede: Object.values(schede)
      .filter(({ schedaId }) => stateOfPart(life, 'scheda', schedaId) === 'checked')
      .map(({ schedaId, code, programmeId, unitId, version, contentHash }) => ({
        schedaId,
        code,
        programmeId,
        unitId,
        version,
        contentHash,
      }))
      .sort(by(({ code }) => code)),
    objectives: Object.values(objectives)
      .map(({ objectiveId, name }) => ({ objectiveId, name }))
      .sort(by(({ objectiveId }) => objectiveId)),
    programmes: Object.values(programmes)
      .map(({ programmeId, name, objectiveIds }) => ({
        programmeId,
        name,
        objectiveIds: [...objectiveIds].sort(),
      }))
      .sort(by(({ programmeId }) => programmeId)),
    coProgramming: { decision, ground: act ?? text ?? '', ...present({ deferredTo }) },
    documents: [
      ...(profile ? [profile.document] : []),
      ...minutes.sort(by(({ sha256, title, protocol = '' }) => `${sha256} ${protocol} ${title}`)),
      ...(report ? [report] : []),
    ],
  };
}

function by<Item>(key: (item: Item) => string): (one: Item, other: Item) => number {
  return (one, other) => (key(one) < key(other) ? -1 : key(one) > key(other) ? 1 : 0);
}
