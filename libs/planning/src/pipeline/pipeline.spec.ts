import { randomUUID } from 'node:crypto';
import { AppendTooLarge, StoreUnavailable } from '#event-store';
import type { Answer } from '../command/answer.js';
import { CycleCommand } from '../command/cycle-command.js';
import { InvalidCommand } from '../command/invalid-command.js';
import { roles, verb } from '../command/verb.js';
import { redactText } from '../correction/redact-text.js';
import { redactedText } from '../correction/redaction.js';
import { addObjective } from '../cycle/add-objective.js';
import { addProgramme } from '../cycle/add-programme.js';
import { draftCycle } from '../cycle/draft-cycle.js';
import { holdKickoff } from '../cycle/hold-kickoff.js';
import { importTree } from '../cycle/import-tree.js';
import { linkProgramme } from '../cycle/link-programme.js';
import { importNeeds } from '../knowledge/import-needs.js';
import { cancelMeeting } from '../participation/cancel-meeting.js';
import { exemptCategory } from '../participation/exempt-category.js';
import { recordMeetingHeld } from '../participation/record-meeting-held.js';
import { recordMinutes } from '../participation/record-minutes.js';
import { scheduleMeeting } from '../participation/schedule-meeting.js';
import { raiseQuestion } from '../question/raise-question.js';
import { assignScheda } from '../scheda/assign-scheda.js';
import { reassignScheda } from '../scheda/reassign-scheda.js';
import { reviseScheda } from '../scheda/revise-scheda.js';
import { document, source } from '../testing.fixture.js';
import { categories, codes } from '../value-sets.js';
import { idFrom, sha256 } from './command-identity.js';
import { FaultyStore } from './faulty-store.fixture.js';
import { cycleId, kickoff, offices, scheda, type Office } from './office.fixture.js';
import { TooBusy } from './pipeline.js';
import { yearlyProgramme } from '../cycle/yearly-programme.js';
import { POLICY_VERSION } from '../policy-version.js';

const files = offices();
let office: Office;
beforeEach(() => {
  office = files.open();
});

const objective = (objectiveId: string) => ({ objectiveId, name: `Obiettivo ${objectiveId}` });
const programme = (programmeId: string) => ({
  programmeId,
  name: `Programma ${programmeId}`,
  objectiveIds: [],
});
const description = (text: string) => ({ schedaId: 'S1', changes: { description: text } });

const meeting = {
  meetingId: 'M1',
  title: 'Consulta',
  counterpart: 'CONSULTA_TERZO_SETTORE',
  date: '2024-01-10',
  channel: 'IN_PERSON',
} as const;

/** What became of things asked at once: the types of facts, the codes of refusals, the names of errors. */
async function outcomes(...asked: readonly Promise<Answer>[]): Promise<readonly string[]> {
  const settled = await Promise.allSettled(asked);
  return settled.map((one) => {
    if (one.status === 'rejected') return (one.reason as Error).name;
    const { value: answer } = one;
    if (answer.kind === 'refused') return answer.refusal.code;
    return answer.facts.map(({ type }) => type).join(' ');
  });
}

