import { IsObject } from 'class-validator';
import { CycleCommand } from '../command/cycle-command.js';
import { IsId } from '../command/fields.js';
import { refuse } from '../command/refuse.js';
import { verb } from '../command/verb.js';
import { onlyByRevision } from './only-by-revision.js';
import { withChanges } from './scheda.remember.js';
import { invalidScheda } from './scheda-problems.js';

/** Saves what was written in a scheda: only the fields that change, `null` to empty one. */
export class ReviseScheda extends CycleCommand {
  @IsId()
  readonly schedaId!: string;

  /** Fields by name, as the scheda schema of the cycle's definition declares them. */
  @IsObject()
  readonly changes!: Record<string, unknown>;
}

export const reviseScheda = verb<ReviseScheda>({
  name: 'revise-scheda',
  command: ReviseScheda,
  title: { it: 'Salva la scheda', en: 'Save the scheda' },
  who: [
    { role: 'UH', when: 'own-unit' },
    { role: 'RF', when: 'own-unit' },
  ],
  reason: 'optional',
  facts: ['SchedaRevised'],
  about: 'scheda',
  ifMatch: 'required',
  decide(life, { schedaId, changes }, { fingerprint, schedaProblems }) {
    const scheda = life.data.schede[schedaId];
    if (!scheda) return refuse('scheda-not-found', { id: schedaId });
    const inPlan = onlyByRevision(life, scheda);
    if (inPlan) return inPlan;
    const content = withChanges(scheda.content, changes);
    const invalid = invalidScheda(schedaProblems(content, 'draft'));
    if (invalid) return invalid;
    // A page may send the whole form: who changed which field is read from this fact.
    const changed = Object.entries(changes).filter(([field, value]) => {
      const old = Object.hasOwn(scheda.content, field) ? scheda.content[field] : null;
      return fingerprint(value) !== fingerprint(old);
    });
    if (changed.length === 0) return refuse('nothing-changed');
    return [
      {
        type: 'SchedaRevised',
        data: {
          schedaId,
          version: Math.max(scheda.version, scheda.highestVersion ?? 0) + 1,
          changes: Object.fromEntries(changed),
          contentHash: fingerprint(content),
        },
      },
    ];
  },
});
