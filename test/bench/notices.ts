import { renderMessage, SmtpChannel, type MessageContent } from '#notifications';
import { MailServer } from '../../libs/notifications/src/email/mail-server.fixture.js';
import { Progress } from './progress.js';
import type { Sizes } from './sizes.js';
import { median } from './statistics.js';
import { ratePerSecond } from './stopwatch.js';
import { atLeast, type Line } from './table.js';
import type { Workspace } from './workspace.js';

const LINK = 'https://traccia.ente.example/notifiche';
/** As many as the postman sends at once. */
const AT_ONCE = 2;

/** Mails put into words, text and HTML, and sent over TLS to a server on this machine. */
export async function measureNotices(_workspace: Workspace, sizes: Sizes): Promise<Line[]> {
  const rounds: Record<'notices' | 'digests' | 'sent', number>[] = [];
  const server = await MailServer.start();
  const { relay, from, authorities = [] } = server.settings;
  const channel = new SmtpChannel('email', { relay, from, authorities });
  try {
    await Progress.during('Notices', sizes.rounds, async (step) => {
      for (let round = 1; round <= sizes.rounds; round++) {
        const { sequentialCommands: times } = sizes;
        rounds.push({
          notices: await rendered(times, 1),
          digests: await rendered(times / 10, 10),
          sent: await sent(channel, times / 4),
        });
        server.arrived.length = 0;
        step(round);
      }
    });
  } finally {
    channel.close();
    await server.stop();
  }
  const middle = (of: 'notices' | 'digests' | 'sent'): number =>
    median(rounds.map((round) => round[of]));
  return [
    atLeast({ what: 'Notices rendered', value: middle('notices'), unit: 'mails/s' }),
    atLeast({ what: 'Digests of 10 rendered', value: middle('digests'), unit: 'mails/s' }),
    atLeast({ what: 'Notices rendered and sent over TLS', value: middle('sent'), unit: 'mails/s' }),
  ];
}

function rendered(times: number, notices: number): Promise<number> {
  return ratePerSecond(times, () => {
    for (let number = 0; number < times; number++) renderMessage(content(number, notices));
  });
}

async function sent(channel: SmtpChannel, times: number): Promise<number> {
  const never = new AbortController().signal;
  let next = 0;
  const send = async (): Promise<void> => {
    while (next < times) {
      const messageId = `${(next += 1)}@traccia.ente.example`;
      const to = { name: 'Responsabile', address: 'responsabile@ente.example' };
      const message = { ...renderMessage(content(next, 1)), to, messageId, causeEventIds: [] };
      const outcome = await channel.send(message, never);
      if (outcome.kind !== 'sent') throw new Error(`It was not sent: ${outcome.code}`);
    }
  };
  return ratePerSecond(times, () => Promise.all(Array.from({ length: AT_ONCE }, send)));
}

function content(number: number, notices: number): MessageContent {
  const one = (index: number) => ({
    ...{ noticeId: `${number}-${index}`, ruleId: 'scheda-returned' },
    title: `Restituita per integrazioni: scheda 2024-P07-${number} “Sportello & ascolto”`,
    within: 'Programma operativo annuale 2024',
    why: 'sei responsabile dell’unità della scheda',
    by: '2024-02-20',
    ...{ link: `${LINK}/${number}-${index}`, atMs: 1_708_000_000_000 + number },
    ...{ asksToAcknowledge: true, isLegal: true },
  });
  return {
    kind: notices === 1 ? 'notice' : 'digest',
    language: number % 2 === 0 ? 'it' : 'en',
    recipientName: 'Responsabile',
    notices: [one(0), ...Array.from({ length: notices - 1 }, (_, index) => one(index + 1))],
    preferencesLink: `${LINK}/preferenze`,
    day: '2024-02-20',
  };
}
