import { CycleCommand } from '../command/cycle-command.js';
import { IsId } from '../command/fields.js';
import { refuse } from '../command/refuse.js';
import { verb } from '../command/verb.js';
import { lookAtZoneRegister, registerOfZone } from '../zone-register/register-of-zone.js';
import { onlyByRevision } from './only-by-revision.js';
import { invalidScheda } from './scheda-problems.js';
import { submissionProblems } from './submission-problems.js';

/** Hands a scheda to the planning office, complete as its schema asks. */
export class SubmitScheda extends CycleCommand {
  @IsId()
  readonly schedaId!: string;
}

export const submitScheda = verb<SubmitScheda>({
  name: 'submit-scheda',
  command: SubmitScheda,
  title: { it: 'Trasmetti la scheda', en: 'Submit the scheda' },
  who: [{ role: 'UH', when: 'own-unit' }],
  reason: 'optional',
  facts: ['SchedaSubmitted'],
  about: 'scheda',
  ifMatch: 'required',
  looksAt: lookAtZoneRegister,
  decide(life, { schedaId }, context) {
    const { data } = life;
    const scheda = data.schede[schedaId];
    if (!scheda) return refuse('scheda-not-found', { id: schedaId });
    const inPlan = onlyByRevision(life, scheda);
    if (inPlan) return inPlan;
    const { content, version, contentHash } = scheda;
    const register = registerOfZone(data.cycleId, context)?.data;
    const targets = { needs: data.needs, register };
    const invalid = invalidScheda(submissionProblems(content, targets, context.schedaProblems));
    if (invalid) return invalid;
    return [{ type: 'SchedaSubmitted', data: { schedaId, version, contentHash } }];
  },
});