describe('A command that is granted', () => {
  it('is recorded with everything that must stand around a fact', async () => {
    const commandId = randomUUID();
    await office.record(
      draftCycle,
      { title: 'POA 2024', reason: 'Avvio dell’anno' },
      { commandId, personId: 'coordinatore', unitId: 'ufficio-di-piano' },
    );
    const [event] = await office.facts();
    expect(event).toMatchObject({
      stream: `cycle-${cycleId}`,
      revision: 0,
      id: idFrom(commandId, '0'),
      type: 'CycleDrafted',
      data: { cycleId, zone: 'livornese', year: 2024, title: 'POA 2024' },
    });
    expect(event?.metadata).toEqual({
      actor: {
        personId: 'coordinatore',
        role: 'UPc',
        unitId: 'ufficio-di-piano',
        authMethod: 'passkey',
        authenticatedAt: '2024-01-10T08:00:00.000Z',
      },
      occurredOn: '2024-01-10',
      recordedAt: '2024-01-10T08:00:00.000Z',
      commandId,
      commandDigest: expect.stringMatching(/^[0-9a-f]{64}$/),
      rule: 'draft-cycle/UPc',
      policy: POLICY_VERSION,
      definition: { id: 'poa-annuale', version: 1 },
      schemaVersion: 1,
      reason: 'Avvio dell’anno',
    });
  });

  it('is answered with its facts, where they rest and how far the log has come', async () => {
    const answer = await office.record(draftCycle, { title: 'POA 2024' });
    const [event] = await office.facts();
    expect(answer).toEqual({
      kind: 'recorded',
      cycleId,
      facts: [{ type: event?.type, data: event?.data, id: event?.id, revision: 0 }],
      revision: 0,
      position: await office.store.end(),
      repeated: false,
    });
  });

  it('keeps the day it happened apart from the instant it was recorded', async () => {
    await office.record(draftCycle, { title: 'POA 2024', occurredOn: '2024-01-08' });
    expect((await office.facts())[0]?.metadata).toMatchObject({
      occurredOn: '2024-01-08',
      recordedAt: '2024-01-10T08:00:00.000Z',
    });
  });

  it('happens on the day it is in Rome, where nothing else is said', async () => {
    files.clock.now = Date.parse('2024-01-10T23:30:00Z');
    await office.record(draftCycle, { title: 'POA 2024' });
    expect((await office.facts())[0]?.metadata).toMatchObject({ occurredOn: '2024-01-11' });
  });

  it('needs no reason for the delay until three days have passed', async () => {
    await office.record(draftCycle, { title: 'POA 2024', occurredOn: '2024-01-07' });
    expect((await office.facts())[0]?.metadata).not.toHaveProperty('lateReason');
  });

  it('may be recorded later than that, with the reason for the delay', async () => {
    const late = { occurredOn: '2024-01-06', lateReason: 'Malattia' };
    await office.record(draftCycle, { title: 'POA 2024', ...late });
    expect((await office.facts())[0]?.metadata).toMatchObject(late);
  });
});

describe('The days of what is recorded', () => {
  const late = (occurredOn: string) => ({ occurredOn, lateReason: 'Verbale arrivato tardi' });

  it('never lie before the day on which the cycle was set up', async () => {
    await office.record(draftCycle, { title: 'POA 2024', ...late('2024-01-05') });
    const objective = { objectiveId: 'O1', name: 'Casa' };
    expect(await office.ask(addObjective, { ...objective, ...late('2024-01-04') })).toMatchObject({
      kind: 'refused',
      refusal: {
        code: 'before-its-time',
        details: { occurredOn: '2024-01-04', since: '2024-01-05' },
      },
    });
    await office.record(addObjective, { ...objective, ...late('2024-01-05') });
  });

  it('reach back ten years at most: beyond that it is a slip of the pen', async () => {
    const draft = { title: 'POA 2024' };
    expect(await office.ask(draftCycle, { ...draft, ...late('2014-01-09') })).toMatchObject({
      refusal: { code: 'too-long-ago', details: { date: '2014-01-09' } },
    });
    await office.record(draftCycle, { ...draft, ...late('2014-01-10') });
  });

  it('of a meeting follow the order of that meeting, whatever another one did since', async () => {
    await office.prepare();
    await office.record(scheduleMeeting, { ...meeting, meetingId: 'M1' });
    await office.record(scheduleMeeting, { ...meeting, meetingId: 'M2' });
    files.clock.now = Date.parse('2024-01-20T08:00:00Z');
    const held = { categories: [], attendance: [], contents: ['Casa'] };
    await office.record(recordMeetingHeld, { ...held, meetingId: 'M2', ...late('2024-01-18') });
    await office.record(recordMeetingHeld, { ...held, meetingId: 'M1', ...late('2024-01-12') });
    const minutes = { meetingId: 'M1', document };
    expect(await office.ask(recordMinutes, { ...minutes, ...late('2024-01-11') })).toMatchObject({
      refusal: { code: 'before-its-time', details: { since: '2024-01-12' } },
    });
    await office.record(recordMinutes, { ...minutes, ...late('2024-01-12') });
  });
});

