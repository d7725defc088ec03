import { IsIn, IsOptional } from 'class-validator';
import { CycleCommand } from '../command/cycle-command.js';
import { IsCycleId, IsDirectoryId, IsId, IsText } from '../command/fields.js';
import { present } from '../command/present.js';
import { refuse } from '../command/refuse.js';
import { roles, verb } from '../command/verb.js';
import { cycleName } from '../cycle/cycle-id.js';
import type { OrganisationData } from '../organisation/organisation.data.js';
import { everyRole } from '../organisation/roles-of-persons.js';
import { codes } from '../value-sets.js';
import { erasureBases, type ErasureBasis } from './erasure-bases.js';
import { contributionSubject, personSubject } from './personal-fields.js';

/**
 * Erases what is known of somebody besides what they did: name and addresses, how they sign in, and what facts
 * say of them under seal. It cannot be undone. The facts stay, with the id alone.
 */
export class ErasePerson extends CycleCommand {
  /** The person, by the id of the directory; or else a contribution that was taken in for somebody. */
  @IsOptional()
  @IsDirectoryId()
  readonly personId?: string;

  /** The cycle of the contribution. */
  @IsOptional()
  @IsCycleId()
  readonly contributionCycleId?: string;

  /** A contribution that the office took in for somebody who has no account: of them it was all there is. */
  @IsOptional()
  @IsId()
  readonly contributionId?: string;

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
    const { personId, contributionCycleId, contributionId, legalBasis, act } = wish;
    const erased = (subject: string, keys: readonly string[]) => [
      { type: 'PersonErased' as const, data: { subject, keys, legalBasis, ...present({ act }) } },
    ];
    if (personId !== undefined) {
      if (contributionCycleId !== undefined || contributionId !== undefined) {
        return refuse('one-subject');
      }
      if (isInOffice(data, personId, today)) return refuse('still-in-office', { personId });
      const subject = personSubject(data.zone, personId);
      return erased(subject, keysOf(subject));
    }
    if (contributionCycleId === undefined || contributionId === undefined) {
      return refuse('one-subject');
    }
    const subject = contributionSubject(contributionCycleId, contributionId);
    const isOfZone = cycleName(contributionCycleId)?.zone === data.zone;
    const keys = isOfZone ? keysOf(subject) : [];
    return keys.length > 0 ? erased(subject, keys) : refuse('nothing-sealed', { contributionId });
  },
});

/**
 * Whether somebody has a role or will have one and has not left: names of office holders are kept as long as
 * the office is (art. 17 par. 3 lett. b and d).
 */
function isInOffice(data: OrganisationData, personId: string, today: string): boolean {
  const hasLeft = data.deactivated[personId]?.kind === 'LEFT';
  return !hasLeft && everyRole(data, personId).some(({ to }) => to === undefined || to >= today);
}
