import { IsIn, IsOptional } from 'class-validator';
import { CycleCommand } from '../command/cycle-command.js';
import { IsCycleId, IsDirectoryId, IsId, IsText } from '../command/fields.js';
import { present } from '../command/present.js';
import { refuse } from '../command/refuse.js';
import { roles, verb } from '../command/verb.js';
import { cycleName } from '../cycle/cycle-id.js';
import { IsPointer } from '../correction/is-pointer.js';
import type { OrganisationData } from '../organisation/organisation.data.js';
import { everyRole } from '../organisation/roles-of-persons.js';
import { codes } from '../value-sets.js';
import { erasureBases, type ErasureBasis } from './erasure-bases.js';
import {
  applicationSubject,
  contributionSubject,
  entrySubject,
  personSubject,
} from './personal-fields.js';

/**
 * Erases what is known of somebody besides what they did: name and addresses, how they sign in, and what facts
 * say of them under seal. It cannot be undone. The facts stay, with the id alone.
 */
export class ErasePerson extends CycleCommand {
  /** The person, by the id of the directory; or else something the office wrote down of somebody without an account. */
  @IsOptional()
  @IsDirectoryId()
  readonly personId?: string;

  /** The cycle of the contribution, of the application or of the list. */
  @IsOptional()
  @IsCycleId()
  readonly inCycleId?: string;

  /** A contribution that the office took in for somebody who has no account: of them it was all there is. */
  @IsOptional()
  @IsId()
  readonly contributionId?: string;

  /** An application for a co-programming. */
  @IsOptional()
  @IsId()
  readonly applicationId?: string;

  /** The fact that holds a list of those invited or present, by the id of its event. */
  @IsOptional()
  @IsId()
  readonly eventId?: string;

  /** Which entry of the list: a JSON pointer into its data, `/attendance/3`. */
  @IsOptional()
  @IsPointer()
  readonly pointer?: string;

  /** On what ground of art. 17 par. 1. */
  @IsIn(codes(erasureBases))
  readonly legalBasis!: ErasureBasis;

  /** The request and its answer, as the office's register gives them. */
  @IsOptional()
  @IsText(300)
  readonly act?: string;
}

export const erasePerson = verb<ErasePerson, OrganisationData>({
  name: 'erase-person',
  command: ErasePerson,
  title: { it: 'Cancella i dati della persona', en: 'Erase the personal data' },
  // The controller decides: whoever runs the system only carries it out.
  who: roles('DIR'),
  decisive: true,
  reason: 'required',
  facts: ['PersonErased'],
  law: 'Reg. UE 2016/679 art. 17',
  decide({ data }, wish, { elsewhere: { keysOf }, today }) {
    const { personId, legalBasis, act } = wish;
    const erased = (subject: string, keys: readonly string[]) => [
      { type: 'PersonErased' as const, data: { subject, keys, legalBasis, ...present({ act }) } },
    ];
    const written = writtenDown(wish);
    if (written === 'unclear') return refuse('one-subject');
    if (written) {
      const isOfZone = cycleName(written.cycleId)?.zone === data.zone;
      const keys = isOfZone ? keysOf(written.subject) : [];
      return keys.length > 0
        ? erased(written.subject, keys)
        : refuse('nothing-sealed', { what: written.what });
    }
    if (personId === undefined) return refuse('one-subject');
    if (isInOffice(data, personId, today)) return refuse('still-in-office', { personId });
    const subject = personSubject(data.zone, personId);
    return erased(subject, keysOf(subject));
  },
});

/** What the office wrote down of somebody, where the wish names one such thing, in its cycle, and no person. */
function writtenDown(
  wish: ErasePerson,
):
  | undefined
  | 'unclear'
  | { readonly subject: string; readonly cycleId: string; readonly what: string } {
  const { personId, inCycleId: cycleId, contributionId, applicationId, eventId, pointer } = wish;
  const named = [personId, contributionId, applicationId, eventId ?? pointer];
  if (named.filter((each) => each !== undefined).length !== 1) return 'unclear';
  if (personId !== undefined) return cycleId === undefined ? undefined : 'unclear';
  if (cycleId === undefined) return 'unclear';
  if (contributionId !== undefined) {
    const subject = contributionSubject(cycleId, contributionId);
    return { subject, cycleId, what: contributionId };
  }
  if (applicationId !== undefined) {
    const subject = applicationSubject(cycleId, applicationId);
    return { subject, cycleId, what: applicationId };
  }
  if (eventId === undefined || pointer === undefined) return 'unclear';
  return {
    ...{ subject: entrySubject(cycleId, eventId, pointer), cycleId },
    what: `${eventId}${pointer}`,
  };
}

/**
 * Whether somebody has a role or will have one and has not left: names of office holders are kept as long as
 * the office is (art. 17 par. 3 lett. b and d).
 */
function isInOffice(data: OrganisationData, personId: string, today: string): boolean {
  const hasLeft = data.deactivated[personId]?.kind === 'LEFT';
  return !hasLeft && everyRole(data, personId).some(({ to }) => to === undefined || to >= today);
}
