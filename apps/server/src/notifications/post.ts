import { romeDay } from '#calendar';
import {
  hasGoneBefore,
  messageWriter,
  preferencesOf,
  renderMessage,
  webhookRecipient,
  type About,
  type Address,
  type CalendarEntry,
  type ChannelName,
  type PostmanParts,
} from '#notifications';
import type { Directory } from '#people';
import {
  AgendaProjection,
  isStillOwed,
  meetingEntry,
  meetingInAgenda,
  NoticesProjection,
  remindsInVain,
  SchedaTimesProjection,
  sessionEntry,
  sessionInAgenda,
} from '#planning';
import type { Projections } from '#projections';
import { invitationWith, invitesInVain, inviting } from './invitations.js';
import type { NoticeWords } from './notice-words.js';
import type { Outgoing } from './outgoing.js';

/** What the post rests on. */
export interface PostParts {
  readonly outgoing: Outgoing;
  /** The origin people open. */
  readonly publicUrl: string;
  readonly words: NoticeWords;
  readonly directory: Pick<Directory, 'get'>;
  readonly projections: Projections;
  /** Milliseconds since 1970, UTC. */
  readonly nowMs: () => number;
}

/** What the postman asks of the rest of the program: who is where, what something is called, whether it still holds. */
export function postOf(
  parts: PostParts,
): Pick<PostmanParts, 'write' | 'addressOf' | 'whyIdle' | 'host'> {
  const { outgoing, publicUrl: origin, words, directory, projections, nowMs } = parts;
  const host = new URL(origin).hostname;
  const languageOf = (zone: string, recipientId: string): 'it' | 'en' =>
    projections
      .of(NoticesProjection)
      .read((database) => preferencesOf(database, zone, recipientId).language);
  const writer = messageWriter({
    ...{ render: renderMessage, languageOf, origin, host },
    words: {
      title: (notice, language) => words.title(notice)[language],
      within: (cycleId) => words.within(cycleId),
      why: (notice, language) => words.why(notice)[language],
      by: (notice) => words.by(notice),
      occasion: (notice, language) => words.occasion(notice, language),
      opens: (notice) => words.opens(notice),
    },
  });
  return {
    host,
    addressOf: (zone, recipientId, channel) =>
      addressIn({ outgoing, directory }, zone, recipientId, channel),
    whyIdle: (notice) => {
      const today = romeDay(nowMs());
      const reminder = words.reminder(notice);
      if (reminder?.isTakenBack === true) return 'taken-back';
      if (remindsInVain(notice.ruleId, reminder, today)) return 'day-is-past';
      const isOwed =
        !invitesInVain(notice, entryOf(projections, notice)) &&
        projections
          .of(SchedaTimesProjection)
          .read((database) => isStillOwed(database, notice, today));
      return isOwed ? undefined : 'no-longer-owed';
    },
    write: (letter, to) => {
      const message = writer(letter, to);
      const language = languageOf(letter.zone, letter.recipientId);
      const invitation = invitationWith(letter, to, {
        organizerOf: (channel) =>
          (channel === 'pec' ? outgoing.certifiedMail : outgoing.mail)?.from,
        entry: (notice) => entryOf(projections, notice, language),
        wasInvited: (notice) =>
          projections
            .of(NoticesProjection)
            .read((database) => hasGoneBefore(database, letter, notice, inviting)),
      });
      return { ...message, ...(invitation && { invitation }) };
    },
  };
}

/** The meeting or the session that something is about, as it stands; undefined of what is neither. */
function entryOf(
  projections: Projections,
  { cycleId, about }: { readonly cycleId: string; readonly about: About },
  language: 'it' | 'en' = 'it',
): CalendarEntry | undefined {
  return projections.of(AgendaProjection).read((database) => {
    const meeting = about.kind === 'meeting' && meetingInAgenda(database, cycleId, about.id);
    if (meeting) return meetingEntry(meeting, { language });
    const session = about.kind === 'session' && sessionInAgenda(database, cycleId, about.id);
    return session ? sessionEntry(session, { language }) : undefined;
  });
}

function addressIn(
  { outgoing, directory }: Pick<PostParts, 'outgoing' | 'directory'>,
  zone: string,
  recipientId: string,
  channel: ChannelName,
): Address | undefined {
  if (channel === 'webhook') {
    const endpoint = outgoing.webhooks.find(
      ({ id, zones }) => webhookRecipient(id) === recipientId && zones.includes(zone),
    );
    return endpoint && { address: endpoint.url.href };
  }
  const entry = directory.get(zone, recipientId);
  const address = channel === 'pec' ? entry?.pec : entry?.email;
  return entry && address !== undefined ? { name: entry.name, address } : undefined;
}
