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
    .sort((one, other) => (one.code < other.code ? -1 : 1));
  const minutes = Object.values(meetings)
    .flatMap((meeting) => meeting.minutes ?? [])
    .sort((one, other) => (one.sha256 < other.sha256 ? -1 : 1));
  return {
    schede: checked,
    objectiveIds: Object.keys(objectives).sort(),
    programmeIds: Object.keys(programmes).sort(),
    documents: [...(profile ? [{ title: profile.title, sha256: profile.sha256 }] : []), ...minutes],
  };
}
