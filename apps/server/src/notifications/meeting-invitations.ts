import { invitationTo, type CalendarEntry, type Invitation } from '#notifications';

/** A message to somebody, as far as it matters whether it invites. */
interface InvitingLetter {
  readonly channel: string;
  readonly notices: readonly {
    readonly cycleId: string;
    readonly about: { readonly kind: string; readonly id: string };
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
  /** A meeting as it stands; undefined where there is none, or nobody was told of it yet. */
  readonly meeting: (cycleId: string, meetingId: string) => CalendarEntry | undefined;
}

/**
 * The invitation that goes with a letter: with a mail that tells of one meeting and of nothing else, as the meeting
 * stands when the mail leaves. What is only in the calendar of the office is no invitation yet.
 */
export function invitationWith(
  { channel, notices }: InvitingLetter,
  { name, address }: Correspondent,
  { organizer, meeting }: InvitationParts,
): Pick<Invitation, 'method' | 'text'> | undefined {
  const [notice, ...others] = notices;
  if (channel !== 'email' || notice?.about.kind !== 'meeting' || others.length > 0)
    return undefined;
  const entry = meeting(notice.cycleId, notice.about.id);
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