describe('A command that is refused', () => {
  beforeEach(() => office.prepare());

  it('stands in the refusals of the zone and leaves no trace in the cycle', async () => {
    const before = await office.facts();
    const commandId = randomUUID();
    const asking = { as: 'AUD', personId: 'revisore', commandId } as const;
    expect(await office.refused(addObjective, objective('O1'), asking)).toMatchObject({
      kind: 'refused',
      cycleId,
      refusal: { code: 'not-allowed' },
      rule: 'deny/add-objective',
      repeated: false,
    });
    expect(await office.facts()).toEqual(before);
    expect(await office.refusals()).toMatchObject([
      {
        id: idFrom(commandId, 'refusal'),
        type: 'CommandRefused',
        data: {
          cycleId,
          verb: 'add-objective',
          code: 'not-allowed',
          rule: 'deny/add-objective',
          details: {
            role: 'Revisore',
            roleEn: 'Auditor',
            who: "Coordinatore dell'Ufficio di Piano, Operatore dell'Ufficio di Piano",
            whoEn: 'Planning Office coordinator, Planning Office operator',
            verb: 'Aggiungi un obiettivo di salute',
            verbEn: 'Add a health objective',
          },
        },
        metadata: {
          actor: {
            ...{ personId: 'revisore', role: 'AUD', authMethod: 'passkey' },
            authenticatedAt: '2024-01-10T08:00:00.000Z',
          },
          recordedAt: '2024-01-10T08:00:00.000Z',
          commandId,
          rule: 'deny/add-objective',
          policy: POLICY_VERSION,
          schemaVersion: 1,
        },
      },
    ]);
  });

  it('is recorded with the law that imposes the rule', async () => {
    await office.refused(exemptCategory, { category: 'UTENTI', reason: 'Nessuna associazione' });
    expect((await office.refusals())[0]?.data).toMatchObject({
      code: 'exemption-not-proposed',
      law: 'LR Toscana 40/2005 art. 15',
    });
  });

  it('is recorded in the zone of the person who asked', async () => {
    await office.refused(addObjective, objective('O1'), { zone: 'pisana' });
    expect(await office.refusals('pisana')).toMatchObject([{ data: { code: 'other-zone' } }]);
  });

  it('is recorded in the zone of the cycle, too, with the zone of the person', async () => {
    await office.refused(addObjective, objective('O1'), { zone: 'pisana' });
    expect(await office.refusals()).toMatchObject([
      { data: { code: 'other-zone', details: { personZone: 'pisana' } } },
    ]);
  });

  it('is recorded in no other zone when there is no such cycle', async () => {
    const absent = { zone: 'pisana', cycleId: 'livornese-poa-annuale-2031' };
    await office.refused(addObjective, objective('O1'), absent);
    expect(await office.refusals()).toEqual([]);
    expect(await office.refusals('pisana')).toHaveLength(1);
  });

  const late = { ...objective('O1'), occurredOn: '2024-01-06' };
  const other = { cycleId: 'livornese-poa-annuale-2025' };
  it.each<[{ readonly code: string }, string, () => Promise<Answer>]>([
    [
      { code: 'not-allowed' },
      'the role may not',
      () => office.ask(addObjective, objective('O1'), { as: 'ADM' }),
    ],
    [
      { code: 'other-zone' },
      'the person is of another zone',
      () => office.ask(addObjective, objective('O1'), { zone: 'pisana' }),
    ],
    [
      { code: 'not-your-unit' },
      'the scheda is of another unit',
      () => office.ask(assignScheda, scheda('S2'), { as: 'UH', unitId: 'minori' }),
    ],
    [
      { code: 'cycle-exists' },
      'the cycle was drafted before',
      () => office.ask(draftCycle, { title: 'POA 2024' }),
    ],
    [
      { code: 'cycle-not-found' },
      'the cycle was not drafted',
      () => office.ask(addObjective, objective('O1'), other),
    ],
    [
      { code: 'cycle-not-found' },
      'the name is not that of a cycle',
      () => office.ask(addObjective, objective('O1'), { cycleId: 'livornese' }),
    ],
    [
      { code: 'definition-unknown' },
      'no such definition is installed',
      () => office.ask(draftCycle, { title: 'PIZ' }, { cycleId: 'livornese-piz-2024' }),
    ],
    [
      { code: 'reason-needed' },
      'it does not say why',
      () => office.ask(cancelMeeting, { meetingId: 'M1' }),
    ],
    [
      { code: 'reason-needed' },
      'it gives blanks for a reason',
      () => office.ask(cancelMeeting, { meetingId: 'M1', reason: '   ' }),
    ],
    [
      { code: 'not-yet-happened' },
      'it lies in the future',
      () => office.ask(addObjective, { ...objective('O1'), occurredOn: '2024-01-11' }),
    ],
    [
      { code: 'late-reason-needed' },
      'it does not say why so late',
      () => office.ask(addObjective, late),
    ],
    [
      { code: 'late-reason-needed' },
      'it gives blanks for the delay',
      () => office.ask(addObjective, { ...late, lateReason: '   ' }),
    ],
    [
      { code: 'if-match-needed' },
      'it does not say which scheda it saw',
      () => office.ask(reviseScheda, description('Trasporto')),
    ],
    [{ code: 'not-now' }, 'it is not the moment', () => office.ask(holdKickoff, kickoff)],
  ])('hears %j when %s', async (expected, _when, ask) => {
    const before = await office.facts();
    expect(await ask()).toMatchObject({ kind: 'refused', refusal: expected, repeated: false });
    expect(await office.facts()).toEqual(before);
    expect((await office.refusals()).at(-1)).toMatchObject({ data: expected });
  });

  it('hears of the moment rather than of its data, where both are wrong', async () => {
    const nobody = { ...kickoff, attendance: [] };
    expect(await office.refused(holdKickoff, nobody)).toMatchObject({
      refusal: { code: 'not-now', details: { standing: 'in preparazione', needed: 'in avvio' } },
    });
  });
});

