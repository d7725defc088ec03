import { invitationTo, type About, type CalendarEntry, type Invitation } from '#notifications';
import type { PlanningFact } from '#planning';

/** A message to somebody, as far as it matters whether it invites. */
interface InvitingLetter {
  readonly channel: string;
  readonly notices: readonly {
    readonly cycleId: string;
    readonly about: About;
    readonly cause: { readonly type: string };
  }[];
}

/** Who writes, or is written to. */
interface Correspondent {
  readonly name?: string;
  readonly address: string;
}

/** What the invitations rest on. */
export interface InvitationParts {
  /** Who invites: whoever the mail is from. */
  readonly organizer: Correspondent;
  /** A meeting or a session as it stands; undefined of what is neither. */
  readonly entry: (cycleId: string, about: About) => CalendarEntry | undefined;
}

/** With these somebody is convened, or told that they are not any more, or to somewhere else. */
const convening: ReadonlySet<string> = new Set<PlanningFact['type']>([
  ...(['MeetingConvened', 'MeetingRescheduled', 'MeetingCancelled'] as const),
  ...(['OrganConvened', 'SessionCancelled'] as const),
]);

/**
 * The invitation that goes with a letter: with a mail that convenes to one meeting or session and tells of nothing
 * else, as that stands when the mail leaves. What is only in the calendar of the office is no invitation yet, and
 * what was decided at a session invites nobody to it.
 */
export function invitationWith(
  { channel, notices }: InvitingLetter,
  { name, address }: Correspondent,
  { organizer, entry: entryOf }: InvitationParts,
): Pick<Invitation, 'method' | 'text'> | undefined {
  const [notice, ...others] = notices;
  if (channel !== 'email' || !notice || others.length > 0) return undefined;
  if (!convening.has(notice.cause.type)) return undefined;
  const entry = entryOf(notice.cycleId, notice.about);
  if (!entry || entry.standing === 'tentative') return undefined;
  const { method, text } = invitationTo(entry, invited(organizer), invited({ name, address }));
  return { method, text };
}

const invited = ({
  name,
  address,
}: {
  readonly name?: string | undefined;
  readonly address: string;
}) => ({
  name: name ?? address,
  email: address,
});
