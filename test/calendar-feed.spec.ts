import { createHash } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import {
  lineFaults,
  parsedCalendar,
} from '../libs/notifications/src/calendar-feed/parsed-calendar.fixture.js';
import { problem, recorded, type Client, type ProblemBody } from './client.fixture.js';
import { TestServer, ZONE } from './server.fixture.js';

const CYCLE = `${ZONE}-poa-annuale-2024`;
const REGISTER = `${ZONE}-organizzazione`;
const PUBLIC = 'https://traccia.zona-livornese.example';
const reason = 'Prova';

interface Feed {
  readonly issuedAt: string | null;
  readonly address?: string;
  readonly note: { readonly it: string };
}
interface CycleShown {
  readonly deadlines: Readonly<
    Record<string, { readonly due: string; readonly forUnits: Readonly<Record<string, string>> }>
  >;
  readonly states: { readonly deadline: Readonly<Record<string, string>> };
}

/** The feed of a person, over the wire, from the wish for a secret to the calendar program that reads it. */
describe('A personal calendar', () => {
  let server: TestServer;
  let office: Client;

  const perform = async (verb: string, body: object, { as = office, cycleId = CYCLE } = {}) =>
    recorded(await as.perform(cycleId, verb, body));
  const issue = async (client: Client): Promise<string> => {
    const { status, body } = await client.send<Feed>('/api/v1/calendar-feed', '{}');
    expect(status).toBe(200);
    expect(body.address).toMatch(
      /^https:\/\/traccia\.zona-livornese\.example\/calendar\/[\w-]{43}\.ics$/,
    );
    return (body.address ?? '').slice(PUBLIC.length);
  };
  /** As a calendar program asks: it shows nothing but the address. */
  const read = (path: string, headers: Readonly<Record<string, string>> = {}) =>
    fetch(server.url + path, { headers });
  const entriesAt = async (path: string) => {
    const response = await read(path);
    expect(response.status).toBe(200);
    return parsedCalendar(await response.text()).entries;
  };
  /** Waits until the calendar is as expected: a view may be a moment behind what was just recorded. */
  const until = async (
    path: string,
    isSo: (entries: Awaited<ReturnType<typeof entriesAt>>) => boolean,
  ) => {
    for (;;) {
      const entries = await entriesAt(path);
      if (isSo(entries)) return entries;
      await pause(10);
    }
  };

  beforeAll(async () => {
    server = await TestServer.start({ publicUrl: PUBLIC });
    office = server.as('UPc');
    await perform('draft-cycle', { title: 'Programma 2024' });
    const deadlines = [
      ['D-schede', 'SCHEDE_SUBMITTED', '2024-07-15'],
      ['D-verifica', 'SCHEDE_CHECKED', '2024-08-01'],
      ['D-altra', 'OTHER', '2024-09-01'],
      ['D-sbagliata', 'PROPOSAL', '2024-09-02'],
      ['D-convocazione', 'CONVOCATION', '2024-10-27'],
    ] as const;
    for (const [deadlineId, kind, due] of deadlines)
      await perform('set-deadline', { deadlineId, kind, due, basis: 'OFFICE' });
  });
  afterAll(() => server.end());

  it('holds the deadlines that the API gives, each on its day and in its standing', async () => {
    const path = await issue(office);
    await perform('extend-deadline', { deadlineId: 'D-altra', to: '2024-09-15', reason });
    await perform('extend-deadline', { deadlineId: 'D-altra', to: '2024-09-20', reason });
    await perform('waive-deadline', { deadlineId: 'D-verifica', reason });
    await perform('cancel-deadline', { deadlineId: 'D-sbagliata', reason });
    const entries = await until(path, (found) =>
      found.some(({ start, status }) => start === '2024-09-02' && status === 'CANCELLED'),
    );
    const { body } = await office.get<CycleShown>(`/api/v1/cycles/${CYCLE}`);
    const given = Object.entries(body.deadlines).map(([id, { due }]) => ({
      start: due,
      isOff: ['waived', 'cancelled'].includes(body.states.deadline[id] ?? ''),
    }));
    const read = entries.map(({ start, status }) => ({ start, isOff: status === 'CANCELLED' }));
    const byDay = (one: { start: string }, other: { start: string }) =>
      one.start.localeCompare(other.start);
    expect(read.toSorted(byDay)).toEqual(given.toSorted(byDay));
    expect(entries.find(({ start }) => start === '2024-09-20')).toMatchObject({ sequence: 2 });
    expect(new Set(entries.map(({ uid }) => uid)).size).toBe(entries.length);
  });

  it('is text as RFC 5545 wants it, says where it is kept, and names nobody', async () => {
    const path = await issue(office);
    const response = await read(path);
    expect(response.headers.get('content-type')).toBe('text/calendar; charset=utf-8');
    const text = await response.text();
    expect(lineFaults(text)).toEqual([]);
    const { head } = parsedCalendar(text);
    expect(head('source')).toBe(PUBLIC + path);
    expect(head('name')).toBe(`Scadenze e incontri: zona ${ZONE}`);
    expect(text).toContain('REFRESH-INTERVAL;VALUE=DURATION:PT8H');
    expect(text).not.toMatch(/VALARM|ATTENDEE|ORGANIZER|coordinatore/);
  });

  it('is sent once and then only when something changed', async () => {
    const path = await issue(office);
    const first = await read(path);
    const etag = first.headers.get('etag') ?? '';
    expect(etag).toMatch(/^"[\w-]{43}"$/);
    expect(first.headers.get('cache-control')).toBe('private, no-cache');
    for (const known of [etag, `W/${etag}`, `"x", ${etag}`, '*']) {
      const again = await read(path, { 'if-none-match': known });
      expect({ known, status: again.status, body: await again.text() }).toEqual({
        ...{ known, status: 304, body: '' },
      });
      expect(again.headers.get('etag')).toBe(etag);
    }
    await perform('extend-deadline', { deadlineId: 'D-schede', to: '2024-07-20', reason });
    await until(path, (found) => found.some(({ start }) => start === '2024-07-20'));
    const changed = await read(path, { 'if-none-match': etag });
    expect(changed.status).toBe(200);
    expect(changed.headers.get('etag')).not.toBe(etag);
  });

  it('holds the meetings: to come, convened, moved and called off', async () => {
    const path = await issue(office);
    const meeting = {
      meetingId: 'M1',
      title: 'Incontro con il Terzo settore',
      counterpart: 'CONSULTA_TERZO_SETTORE',
    };
    const when = {
      date: '2024-06-20',
      startTime: '09:30',
      channel: 'IN_PERSON',
      venue: 'Municipio',
    };
    const scheduled = await office.perform(CYCLE, 'schedule-meeting', { ...meeting, ...when });
    expect(scheduled.status).toBe(200);
    const meetingOf = (entries: Awaited<ReturnType<typeof entriesAt>>) =>
      entries.find(({ summary }) => summary === meeting.title);
    const shown = async (sequence: number) =>
      meetingOf(await until(path, (found) => meetingOf(found)?.sequence === sequence));
    const first = await shown(0);
    expect(first).toMatchObject({ start: '2024-06-20T07:30:00Z', status: 'TENTATIVE' });
    await perform('reschedule-meeting', { meetingId: 'M1', to: '2024-06-21', reason });
    expect(await shown(1)).toMatchObject({ uid: first?.uid, start: '2024-06-21T07:30:00Z' });
    await perform('cancel-meeting', { meetingId: 'M1', reason });
    expect(await shown(2)).toMatchObject({ uid: first?.uid, status: 'CANCELLED' });
  });

  it('shows no text of a meeting that was redacted, neither where it was to be nor where it was moved to', async () => {
    const path = await issue(office);
    const [title, venue, room] = ['Da Rosa', 'Casa di Rosa', 'La stanza di Rosa'];
    const plan = {
      ...{ meetingId: 'M2', title, counterpart: 'ALTRO', date: '2024-06-25' },
      ...{ channel: 'IN_PERSON', venue, room },
    };
    const moved = { meetingId: 'M2', to: '2024-06-26', reason };
    const arrangements = { channel: 'MIXED', venue: `${venue}, dietro`, room };
    const redact = async (eventId: string | undefined, pointers: readonly string[]) => {
      for (const pointer of pointers)
        await perform(
          'redact-text',
          { eventId, pointer, legalBasis: 'GDPR art. 17', reason },
          { as: server.as('DIR') },
        );
    };
    const whole = async () => (await (await read(path)).text()).replaceAll('\r\n ', '');
    const views = async () => {
      const answers = ['', '/facts?limit=500', '/coverage'].map((rest) =>
        office.get(`/api/v1/cycles/${CYCLE}${rest}`),
      );
      return JSON.stringify(await Promise.all(answers));
    };
    const scheduled = await perform('schedule-meeting', plan);
    await until(path, (found) => found.some(({ summary }) => summary === title));
    expect(await whole()).toContain(room);
    await redact(scheduled.facts[0]?.id, ['/title', '/venue', '/room']);
    while ((await whole()).includes('Rosa')) await pause(10);
    expect(await views()).not.toContain('Rosa');
    const rescheduled = await perform('reschedule-meeting', { ...moved, arrangements });
    await until(path, (found) => found.some(({ start }) => start === '2024-06-26'));
    expect(await whole()).toContain('dietro');
    await redact(rescheduled.facts[0]?.id, ['/arrangements/venue', '/arrangements/room']);
    while ((await whole()).includes('Rosa')) await pause(10);
    expect(await views()).not.toContain('Rosa');
    await perform('cancel-meeting', { meetingId: 'M2', reason });
  });

  it('is opened by nobody with a secret that is wrong, replaced or taken back, and all hear the same', async () => {
    const replaced = await issue(office);
    const revoked = await issue(office);
    const shown = await office.get<Feed>('/api/v1/calendar-feed');
    expect(shown.body).toMatchObject({ issuedAt: new Date(server.clock.nowMs()).toISOString() });
    expect(shown.body.address).toBeUndefined();
    expect(shown.body.note.it).toContain('8–24 ore');
    const over = await office.ask<Feed>('DELETE', '/api/v1/calendar-feed', '{}');
    expect(over.body).toMatchObject({ issuedAt: null });
    const wrong = `/calendar/${'A'.repeat(43)}.ics`;
    const answers = await Promise.all(
      [replaced, revoked, wrong, '/calendar/x', '/calendar/x.ics', revoked.slice(0, -4)].map(told),
    );
    expect(new Set(answers).size).toBe(1);
    expect(answers[0]).toContain('"code":"not-found"');
  });

  /** What somebody is told at an address, but for the number of the request. */
  async function told(path: string): Promise<string> {
    const response = await read(path);
    const { instance: _, ...said } = (await response.json()) as ProblemBody;
    return `${response.status} ${response.headers.get('etag') ?? ''} ${JSON.stringify(said)}`;
  }

  it('is kept without its secret, and no line of the log has it', async () => {
    const path = await issue(office);
    const secret = /\/calendar\/(.+)\.ics/.exec(path)?.[1] ?? '';
    await read(path);
    await read(`/calendar/${secret}`);
    expect(server.securityLines.join('')).not.toContain(secret);
    expect(server.securityLines.join('')).toContain('calendar-feed-issued');
    const sha256 = createHash('sha256').update(secret).digest('hex');
    expect(server.securityLines.join('')).not.toContain(sha256);
  });

  it('is asked for by a person who has signed in, not by a program', async () => {
    const program = server.admitProgram({ role: 'UPc', personId: 'coordinatore' });
    for (const method of ['POST', 'DELETE']) {
      const reply = await program.ask(method, '/api/v1/calendar-feed', '{}');
      expect(problem(reply)).toMatchObject({ status: 403, code: 'session-needed' });
    }
  });

  it('of one deadline is a file, for whoever may read of it', async () => {
    const path = `/api/v1/cycles/${CYCLE}/deadlines/D-convocazione/calendar`;
    for (const role of ['UPc', 'SEG', 'UH'] as const) {
      const { status, headers, body } = await server.as(role).download(path);
      expect(status).toBe(200);
      expect(headers.get('content-disposition')).toBe(
        'attachment; filename="scadenza-D-convocazione.ics"',
      );
      const text = body.toString();
      expect(lineFaults(text)).toEqual([]);
      const { entries, head } = parsedCalendar(text);
      expect(entries).toMatchObject([{ start: '2024-10-27', status: 'CONFIRMED' }]);
      expect(head('source')).toBeNull();
    }
    expect(problem(await server.as('ETS').get(path))).toMatchObject({ code: 'not-allowed' });
    expect(problem(await server.as('UPc', 'pisana').get(path))).toMatchObject({ status: 404 });
    expect(problem(await office.get(path.replace('D-convocazione', 'D-9')))).toMatchObject({
      ...{ status: 404, code: 'not-found' },
    });
  });

  it('of one meeting is a file as well, for whoever may know of it', async () => {
    const path = `/api/v1/cycles/${CYCLE}/meetings/M1/calendar`;
    const ofAll = (await entriesAt(await issue(office))).find(
      ({ summary }) => summary === 'Incontro con il Terzo settore',
    );
    for (const role of ['UPc', 'UH', 'ETS'] as const) {
      const { status, headers, body } = await server.as(role).download(path);
      expect(status).toBe(200);
      expect(headers.get('content-disposition')).toBe('attachment; filename="incontro-M1.ics"');
      expect(lineFaults(body.toString())).toEqual([]);
      const { entries, head } = parsedCalendar(body.toString());
      expect(entries).toEqual([ofAll]);
      expect(head('method')).toBe('PUBLISH');
      expect(head('source')).toBeNull();
    }
    expect(problem(await server.as('ADM').get(path))).toMatchObject({ code: 'not-allowed' });
    expect(problem(await server.as('UPc', 'pisana').get(path))).toMatchObject({ status: 404 });
    expect(problem(await office.get(path.replace('M1', 'M9')))).toMatchObject({
      ...{ status: 404, code: 'not-found' },
    });
    expect(problem(await office.get(path.replace('meetings', 'sessions')))).toMatchObject({
      ...{ status: 404, code: 'not-found' },
    });
  });

  it('of a head has what concerns a unit, and is there no more once the head holds no role', async () => {
    const head = server.as('UH');
    const before = await issue(head);
    expect((await entriesAt(before)).map(({ summary }) => summary).toSorted()).toEqual([
      'Altra scadenza: Programmazione operativa annuale 2024',
      'Incontro con il Terzo settore',
      'Schede trasmesse: Programmazione operativa annuale 2024',
      expect.stringMatching(/^\[testo oscurato/),
    ]);
    const admin = server.as('ADM');
    const inRegister = { as: admin, cycleId: REGISTER };
    await perform('open-organisation', { title: 'Organizzazione' }, inRegister);
    const grant = (personId: string, role: string, unitId?: string) => {
      const roleGrantId = `${personId}-${role}`.toLowerCase();
      const what = {
        roleGrantId,
        personId,
        role,
        from: server.clock.day(),
        ...(unitId && { unitId }),
      };
      return perform('grant-role', what, inRegister);
    };
    await grant('amministratore', 'ADM');
    // From here on the register says who has which role: the head's was never given.
    expect((await read(before)).status).toBe(404);
    await grant('responsabile', 'UH', 'anziani');
    expect((await read(before)).status).toBe(200);
    await perform(
      'deactivate-person',
      { personId: 'responsabile', kind: 'LEFT', reason },
      inRegister,
    );
    expect(await told(before)).toBe(await told('/calendar/x'));
  });
});