describe('A request that makes no sense', () => {
  const wrong = async (asked: Promise<Answer>): Promise<readonly string[]> => {
    const error: unknown = await asked.catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(InvalidCommand);
    return (error as InvalidCommand).problems.map(({ field }) => field);
  };

  it.each<[string, object, readonly string[]]>([
    ['a field is missing', {}, ['/title']],
    ['a field is wrong', { title: 7 }, ['/title']],
    ['a field is unknown', { title: 'POA', colour: 'red' }, ['/colour']],
    ['two are wrong', { title: '', occurredOn: '10/01/2024' }, ['/title', '/occurredOn']],
    ['half a character stands in it', { title: 'POA \ud83c' }, ['/title']],
  ])('is told what is wrong when %s, and nothing is written', async (_when, body, fields) => {
    const problems = await wrong(office.ask(draftCycle, body as { title: string }));
    expect([...problems].sort()).toEqual([...fields].sort());
    expect(await office.store.end()).toBe(0);
  });

  it('is told where in a list', async () => {
    const body = {
      objectives: [objective('O1'), { objectiveId: 'O2' }],
      programmes: [],
      source,
    } as never;
    expect(await wrong(office.ask(importTree, body))).toEqual(['/objectives/1/name']);
  });
});

describe('A command that is repeated', () => {
  const commandId = randomUUID();
  const asking = { commandId };
  beforeEach(() => office.prepare());

  const again = async (): Promise<Office> => {
    await files.restart();
    return files.open();
  };

  it('gets the answer it was given when it was recorded', async () => {
    const first = await office.record(addObjective, objective('O1'), asking);
    await office.record(addObjective, objective('O2'));
    const { length } = await office.facts();
    expect(await office.ask(addObjective, objective('O1'), asking)).toEqual({
      ...first,
      repeated: true,
    });
    expect(await office.facts()).toHaveLength(length);
  });

  it('gets all of its facts, where there were several', async () => {
    await office.record(scheduleMeeting, meeting);
    await office.record(recordMeetingHeld, held);
    const minutes = { meetingId: 'M1', document };
    const first = await office.record(recordMinutes, minutes, asking);
    expect(first.facts.map(({ type }) => type)).toEqual([
      'MinutesRecorded',
      'ParticipationCompleted',
    ]);
    await office.record(addObjective, objective('O2'));
    expect(await office.ask(recordMinutes, minutes, asking)).toEqual({ ...first, repeated: true });
  });

  it('gets the answer it was given when it was refused, though it would be granted now', async () => {
    const first = await office.refused(linkProgramme, link, asking);
    await office.record(addObjective, objective('O1'));
    expect(await office.ask(linkProgramme, link, asking)).toEqual({ ...first, repeated: true });
    expect(await office.refusals()).toHaveLength(1);
  });

  it('gets the same after a restart', async () => {
    const recorded = await office.record(addObjective, objective('O1'), asking);
    const refusedId = randomUUID();
    const refused = await office.refused(addObjective, objective('O1'), { commandId: refusedId });
    const reopened = await again();
    expect(await reopened.ask(addObjective, objective('O1'), asking)).toEqual({
      ...recorded,
      repeated: true,
    });
    expect(await reopened.ask(addObjective, objective('O1'), { commandId: refusedId })).toEqual({
      ...refused,
      repeated: true,
    });
  });

  it('gets the same from another instance', async () => {
    const other = files.open();
    await other.record(addObjective, objective('O0')); // now it knows a life of its own
    const first = await office.record(addObjective, objective('O1'), asking);
    expect(await other.ask(addObjective, objective('O1'), asking)).toEqual({
      ...first,
      repeated: true,
    });
  });

  it('is given back no text that was redacted since, by no instance', async () => {
    const other = files.open();
    await other.record(addObjective, objective('O0')); // now it knows a life of its own
    const question = { subject: 'cycle', text: 'Chi firma per la signora?' };
    const { facts } = await office.record(raiseQuestion, question, asking);
    const ground = { legalBasis: 'GDPR art. 17', reason: 'Lo chiede l’interessata' };
    const where = { eventId: facts[0]!.id, pointer: '/text' };
    await office.record(redactText, { ...where, ...ground }, { as: 'DIR' });
    const { questionId } = facts[0]!.data as { readonly questionId: string };
    const expected = {
      repeated: true,
      facts: [{ data: { questionId, text: redactedText(sha256(question.text)) } }],
    };
    for (const each of [office, other]) {
      expect(await each.ask(raiseQuestion, question, asking)).toMatchObject(expected);
    }
    const reopened = await again();
    expect(await reopened.ask(raiseQuestion, question, asking)).toMatchObject(expected);
  });

  it('is recorded once when it is sent several times at once, to several instances', async () => {
    const other = files.open();
    const { length } = await office.facts();
    const answers = await Promise.all(
      [office, other, office, other, office].map((one) =>
        one.record(addObjective, objective('O1'), asking),
      ),
    );
    const first = answers.filter(({ repeated }) => !repeated);
    expect(first).toHaveLength(1);
    for (const answer of answers) expect(answer.facts).toEqual(first[0]?.facts);
    expect(await office.facts()).toHaveLength(length + 1);
  });

  it('is the same command in whatever order its fields come', async () => {
    const rf = { ...asking, as: 'RF', ifMatch: 4 } as const;
    const one = { schedaId: 'S1', changes: { recipients: 'Tutti', description: 'Trasporto' } };
    const turned = { changes: { description: 'Trasporto', recipients: 'Tutti' }, schedaId: 'S1' };
    await office.record(reviseScheda, one, rf);
    expect(await office.ask(reviseScheda, turned, rf)).toMatchObject({ repeated: true });
  });

  it.each<[string, () => Promise<Answer>]>([
    ['another content', () => office.ask(addObjective, objective('O9'), asking)],
    ['another verb', () => office.ask(addProgramme, programme('O1'), asking)],
    [
      'another person',
      () => office.ask(addObjective, objective('O1'), { ...asking, personId: 'un-altro' }),
    ],
    [
      'another If-Match',
      () => office.ask(addObjective, objective('O1'), { ...asking, ifMatch: 1 }),
    ],
  ])(
    'is another one with %s: its id is spoken for, and that is recorded once',
    async (_with, ask) => {
      await office.record(addObjective, objective('O1'), asking);
      const refusal = { code: 'command-id-reused' };
      expect(await ask()).toMatchObject({ refusal, repeated: false });
      expect(await office.refusals()).toMatchObject([{ data: refusal }]);
      expect(await ask()).toMatchObject({ refusal, repeated: true });
      expect(await office.refusals()).toHaveLength(1);
      // The first command keeps its answer.
      expect(await office.record(addObjective, objective('O1'), asking)).toMatchObject({
        repeated: true,
      });
    },
  );

  it('is another one after a refusal, too', async () => {
    await office.refused(linkProgramme, link, asking);
    expect(await office.refused(addObjective, objective('O1'), asking)).toMatchObject({
      refusal: { code: 'command-id-reused' },
    });
  });

  const link = { programmeId: 'P1', objectiveIds: ['O1'] };
  const held = {
    meetingId: 'M1',
    categories: codes(categories),
    attendance: [],
    contents: [],
  };
});

