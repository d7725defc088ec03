import { randomUUID } from 'node:crypto';
import type { Channel } from '../channel.js';
import { PostOffice } from '../post-office.fixture.js';
import type { MailServer } from './mail-server.fixture.js';
import { type MailFault } from './mail-server.fixture.js';
import { SmtpChannel } from './smtp.channel.js';

/** What came of notices that were sent while something went wrong, and afterwards did not. */
export interface Suffered {
  readonly fault: MailFault;
  /** Persons who were to be told of one fact each. */
  readonly told: number;
  /** Messages that the server was given, or refused to be given. */
  readonly attempts: number;
  readonly arrived: number;
  /** Not arrived, which everybody can see. */
  readonly refused: number;
  /** Arrived once more under the same Message-ID. */
  readonly repeated: number;
  /** Arrived once more under another one: a person gets it twice. */
  readonly doubled: number;
  /** Not arrived, and nobody will ever know. */
  readonly lost: number;
}

/** The first of them is nobody the server knows. */
const PERSONS = ['nessuno', 'anziani', 'minori', 'disabili', 'casa', 'direzione'];
/** After so many pauses of the postman what went wrong is over. */
const PAUSES = 3;
const WEEK_MS = 7 * 24 * 3_600_000;

/**
 * Lets the postman send over a real server that fails, in a time that passes by itself, until everything is settled.
 * @param isNaive a channel that believes that what it sent is there, and gives each attempt a name of its own: what the
 * table is about must then go wrong
 */
export async function suffer(
  server: MailServer,
  fault: MailFault,
  isNaive = false,
): Promise<Suffered> {
  const office = new PostOffice();
  await server.suffer(fault);
  server.arrived.length = 0;
  const smtp = new SmtpChannel('email', server.settings);
  let attempts = 0;
  const counted: Channel = {
    name: 'email',
    send: async (message, signal) => {
      attempts += 1;
      if (!isNaive) return smtp.send(message, signal);
      const outcome = await smtp.send(
        { ...message, messageId: `${randomUUID()}@x.example` },
        signal,
      );
      return outcome.kind === 'deferred' ? { kind: 'sent' } : outcome;
    },
  };
  try {
    const notices = new Map<string, string>();
    for (const person of PERSONS) notices.set(await office.tell(person), person);
    let pauses = 0;
    const postman = office.postman(counted, {
      pause: async () => {
        // Longer than any wait, and far shorter than what a message is worth sending for.
        office.nowMs += 6.1 * 3_600_000;
        pauses += 1;
        if (pauses === PAUSES) await server.suffer('none');
      },
    });
    const isSettled = (): boolean =>
      pauses > PAUSES &&
      Object.values(office.states())
        .flat()
        .every((state) => state !== 'waiting');
    await office.work([postman], { until: isSettled, forMs: WEEK_MS });
    const states = office.states();
    const came = PERSONS.map((person) => ({
      ids: server.arrived
        .filter(({ to }) => to.some((address) => address.startsWith(`${person}@`)))
        .map(({ messageId }) => messageId),
      isVisible: (states[person] ?? []).every(
        (state) => state === 'refused' || state === 'given-up',
      ),
    }));
    const missing = came.filter(({ ids }) => ids.length === 0);
    const sum = (of: (ids: readonly string[]) => number): number =>
      came.reduce((total, { ids }) => total + (ids.length === 0 ? 0 : of(ids)), 0);
    return {
      ...{ fault, told: notices.size, attempts, arrived: came.length - missing.length },
      refused: missing.filter(({ isVisible }) => isVisible).length,
      repeated: sum((ids) => ids.length - new Set(ids).size),
      doubled: sum((ids) => new Set(ids).size - 1),
      lost: missing.filter(({ isVisible }) => !isVisible).length,
    };
  } finally {
    smtp.close();
    await office.leave();
  }
}
