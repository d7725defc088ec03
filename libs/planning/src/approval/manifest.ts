import { stateOfPart } from '#workflow';
import { present } from '../command/present.js';
import type { CycleLife } from '../command/verb.js';
import type { RevisedScheda } from '../revision/revision.facts.js';
import type { Scheda } from '../scheda/scheda.data.js';
import type { Manifest } from './approval.facts.js';

type Entry = Manifest['schede'][number];

/**
 * What would be approved now, with every list sorted, so that the same set always has the same fingerprint
 * and another set never has.
 */
export function manifestOf(life: Readonly<CycleLife>): Manifest {
  return manifestWith(life, schedeIn(life, 'checked').map(entryOf));
}

/**
 * The whole plan as a revision would leave it: what is in force, without what it drops, with what it has
 * amended and added. What it does not touch stands in it exactly as it was approved.
 */
export function revisedManifestOf(
  life: Readonly<CycleLife>,
  scope: readonly RevisedScheda[],
): Manifest {
  const revised = new Set(scope.map(({ schedaId }) => schedaId));
  const untouched = life.data.manifest?.schede.filter(({ schedaId }) => !revised.has(schedaId));
  const written = [...schedeIn(life, 'amendmentChecked'), ...schedeIn(life, 'checked')];
  return manifestWith(life, [...(untouched ?? []), ...written.map(entryOf)]);
}

function manifestWith(life: Readonly<CycleLife>, schede: readonly Entry[]): Manifest {
  const { objectives, programmes, profile, meetings, coProgramming } = life.data;
  const minutes = Object.values(meetings).flatMap((meeting) => meeting.minutes ?? []);
  const { decision = 'undecided', act, text, deferredTo, report } = coProgramming;
  return {
    schede: schede.toSorted(by(({ code }) => code)),
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

function schedeIn(life: Readonly<CycleLife>, state: string): readonly Readonly<Scheda>[] {
  return Object.values(life.data.schede).filter(
    ({ schedaId }) => stateOfPart(life, 'scheda', schedaId) === state,
  );
}

function entryOf(scheda: Readonly<Scheda>): Entry {
  const { schedaId, code, programmeId, unitId, version, contentHash } = scheda;
  return { schedaId, code, programmeId, unitId, version, contentHash };
}

function by<Item>(key: (item: Item) => string): (one: Item, other: Item) => number {
  return (one, other) => (key(one) < key(other) ? -1 : key(one) > key(other) ? 1 : 0);
}
