import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { setTimeout as pause } from 'node:timers/promises';
import PostalMime, { type Email } from 'postal-mime';
import { SMTPServer } from 'smtp-server';
import { addDays, romeDay } from '#calendar';
import { StageDoor } from '../apps/cli/src/demo/stage-door.js';
import { TracciaClient } from '../apps/cli/src/traccia-client.js';
import { parsedCalendar } from '../libs/notifications/src/calendar-feed/parsed-calendar.fixture.js';
import { recorded } from './client.fixture.js';
import { drive } from './drivers.fixture.js';
import { Program } from './program.fixture.js';
import { programmeOfYear } from './programme.fixture.js';
import { TestServer, UNIT, ZONE } from './server.fixture.js';

const CYCLE = `${ZONE}-poa-annuale-2024`;
const PUBLIC = 'https://traccia.zona-livornese.example';
const DOMAIN = 'zona-livornese.example';
const BODY = 'consulta-del-terzo-settore';

/** A mail as the mail server took it: before that is said to whoever sent it. */
interface Taken {
  readonly to: string;
  readonly messageId: string;
  readonly mail: Email;
}

/** A mail server that takes everything, and whose answers can be held back. */
class Mailbox {
  readonly taken: Taken[] = [];
  /** What is waited for between a mail that was taken and the answer that it was. */
  beforeAnswer: () => Promise<unknown> = () => Promise.resolve();
  readonly #server = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    logger: false,
    onData: (stream, { envelope }, done) => {
      const taken = buffer(stream).then(async (raw) => {
        const mail = await PostalMime.parse(raw);
        const to = envelope.rcptTo.map(({ address }) => address).join(' ');
        this.taken.push({ to, messageId: mail.messageId ?? '', mail });
        await this.beforeAnswer();
      });
      taken.then(() => {
        done();
      }, done);
    },
  });

  async open(): Promise<string> {
    // Whoever was killed leaves connections behind.
    this.#server.on('error', () => undefined);
    this.#server.listen(0, '127.0.0.1');
    await once(this.#server.server, 'listening');
    const { port } = this.#server.server.address() as AddressInfo;
    return `smtp://127.0.0.1:${port}`;
  }

  async close(): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<undefined>();
    this.#server.close(() => {
      resolve(undefined);
    });
    await promise;
  }

  /** Each mail once, whatever came twice. */
  get mails(): readonly Taken[] {
    return [...new Map(this.taken.map((each) => [each.messageId, each])).values()];
  }

  async until(isSo: (mails: readonly Taken[]) => boolean): Promise<readonly Taken[]> {
    while (!isSo(this.mails)) await pause(20);
    return this.mails;
  }
}

