import { stateOfPart } from '#workflow';
import type { CycleLife } from '../command/verb.js';
import type { Manifest } from './approval.facts.js';

/**
 * Lists every checked scheda with its version and content hash, the tree and the documents, sorted, so
 * that the same set always has the same fingerprint.
 */
export function manifestOf(life: Readonly<CycleLife>): Manifest {
  const { schede, objectives, programmes, profile, meetings } = life.data;
  const checked = Object.values(schede)
    .filter(({ schedaId }) => stateOfPart(life, 'scheda', schedaId) === 'checked')
    .map(({ schedaId, code, version, contentHash }) => ({ schedaId, code, version, contentHash }))
    .sort(by(({ code }) => code));
  const minutes = Object.values(meetings)
    .flatMap((meeting) => meeting.minutes ?? [])
    .sort(by(({ sha256, title, protocol = '' }) => `${sha256} ${protocol} ${title}`));
  return {
    schede: checked,
    objectiveIds: Object.keys(objectives).sort(),
    programmeIds: Object.keys(programmes).sort(),
    documents: [...(profile ? [{ title: profile.title, sha256: profile.sha256 }] : []), ...minutes],
  };
}

/** An order by some text of each, by code units: the same on every machine. */
function by<Item>(text: (item: Item) => string): (one: Item, other: Item) => number {
  return (one, other) => {
    const [first, second] = [text(one), text(other)];
    return first === second ? 0 : first < second ? -1 : 1;
  };
}
