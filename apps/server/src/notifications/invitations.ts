import {
  invitationTo,
  type About,
  type CalendarEntry,
  type ChannelName,
  type Invitation,
} from '#notifications';
import type { PlanningFact } from '#planning';

/** What of a notice says whether it invites. */
interface InvitingNotice {
  readonly cycleId: string;
  readonly about: About;
  readonly cause: { readonly type: string };
}

/** A message to somebody, as far as it matters whether it invites. */
interface InvitingLetter<Notice extends InvitingNotice> {
  readonly channel: string;
  readonly notices: readonly Notice[];
}

/** Who writes, or is written to. */
interface Correspondent {
  readonly name?: string;
  readonly address: string;
}

/** What the invitations rest on. */
export interface InvitationParts<Notice extends InvitingNotice = InvitingNotice> {
  /** Who invites: whoever the messages of a channel are from. */
  readonly organizerOf: (channel: ChannelName) => Correspondent | undefined;
  /** A meeting or a session as it stands; undefined of what is neither. */
  readonly entry: (notice: Notice) => CalendarEntry | undefined;
  /** Whether this recipient was invited by that channel, or may have been. */
  readonly wasInvited: (notice: Notice) => boolean;
}

/** With these somebody is asked to come, for the first time or to somewhere else. */
export const inviting: readonly PlanningFact['type'][] = [
  ...(['MeetingConvened', 'MeetingRescheduled', 'OrganConvened'] as const),
];

/** With these they are told that they need not. */
const callingOff: readonly PlanningFact['type'][] = [
  ...(['MeetingCancelled', 'SessionCancelled'] as const),
  ...(['CycleAbandoned', 'CycleAnnulled', 'CycleRevoked'] as const),
];

const isOneOf = (types: readonly string[], { cause }: InvitingNotice): boolean =>
  types.includes(cause.type);

/**
 * Whether a notice asks somebody to what was called off before it left. That it was is told by a notice of its own.
 * @param entry what it is about, as it stands
 */
export function invitesInVain(notice: InvitingNotice, entry: CalendarEntry | undefined): boolean {
  return isOneOf(inviting, notice) && entry?.standing === 'cancelled';
}

/**
 * The invitation that goes with a letter: with a mail, certified or not, that tells of one meeting or session and of
 * nothing else, as that stands when the mail leaves, and never another thing than the text. What is only in the
 * calendar of the office is no invitation yet, what was decided at a session invites nobody to it, and whoever was
 * not invited has nothing to strike out.
 */
export function invitationWith<Notice extends InvitingNotice>(
  { channel, notices }: InvitingLetter<Notice>,
  { name, address }: Correspondent,
  { organizerOf, entry: entryOf, wasInvited }: InvitationParts<Notice>,
): Pick<Invitation, 'method' | 'text'> | undefined {
  const [notice, ...others] = notices;
  if (channel !== 'email' && channel !== 'pec') return undefined;
  if (!notice || others.length > 0) return undefined;
  const isOff = isOneOf(callingOff, notice);
  if (!isOff && !isOneOf(inviting, notice)) return undefined;
  const [entry, organizer] = [entryOf(notice), organizerOf(channel)];
  if (!entry || !organizer || entry.standing !== (isOff ? 'cancelled' : 'confirmed'))
    return undefined;
  if (isOff && !wasInvited(notice)) return undefined;
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