/** The real server in a process of its own, and a real mail server beside it. */
describe('What happens in a cycle', () => {
  const office = new TestServer();
  const mailbox = new Mailbox();
  let program: Program;
  let door: StageDoor;
  let relay: string;

  const people = {
    coordinator: { personId: 'coordinatore', role: 'UPc' },
    operator: { personId: 'operatore', role: 'UPo' },
    head: { personId: 'responsabile', role: 'UH', unitId: UNIT },
    administrator: { personId: 'amministratore', role: 'ADM' },
  } as const;
  const as = (who: keyof typeof people): TracciaClient =>
    new TracciaClient(program.url, { session: door.secretOf(people[who]) });
  const start = async (): Promise<void> => {
    program = await Program.start(office.folder, '', {
      TRACCIA_SMTP: relay,
      TRACCIA_MAIL_FROM: `Ufficio di Piano <traccia@${DOMAIN}>`,
      TRACCIA_PUBLIC_URL: PUBLIC,
    });
  };
  const inRegister = async (verb: string, body: object): Promise<void> => {
    recorded(await office.as('ADM').perform(`${ZONE}-organizzazione`, verb, body));
  };
  const to = (personId: string) => (mails: readonly Taken[]) =>
    mails.filter((each) => each.to === `${personId}@${DOMAIN}`);
  const subjects = (mails: readonly Taken[]) => mails.map(({ mail }) => mail.subject ?? '');

  beforeAll(async () => {
    // Up to where the story begins, with nobody to tell it: what was long ago is told to nobody afterwards.
    await office.start();
    const journey = programmeOfYear(office, 2024);
    for (const type of ['SchedaAssigned', 'SchedaRevised'] as const) {
      await drive(journey, { type }, 'scheda-scritta');
      await drive(journey, { type }, 'scheda-verificata');
    }
    for (const type of ['SchedaSubmitted', 'SchedaTakenInCharge'] as const)
      await drive(journey, { type }, 'scheda-verificata');
    await drive(journey, { type: 'MeetingScheduled' }, 'incontro-1');
    await inRegister('open-organisation', { title: 'Organizzazione della zona' });
    for (const person of [people.administrator, people.coordinator, people.operator, people.head])
      await inRegister('grant-role', {
        ...person,
        ...{ roleGrantId: `ruolo-${person.personId}`, from: office.clock.day() },
      });
    // Six days ago: the morning after has come, the week has not.
    const due = addDays(romeDay(Date.now()), -6);
    const deadline = { deadlineId: 'D-mancata', kind: 'PARTICIPATION', due, basis: 'OFFICE' };
    recorded(await office.as('UPc').perform(CYCLE, 'set-deadline', deadline));
    await office.stop();
    relay = await mailbox.open();
    await start();
    door = new StageDoor(office.folder, ZONE, Date.now);
    for (const personId of [
      'coordinatore',
      'operatore',
      'responsabile',
      BODY,
      'organizzazioni-sindacali',
    ])
      await as('administrator').putPerson(personId, {
        name: personId.replaceAll('-', ' '),
        email: `${personId}@${DOMAIN}`,
      });
  });
  afterAll(async () => {
    door.close();
    await program.kill();
    await mailbox.close();
    await office.end();
  });

  it('is told by mail to whom it concerns, once, though the server is killed in the middle', async () => {
    const numbers = Array.from({ length: 10 }, (_, index) => index + 1);
    const programmeId = await programmeOf(as('coordinator'));
    const kill = { isDone: false };
    // Between taking a mail and saying so: whoever sent it will never know.
    mailbox.beforeAnswer = async () => {
      if (mailbox.taken.length < 4 || kill.isDone) return;
      kill.isDone = true;
      await program.kill();
    };
    for (const number of numbers) {
      if (kill.isDone) break;
      await as('coordinator')
        .perform(CYCLE, 'assign-scheda', schedaNumber(number, programmeId))
        .catch((error: unknown) => {
          if (!kill.isDone) throw error;
        });
    }
    while (!kill.isDone) await pause(20);
    await start();
    for (const number of numbers) await assignOnce(number, programmeId);
    const mails = to('responsabile')(
      await mailbox.until((all) => to('responsabile')(all).length >= numbers.length),
    );
    expect(subjects(mails).filter((each) => each.includes('Ti è affidata'))).toHaveLength(10);
    // What was taken and not answered for came again, as the same one.
    expect(mailbox.taken.length).toBeGreaterThanOrEqual(mailbox.mails.length);
    const copies = Map.groupBy(mailbox.taken, ({ messageId }) => messageId);
    expect(Math.max(...[...copies.values()].map((each) => each.length))).toBeLessThanOrEqual(2);
  });

  async function assignOnce(number: number, programmeId: string): Promise<void> {
    const { schedaId } = schedaNumber(number, programmeId);
    for await (const row of as('coordinator').schede(CYCLE))
      if ((row as { readonly schedaId: string }).schedaId === schedaId) return;
    await as('coordinator').perform(CYCLE, 'assign-scheda', schedaNumber(number, programmeId));
  }

  it('is told of what was returned, with where it is read, and of what was handed in to nobody', async () => {
    const before = to('responsabile')(mailbox.mails).length;
    const written = await as('head').scheda(CYCLE, 'scheda-scritta');
    await as('head').perform(
      ...([CYCLE, 'submit-scheda', { schedaId: 'scheda-scritta' }] as const),
      { ifMatch: written.moved.revision },
    );
    const checked = await as('operator').scheda(CYCLE, 'scheda-verificata');
    const back = { reasons: ['INCOMPLETE'], text: 'Mancano gli indicatori del bisogno' };
    await as('operator').perform(
      CYCLE,
      'return-scheda',
      { schedaId: 'scheda-verificata', ...back },
      { ifMatch: checked.moved.revision },
    );
    const [mail, ...others] = to('responsabile')(
      await mailbox.until((all) => to('responsabile')(all).length > before),
    ).slice(before);
    expect(others).toEqual([]);
    expect(mail).toMatchObject({ to: `responsabile@${DOMAIN}` });
    expect(mail?.mail.subject).toContain('Restituita');
    expect(mail?.mail.from).toEqual({ name: 'Ufficio di Piano', address: `traccia@${DOMAIN}` });
    // No more than what it is called and where it is read.
    expect(mail?.mail.text).not.toContain(back.text);
    const [, noticeId] =
      /https:\/\/\S+\/notifiche\/([0-9a-f-]{36})/.exec(mail?.mail.text ?? '') ?? [];
    expect(mail?.mail.text).toContain(`${PUBLIC}/notifiche/${noticeId ?? ''}`);
    const response = await fetch(`${program.url}/api/v1/notices/${noticeId ?? ''}`, {
      headers: { cookie: `__Host-traccia=${door.secretOf(people.head)()}` },
    });
    expect(response.status).toBe(200);
    expect(await response.json()).toMatchObject({ noticeId, ruleId: 'scheda-returned' });
  });

  it('is told to the body that is invited and to the heads that may come, with an invitation for the calendar', async () => {
    const before = mailbox.mails.length;
    await as('operator').perform(CYCLE, 'convene-meeting', {
      meetingId: 'incontro-1',
      // Only who is also named by id is written to: the names are sealed.
      invitees: ['Consulta del Terzo settore', 'Organizzazioni sindacali'],
      bodyIds: [BODY],
    });
    const all = await mailbox.until((each) =>
      [BODY, 'responsabile'].every((who) => to(who)(each.slice(before)).length > 0),
    );
    const mails = all.slice(before);
    expect(mails.map((each) => each.to).sort()).toEqual([
      ...[`${BODY}@${DOMAIN}`, `responsabile@${DOMAIN}`],
    ]);
    for (const { mail, to: address } of mails) {
      expect(mail.text).toMatch(/^Quando: \S+ \d+ \S+ \d{4}/mu);
      const calendar = mail.attachments.find(({ mimeType }) => mimeType === 'text/calendar');
      expect(calendar).toMatchObject({ method: 'REQUEST' });
      const text = new TextDecoder().decode(calendar?.content as ArrayBuffer);
      expect(parsedCalendar(text).entries).toMatchObject([{ summary: 'Tavolo' }]);
      expect(text.replaceAll(/\r?\n /g, '')).toContain(address);
    }
  });

  it('is told when nothing happened: a deadline that was missed', async () => {
    const mails = await mailbox.until((all) =>
      subjects(to('coordinatore')(all)).some((each) =>
        /^Scaduta da \d giorni .*, non conclusa: partecipazione$/u.test(each),
      ),
    );
    expect(subjects(to('coordinatore')(mails))).toHaveLength(1);
  });
});

const schedaNumber = (number: number, programmeId: string) => ({
  ...{ schedaId: `scheda-${number}`, programmeId, unitId: UNIT, personId: 'responsabile' },
  title: `Attività ${number}`,
});

async function programmeOf(client: TracciaClient): Promise<string> {
  const { programmes } = await client.cycle(CYCLE);
  return Object.keys(programmes)[0] ?? '';
}