describe('Somebody who changes a scheda', () => {
  let seen: number;
  beforeEach(async () => {
    await office.prepare();
    seen = (await office.record(assignScheda, scheda('S2'))).revision;
  });
  const s1 = async (): Promise<number> =>
    yearlyProgramme(await office.lives.current(`cycle-${cycleId}`))?.data.schede['S1']?.moved
      .revision ?? -1;

  it('says which one they saw', async () => {
    const ifMatch = await s1();
    const { revision } = await office.record(reviseScheda, description('Trasporto'), {
      as: 'RF',
      ifMatch,
    });
    await office.record(reviseScheda, description('Assistenza'), { as: 'RF', ifMatch: revision });
  });

  it('hears who moved it, when and how, if it is no longer that one', async () => {
    const ifMatch = await s1();
    const asking = { as: 'RF', ifMatch } as const;
    const { revision } = await office.record(reviseScheda, description('Trasporto'), {
      ...asking,
      personId: 'la-prima',
    });
    expect(await office.refused(reviseScheda, description('Altro'), asking)).toMatchObject({
      refusal: {
        code: 'scheda-moved',
        details: {
          by: 'la-prima',
          at: '2024-01-10T08:00:00.000Z',
          what: 'SchedaRevised',
          revision,
        },
      },
    });
  });

  it('hears so as well where it need not be said, if it is said', async () => {
    const there = { schedaId: 'S1', unitId: 'minori', personId: 'altra', reason: 'Nuovo assetto' };
    expect(await office.refused(reassignScheda, there, { ifMatch: 1 })).toMatchObject({
      refusal: { code: 'scheda-moved' },
    });
    await office.record(reassignScheda, there);
  });

  it('does not mind who changes another scheda at the same time, wherever', async () => {
    const other = files.open();
    const ifMatch = await s1();
    const at2 = { schedaId: 'S2', changes: { description: 'Seconda' } };
    expect(
      await outcomes(
        office.ask(reviseScheda, description('Prima'), { as: 'RF', ifMatch }),
        other.ask(reviseScheda, at2, { as: 'RF', ifMatch: seen }),
      ),
    ).toEqual(['SchedaRevised', 'SchedaRevised']);
  });

  it('is the only one, when two change the same scheda at the same time, wherever', async () => {
    const other = files.open();
    const asking = { as: 'RF', ifMatch: await s1() } as const;
    const answers = await outcomes(
      office.ask(reviseScheda, description('Una'), asking),
      office.ask(reviseScheda, description('Due'), asking),
      other.ask(reviseScheda, description('Tre'), asking),
    );
    expect([...answers].sort()).toEqual(['SchedaRevised', 'scheda-moved', 'scheda-moved']);
  });
});

