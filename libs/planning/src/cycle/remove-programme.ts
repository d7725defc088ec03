import { stateOfPart } from '#workflow';
import { CycleCommand } from '../command/cycle-command.js';
import { IsId } from '../command/fields.js';
import { refuse } from '../command/refuse.js';
import { roles, verb, type CycleLife } from '../command/verb.js';

/** Takes a programme that nothing hangs on out of the tree; its id is not given again. */
export class RemoveProgramme extends CycleCommand {
  @IsId()
  readonly programmeId!: string;
}

export const removeProgramme = verb<RemoveProgramme>({
  name: 'remove-programme',
  command: RemoveProgramme,
  title: { it: "Togli il programma dall'albero", en: 'Take the programme out of the tree' },
  who: roles('UPc', 'UPo'),
  reason: 'required',
  facts: ['ProgrammeRemoved'],
  decide(life, { programmeId }) {
    const programme = life.data.programmes[programmeId];
    if (!programme) return refuse('programme-not-found', { id: programmeId });
    const schede = codesUnder(life, programmeId).join(', ');
    if (schede !== '') {
      return refuse('programme-has-schede', { programme: programme.name, schede });
    }
    const contributions = Object.entries(life.data.contributions)
      .filter(([, { places }]) => places?.some((place) => place.programmeId === programmeId))
      .map(([contributionId]) => contributionId)
      .join(', ');
    if (contributions !== '') {
      return refuse('programme-has-contributions', { programme: programme.name, contributions });
    }
    return [{ type: 'ProgrammeRemoved', data: { programmeId } }];
  },
});

/** What has gone for good, or was left out, hangs on no programme any more. */
const gone: ReadonlySet<string> = new Set(['withdrawn', 'leftOut', 'dropped', 'annulled']);

/** Also those that a revision is to drop: they are in the plan until it is approved. */
function codesUnder(life: Readonly<CycleLife>, programmeId: string): readonly string[] {
  return Object.values(life.data.schede)
    .filter((scheda) => scheda.programmeId === programmeId)
    .filter(({ schedaId }) => !gone.has(stateOfPart(life, 'scheda', schedaId)))
    .map(({ code }) => code);
}