describe('What is asked at once', () => {
  it('is decided in the order it came, each on what the ones before brought about', async () => {
    expect(
      await outcomes(
        office.ask(addObjective, objective('O1')),
        office.ask(draftCycle, { title: 'POA 2024' }),
        office.ask(addObjective, objective('O1')),
        office.ask(addObjective, objective('O1')),
        office.ask(draftCycle, { title: 'POA 2024' }),
        office.ask(addProgramme, { ...programme('P1'), objectiveIds: ['O1'] }),
      ),
    ).toEqual([
      'cycle-not-found',
      'CycleDrafted',
      'ObjectiveAdded',
      'id-taken',
      'cycle-exists',
      'ProgrammeAdded',
    ]);
    expect((await office.facts()).map(({ revision }) => revision)).toEqual([0, 1, 2]);
  });

  it('is answered only once it is durable, whatever the answer', async () => {
    const store = new FaultyStore(files.store);
    office = files.over(store);
    await office.record(draftCycle, { title: 'POA 2024' });
    const answered: string[] = [];
    const gate = Promise.withResolvers<undefined>();
    store.beforeAppend = () =>
      gate.promise.then(() => {
        expect(answered).toEqual([]);
      });
    const asked = [
      office.ask(addObjective, objective('O1')).then(() => answered.push('recorded')),
      office.ask(addObjective, objective('O1')).then(() => answered.push('refused')),
    ];
    const seen = office.lives.current(`cycle-${cycleId}`).then(yearlyProgramme);
    gate.resolve(undefined);
    await Promise.all(asked);
    expect(answered).toEqual(['recorded', 'refused']);
    expect((await seen)?.data.objectives).toHaveProperty('O1');
  });

  it('does no harm to the others when one of them is too large', async () => {
    await office.prepare();
    const needs = Array.from({ length: 300 }, (_, index) => ({
      needId: `N${index}`,
      kind: 'critical' as const,
      text: 'x'.repeat(4_000),
    }));
    expect(
      await outcomes(
        office.ask(addObjective, objective('O1')),
        office.ask(importNeeds, { edition: '2024', themes: [], needs, source }),
        office.ask(addObjective, objective('O2')),
        office.ask(addObjective, objective('O1')),
      ),
    ).toEqual(['ObjectiveAdded', AppendTooLarge.name, 'ObjectiveAdded', 'id-taken']);
    expect(await office.lives.current(`cycle-${cycleId}`)).toMatchObject({ data: { needs: {} } });
  });

  it('does no harm to the others when one of them fails', async () => {
    class Broken extends CycleCommand {}
    const broken = verb<Broken>({
      name: 'broken',
      command: Broken,
      title: { it: 'Rotto', en: 'Broken' },
      who: roles('UPc'),
      reason: 'optional',
      facts: ['ObjectiveAdded'],
      decide: () => {
        throw new TypeError('a bug');
      },
    });
    await office.prepare();
    expect(
      await outcomes(
        office.ask(addObjective, objective('O1')),
        office.ask(broken, {}),
        office.ask(addObjective, objective('O2')),
      ),
    ).toEqual(['ObjectiveAdded', 'TypeError', 'ObjectiveAdded']);
    await office.record(linkProgramme, { programmeId: 'P1', objectiveIds: ['O1', 'O2'] });
  });
});

describe('When the store fails', () => {
  let store: FaultyStore;
  beforeEach(async () => {
    store = new FaultyStore(files.store);
    office = files.over(store);
    await office.prepare();
  });

  /** The next append fails once the test says so. */
  const failNextAppend = (): { readonly now: () => void; readonly begun: Promise<unknown> } => {
    const gate = Promise.withResolvers<undefined>();
    const begun = Promise.withResolvers<undefined>();
    store.beforeAppend = async () => {
      store.beforeAppend = () => Promise.resolve();
      begun.resolve(undefined);
      await gate.promise;
      throw new StoreUnavailable('disk full');
    };
    return {
      now: () => {
        gate.resolve(undefined);
      },
      begun: begun.promise,
    };
  };

  it('the caller hears so, and nothing was decided', async () => {
    failNextAppend().now();
    await expect(office.ask(addObjective, objective('O1'))).rejects.toThrow(StoreUnavailable);
    const life = yearlyProgramme(await office.lives.current(`cycle-${cycleId}`));
    expect(life?.revision).toBe((await office.facts()).length - 1);
    expect(life?.data.objectives).toEqual({});
  });

  it('so do those whose facts, or refusals, rested on it', async () => {
    failNextAppend().now();
    expect(
      await outcomes(
        office.ask(addObjective, objective('O1')),
        office.ask(linkProgramme, { programmeId: 'P1', objectiveIds: ['O1'] }),
        office.ask(addObjective, objective('O1')),
      ),
    ).toEqual(['StoreUnavailable', 'StoreUnavailable', 'StoreUnavailable']);
    expect(await office.refusals()).toEqual([]);
  });

  it('those who came after it are decided on what was kept', async () => {
    const fail = failNextAppend();
    const first = office.ask(addObjective, objective('O1'));
    await fail.begun;
    const after = [
      office.ask(linkProgramme, { programmeId: 'P1', objectiveIds: ['O1'] }),
      office.ask(addObjective, objective('O1')),
    ];
    fail.now();
    expect(await outcomes(first, ...after)).toEqual([
      'StoreUnavailable',
      'objective-not-found',
      'ObjectiveAdded',
    ]);
  });

  it('readers are shown what was kept, however they come', async () => {
    const fail = failNextAppend();
    const asked = office.ask(addObjective, objective('O1'));
    await fail.begun;
    const during = office.lives.current(`cycle-${cycleId}`).then(yearlyProgramme);
    fail.now();
    await expect(asked).rejects.toThrow(StoreUnavailable);
    expect((await during)?.data.objectives).toEqual({});
  });

  it('the same command may be sent again', async () => {
    const asking = { commandId: randomUUID() };
    failNextAppend().now();
    await expect(office.ask(addObjective, objective('O1'), asking)).rejects.toThrow(
      StoreUnavailable,
    );
    expect(await office.record(addObjective, objective('O1'), asking)).toMatchObject({
      repeated: false,
    });
  });

  it('while a refusal is recorded, the caller hears so', async () => {
    store.beforeAppend = (stream) =>
      stream.startsWith('refusals-')
        ? Promise.reject(new StoreUnavailable('disk full'))
        : Promise.resolve();
    expect(
      await outcomes(
        office.ask(addObjective, objective('O1')),
        office.ask(addObjective, objective('O1')),
      ),
    ).toEqual(['ObjectiveAdded', 'StoreUnavailable']);
  });
});

describe('When another instance has written meanwhile', () => {
  let other: Office;
  beforeEach(async () => {
    await office.prepare();
    other = files.open();
    await other.record(addObjective, objective('O1')); // both know a life of their own by now
    await office.record(addObjective, objective('O2'));
  });

  it('a command is decided again on what is there', async () => {
    await other.record(addObjective, objective('O3'));
    expect(await office.record(addObjective, objective('O4'))).toMatchObject({
      facts: [{ type: 'ObjectiveAdded', data: objective('O4') }],
    });
    await other.record(linkProgramme, { programmeId: 'P1', objectiveIds: ['O3', 'O4'] });
  });

  it('a command is not refused for what has changed', async () => {
    await other.record(addObjective, objective('O3'));
    await office.record(linkProgramme, { programmeId: 'P1', objectiveIds: ['O3'] });
  });

  it('a command is not granted for what has changed', async () => {
    await other.record(addObjective, objective('O3'));
    expect(await office.refused(addObjective, objective('O3'))).toMatchObject({
      refusal: { code: 'id-taken' },
    });
  });

  it('what rests on a fact that was not kept is decided again with it', async () => {
    await other.record(addObjective, objective('O3'));
    const pair = { programmeId: 'P1', objectiveIds: ['O3'] };
    expect(
      await outcomes(
        office.ask(addObjective, { ...objective('O3'), name: 'Un altro nome' }),
        office.ask(linkProgramme, pair),
      ),
    ).toEqual(['id-taken', 'ProgrammeLinked']);
    expect(await office.lives.fromZero(`cycle-${cycleId}`)).toBeDefined();
  });

  it('what is asked while a fact is being written does not rest on it before it is kept', async () => {
    const store = new FaultyStore(files.store);
    const slow = files.over(store);
    await slow.record(addObjective, objective('O3')); // it, too, knows a life of its own
    const begun = Promise.withResolvers<undefined>();
    const gate = Promise.withResolvers<undefined>();
    store.beforeAppend = async () => {
      store.beforeAppend = () => Promise.resolve();
      begun.resolve(undefined);
      await gate.promise;
    };
    const first = slow.ask(scheduleMeeting, meeting);
    await begun.promise;
    const second = slow.ask(cancelMeeting, { meetingId: 'M1', reason: 'Allerta meteo' });
    await other.record(addObjective, objective('O4')); // one fact, as many as the first would be
    gate.resolve(undefined);
    expect(await outcomes(first, second)).toEqual(['MeetingScheduled', 'MeetingCancelled']);
    expect((await slow.facts()).map(({ type }) => type).slice(-3)).toEqual([
      'ObjectiveAdded',
      'MeetingScheduled',
      'MeetingCancelled',
    ]);
  });

  it('readers see what it wrote', async () => {
    await other.record(addObjective, objective('O3'));
    const life = yearlyProgramme(await office.lives.current(`cycle-${cycleId}`));
    expect(Object.keys(life?.data.objectives ?? {})).toEqual(['O1', 'O2', 'O3']);
  });

  it('again and again, the caller is told to try later, and nothing was written', async () => {
    const store = new FaultyStore(files.store);
    const busy = files.over(store);
    await busy.lives.get(`cycle-${cycleId}`);
    store.beforeAppend = async () => {
      await other.record(raiseQuestion, { subject: 'cycle', text: 'Chi è più veloce?' });
    };
    await expect(busy.ask(addObjective, objective('O9'))).rejects.toThrow(TooBusy);
    expect(await other.lives.current(`cycle-${cycleId}`)).not.toHaveProperty('data.objectives.O9');
  });
});

describe('The instant of a fact', () => {
  it('is never before that of the fact before it, whatever the clock of the machine does', async () => {
    await office.record(draftCycle, { title: 'POA 2024' });
    files.clock.now -= 3_600_000;
    await office.record(addObjective, objective('O1'));
    files.clock.now += 7_200_000;
    await files.open().record(addObjective, objective('O2'));
    files.clock.now -= 86_400_000;
    await files.restart();
    await files.open().record(addObjective, objective('O3'));
    expect((await files.open().facts()).map(({ metadata }) => metadata['recordedAt'])).toEqual([
      '2024-01-10T08:00:00.000Z',
      '2024-01-10T08:00:00.000Z',
      '2024-01-10T09:00:00.000Z',
      '2024-01-10T09:00:00.000Z',
    ]);
  });
});
