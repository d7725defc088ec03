import type { RecordedFact } from '#workflow';
import type { DataOf, PlanningFact } from '../planning-fact.js';
import { approvedPlan } from '../revision/revision.fixture.js';
import {
  checked,
  given,
  inPreparation,
  inVerification,
  lifeAfter,
  recordedAfter,
  submitted,
} from '../testing.fixture.js';
import { sha256 } from '../pipeline/command-identity.js';
import { correctRecord } from './correct-record.js';
import { asShown, redactedText } from './redaction.js';
import { redactText } from './redact-text.js';

const plan = approvedPlan(...checked('S-1'));
/** The facts as the store gives them back; the event of revision 3 has the id `event-3`. */
const found = (facts: readonly PlanningFact[]) => ({
  today: '2024-06-30',
  elsewhere: {
    fact: (id: string): RecordedFact | undefined => recordedAfter(...facts)[Number(id.slice(6))],
  },
});
const placeOf = (facts: readonly PlanningFact[], type: PlanningFact['type']) => {
  const factRevision = facts.findLastIndex((fact) => fact.type === type);
  return { eventId: `event-${factRevision}`, factType: type, factRevision };
};
const corrected = (
  facts: readonly PlanningFact[],
  type: PlanningFact['type'],
  data: Pick<DataOf<'RecordCorrected'>, 'field' | 'old' | 'new' | 'subjectId'>,
): PlanningFact => ({ type: 'RecordCorrected', data: { ...placeOf(facts, type), ...data } });

describe('A record is corrected', () => {
  const deliberation = placeOf(plan.facts, 'DeliberationRecorded');
  const wish = { eventId: deliberation.eventId, field: '/number', old: 'A1', new: '44' };
  const correction = corrected(plan.facts, 'DeliberationRecorded', {
    ...{ subjectId: 'A1', field: '/number', old: 'A1', new: '44' },
  });

  it('by a fact that names it; the wrong one stays as it is, and what is remembered is right', () => {
    given(...plan.facts)
      .when(correctRecord, wish, found(plan.facts))
      .then(correction);
    const { data } = lifeAfter(...plan.facts, correction);
    expect(data.sessions[0]?.number).toBe('44');
    expect(data.corrections).toEqual([
      {
        ...(correction.data as DataOf<'RecordCorrected'>),
        ...{ by: 'operatore', reason: 'Motivo di prova', recordedAs: plan.facts.length },
      },
    ]);
  });

  it('once more, from what it says by then', () => {
    const facts = [...plan.facts, correction];
    given(...facts)
      .when(correctRecord, { ...wish, old: '44', new: '45' }, found(facts))
      .then(
        corrected(plan.facts, 'DeliberationRecorded', {
          ...{ subjectId: 'A1', field: '/number', old: '44', new: '45' },
        }),
      );
    given(...facts)
      .when(correctRecord, wish, found(facts))
      .thenRefused('old-value-differs', { field: '/number', current: '44', old: 'A1' });
  });

  it('refused with the beginning of a long text only, and never with a redacted one', () => {
    const long = 'Una lunga discussione. '.repeat(20).trim();
    const held: PlanningFact = {
      type: 'MeetingHeld',
      data: {
        ...{ meetingId: 'M1', heldOn: '2024-02-20', categories: ['UTENTI'], attendance: [] },
        contents: [long, 'Il caso di A.B.'],
      },
    };
    const scheduled: PlanningFact = {
      type: 'MeetingScheduled',
      data: {
        ...{ meetingId: 'M1', title: 'Tavolo', counterpart: 'ALTRO' },
        ...{ date: '2024-02-20', channel: 'ONLINE' },
      },
    };
    const facts = [...inPreparation, scheduled, held];
    const { eventId, ...place } = placeOf(facts, 'MeetingHeld');
    const correcting = { eventId, field: '/contents/0', new: 'Altro' };
    const beginning = `${long.slice(0, 100)}…`;
    given(...facts)
      .when(correctRecord, { ...correcting, old: 'Breve' }, found(facts))
      .thenRefused('old-value-differs', {
        ...{ field: '/contents/0', current: beginning, old: 'Breve' },
      });
    const text = 'Il caso di A.B.';
    const after: readonly PlanningFact[] = [
      ...facts,
      {
        type: 'TextRedacted',
        data: {
          ...{ eventId, ...place, where: 'data', pointer: '/contents/1' },
          ...{ sha256: sha256(text), legalBasis: 'GDPR art. 17' },
        },
      },
    ];
    given(...after)
      .when(correctRecord, { ...correcting, old: text }, found(after))
      .thenRefused('old-value-differs', {
        ...{ field: '/contents/0', current: beginning, old: redactedText(sha256(text)) },
      });
  });

  it('not to what it says already, nor to what cannot stand there', () => {
    const correcting = (more: Partial<typeof wish>) =>
      given(...plan.facts).when(correctRecord, { ...wish, ...more }, found(plan.facts));
    correcting({ new: 'A1' }).thenRefused('nothing-changed');
    correcting({ new: 'x'.repeat(51) }).thenRefused('new-value-invalid');
    const actDate = { field: '/actDate', old: '2024-05-10' };
    correcting({ ...actDate, new: 'maggio' }).thenRefused('new-value-invalid');
    correcting({ ...actDate, new: '2024-07-01' }).thenRefused('new-value-invalid', {
      field: '/actDate',
      value: '2024-07-01',
      expected: 'serve un giorno (2024-02-20) non nel futuro',
      expectedEn: 'a day (2024-02-20) that is not in the future is needed',
    });
    correcting({ ...actDate, new: '2024-05-09' }).thenRefused('act-date-wrong', {
      actDate: '2024-05-09',
    });
  });

  const { manifestHash } = plan;
  it.each<[string, PlanningFact, string, string]>([
    [
      'a publication',
      { type: 'PlanPublished', data: { where: 'Albo', from: '2024-05-20', manifestHash } },
      ...(['/from', '2024-05-20'] as const),
    ],
    [
      'a deposit',
      { type: 'ProwebDepositRecorded', data: { depositedOn: '2024-06-01', manifestHash } },
      ...(['/depositedOn', '2024-06-01'] as const),
    ],
  ])('not %s to a day before there was a plan', (_what, fact, field, old) => {
    const facts = [...plan.facts, fact];
    const { eventId } = placeOf(facts, fact.type);
    given(...facts)
      .when(correctRecord, { eventId, field, old, new: '2024-05-09' }, found(facts))
      .thenRefused('dates-reversed', { from: '2024-05-10', to: '2024-05-09' });
    given(...facts)
      .when(correctRecord, { eventId, field, old, new: '2024-05-10' }, found(facts))
      .then(corrected(facts, fact.type, { field, old, new: '2024-05-10' }));
  });

  it('not the act on the final report to a day before its session', () => {
    const reportHash = 'c'.repeat(64);
    const days = { sessionOn: '2024-06-20', actDate: '2024-06-21' };
    const act = { organ: 'Conferenza', number: '30', ...days, reportHash };
    const facts: readonly PlanningFact[] = [
      ...plan.facts,
      { type: 'FinalReportStarted', data: {} },
      { type: 'FinalReportEndorsed', data: { schede: [], reportHash } },
      { type: 'FinalReportApproved', data: act },
    ];
    const { eventId } = placeOf(facts, 'FinalReportApproved');
    const wrong = { eventId, field: '/actDate', old: '2024-06-21' };
    given(...facts)
      .when(correctRecord, { ...wrong, new: '2024-06-19' }, found(facts))
      .thenRefused('act-date-wrong', { actDate: '2024-06-19' });
  });

  it.each<[string, string]>([
    ['an outcome', '/outcome'],
    ['a fingerprint', '/manifestHash'],
    ['an id', '/sessionId'],
    ['a vote', '/members/0/vote'],
    ['what was never said', '/text'],
  ])(
    'not in %s: a decision rests on it, and the answer says what to do instead',
    (_what, field) => {
      given(...plan.facts)
        .when(correctRecord, { ...wish, field, old: 'approved' }, found(plan.facts))
        .thenRefused('not-correctable', {
          type: 'DeliberationRecorded',
          field,
          instead:
            'Esiti, voti e quote sono dell’organo: si rimedia con un suo atto, cioè una nuova seduta o un annullamento.',
          insteadEn:
            'Outcomes, votes and quotas are the organ’s: it takes an act of the organ, a new session or an annulment.',
        });
    },
  );

  it('not in a fact of which nothing can be corrected, nor in one that is not there', () => {
    const { eventId } = placeOf(plan.facts, 'SchedaRevised');
    given(...plan.facts)
      .when(correctRecord, { ...wish, eventId, field: '/version' }, found(plan.facts))
      .thenRefused('not-correctable');
    given(...plan.facts)
      .when(correctRecord, { ...wish, eventId: 'event-999' }, found(plan.facts))
      .thenRefused('fact-not-found', { id: 'event-999' });
  });

  it('by the coordinator, with a reason', () => {
    expect(correctRecord).toMatchObject({ who: [{ role: 'UPc' }], reason: 'required' });
  });
});

describe('What is remembered of a corrected record', () => {
  const act = (cite: string): PlanningFact => ({ type: 'RegionalActLinked', data: { cite } });
  const held: readonly PlanningFact[] = [
    {
      type: 'MeetingScheduled',
      data: {
        meetingId: 'M1',
        title: 'Tavolo',
        counterpart: 'ALTRO',
        date: '2024-02-20',
        channel: 'ONLINE',
      },
    },
    {
      type: 'MeetingHeld',
      data: {
        meetingId: 'M1',
        heldOn: '2024-02-20',
        categories: ['UTENTI'],
        attendance: ['Consulta', 'Comitato'],
        contents: [],
      },
    },
    {
      type: 'MinutesRecorded',
      data: {
        meetingId: 'M1',
        document: { title: 'Verbale', sha256: 'a'.repeat(64), protocol: '1/2024' },
      },
    },
  ];
  const meeting = [...inPreparation, ...held];

  it.each<[string, readonly PlanningFact[], PlanningFact['type'], object, object]>([
    [
      'the case file',
      inPreparation,
      'CycleOpened',
      { field: '/caseFile/identifier', old: 'fascicolo-2024', new: 'F-9' },
      { caseFile: { identifier: 'F-9' } },
    ],
    [
      'the day of a meeting',
      meeting,
      'MeetingHeld',
      { subjectId: 'M1', field: '/heldOn', old: '2024-02-20', new: '2024-02-21' },
      { meetings: { M1: { heldOn: '2024-02-21', date: '2024-02-20' } } },
    ],
    [
      'who was there',
      meeting,
      'MeetingHeld',
      { subjectId: 'M1', field: '/attendance/1', old: 'Comitato', new: 'Comitato zonale' },
      { meetings: { M1: { attendance: ['Consulta', 'Comitato zonale'] } } },
    ],
    [
      'the protocol of the minutes',
      meeting,
      'MinutesRecorded',
      { subjectId: 'M1', field: '/document/protocol', old: '1/2024', new: '2/2024' },
      { meetings: { M1: { minutes: { protocol: '2/2024' } } } },
    ],
    [
      'where the plan was published',
      [
        ...plan.facts,
        {
          type: 'PlanPublished',
          data: {
            where: 'Albo',
            url: 'https://www.example.org/1',
            from: '2024-05-20',
            manifestHash: plan.manifestHash,
          },
        },
      ],
      'PlanPublished',
      { field: '/url', old: 'https://www.example.org/1', new: 'https://www.example.org/2' },
      { publications: [{ url: 'https://www.example.org/2' }] },
    ],
    [
      'the act of an annulment',
      [...plan.facts, { type: 'CycleAnnulled', data: { act: '40/2024', ground: 'Incompetenza' } }],
      'CycleAnnulled',
      { field: '/act', old: '40/2024', new: '41/2024' },
      { ended: { act: '41/2024' } },
    ],
  ])('is right: %s', (_what, facts, type, data, expected) => {
    const asked = data as Pick<DataOf<'RecordCorrected'>, 'field' | 'old' | 'new' | 'subjectId'>;
    const { eventId } = placeOf(facts, type);
    const { field, old, new: value } = asked;
    const correction = corrected(facts, type, asked);
    given(...facts)
      .when(correctRecord, { eventId, field, old, new: value }, found(facts))
      .then(correction);
    expect(lifeAfter(...facts, correction).data).toMatchObject(expected);
  });

  const published = (manifestHash: string): PlanningFact => ({
    type: 'PlanPublished',
    data: { where: 'Albo', from: '2024-05-20', manifestHash },
  });
  const deposited: PlanningFact = {
    type: 'ProwebDepositRecorded',
    data: { depositedOn: '2024-06-01', manifestHash: plan.manifestHash },
  };
  const suspended: PlanningFact = {
    type: 'CycleSuspended',
    data: { act: '7/2024', deadlines: 'run' },
  };
  const resumed: PlanningFact = { type: 'CycleResumed', data: { days: 1 } };

  it.each<[string, readonly PlanningFact[], string, string, string]>([
    [
      'a publication',
      [published(plan.manifestHash), published(plan.manifestHash)],
      ...(['publications', 'where', 'Sito'] as const),
    ],
    ['a deposit', [deposited, deposited], 'prowebDeposits', 'depositedOn', '2024-06-02'],
    ['a suspension', [suspended, resumed, suspended], 'suspensions', 'act', '8/2024'],
  ])(
    'is right in that very record, where another says the same: %s',
    (_what, more, list, field, value) => {
      const facts = [...plan.facts, ...more];
      const [first] = more as [PlanningFact];
      const { [field]: old } = first.data as unknown as Readonly<Record<string, string>>;
      const saying = (which: 'first' | 'second'): readonly unknown[] => {
        const same = (fact: PlanningFact): boolean => fact === first || fact.type === first.type;
        const factRevision = which === 'first' ? facts.findIndex(same) : facts.findLastIndex(same);
        const { data } = lifeAfter(...facts, {
          type: 'RecordCorrected',
          data: {
            ...{ eventId: `event-${factRevision}`, factType: first.type, factRevision },
            ...{ field: `/${field}`, old: old!, new: value },
          },
        });
        const copies = data[list as 'publications'] as unknown as readonly Record<string, string>[];
        return copies.map((copy) => copy[field]);
      };
      expect(saying('first')).toEqual([value, old]);
      expect(saying('second')).toEqual([old, value]);
    },
  );

  it('is not what a later fact says in the same place, even in the same words', () => {
    const facts = [...inPreparation, act('DGR 1/2024'), act('DGR 1/2024')];
    const correcting = (factRevision: number): unknown =>
      lifeAfter(...facts, {
        type: 'RecordCorrected',
        data: {
          ...{ eventId: `event-${factRevision}`, factType: 'RegionalActLinked', factRevision },
          ...{ field: '/cite', old: 'DGR 1/2024', new: 'DGR 1/2023' },
        },
      }).data.regionalAct;
    expect(correcting(inPreparation.length)).toEqual({ cite: 'DGR 1/2024' });
    expect(correcting(inPreparation.length + 1)).toEqual({ cite: 'DGR 1/2023' });
  });

  it('is what a later fact said, where one did', () => {
    const facts = [...inPreparation, act('DGR 1/2024'), act('DGR 2/2024')];
    const correction: PlanningFact = {
      type: 'RecordCorrected',
      data: {
        ...{ eventId: 'event-3', factType: 'RegionalActLinked', factRevision: 3 },
        ...{ field: '/cite', old: 'DGR 1/2024', new: 'DGR 1/2023' },
      },
    };
    expect(lifeAfter(...facts, correction).data.regionalAct).toEqual({ cite: 'DGR 2/2024' });
    // And the facts of the rule book, which others use too, are what they were.
    expect(act('DGR 1/2024').data).toEqual({ cite: 'DGR 1/2024' });
  });
});

describe('A text is redacted', () => {
  const returned: PlanningFact = {
    type: 'SchedaReturned',
    data: { schedaId: 'S-1', reasons: ['TEXT'], text: 'Manca il nome dell’assistito' },
  };
  const facts = [
    ...inPreparation,
    ...submitted('S-1'),
    { type: 'SchedaTakenInCharge', data: { schedaId: 'S-1' } } as const,
    returned,
  ];
  const legalBasis = 'GDPR art. 17 par. 1 lett. d';
  const redacted = (
    of: readonly PlanningFact[],
    type: PlanningFact['type'],
    pointer: string,
    text: string,
    where: 'data' | 'envelope' = 'data',
  ): PlanningFact => ({
    type: 'TextRedacted',
    data: { ...placeOf(of, type), where, pointer, sha256: sha256(text), legalBasis },
  });
  const { eventId } = placeOf(facts, 'SchedaReturned');
  const text = 'Manca il nome dell’assistito';

  it('by its place, and its fingerprint stays', () => {
    given(...facts)
      .when(redactText, { eventId, pointer: '/text', legalBasis }, found(facts))
      .then(redacted(facts, 'SchedaReturned', '/text', text));
    given(...facts)
      .when(
        redactText,
        { eventId, where: 'envelope', pointer: '/reason', legalBasis },
        found(facts),
      )
      .then(redacted(facts, 'SchedaReturned', '/reason', 'Motivo di prova', 'envelope'));
  });

  describe('wherever its command wrote the same words', () => {
    const ask: PlanningFact = { type: 'FixesRequested', data: { schedaIds: ['S-1', 'S-2'], text } };
    const back = (schedaId: string): PlanningFact => ({
      type: 'SchedaReturned',
      data: { schedaId, reasons: ['TEXT'], text },
    });
    const verified = inVerification(...checked('S-1'), ...checked('S-2'));
    const all = [...verified, ask, back('S-1'), back('S-2')];
    const last = all.length - 1;
    /** What one command wrote: the last facts, from a revision on. */
    const together = (facts: readonly PlanningFact[], from: number) => ({
      ...found(facts),
      elsewhere: {
        ...found(facts).elsewhere,
        sameCommand: recordedAfter(...facts)
          .map((fact) => ({ ...fact, id: `event-${fact.revision}` }))
          .slice(from),
      },
    });
    const at = (revision: number, pointer = '/text', where: 'data' | 'envelope' = 'data') =>
      ({
        type: 'TextRedacted',
        data: {
          ...{
            eventId: `event-${revision}`,
            factType: all[revision]!.type,
            factRevision: revision,
          },
          ...{ where, pointer, legalBasis },
          sha256: sha256(where === 'data' ? text : 'Motivo di prova'),
        },
      }) as const satisfies PlanningFact;

    it('in its data, the place that was named first', () => {
      given(...all)
        .when(
          redactText,
          { eventId: `event-${last}`, pointer: '/text', legalBasis },
          together(all, last - 2),
        )
        .then(at(last), at(last - 2), at(last - 1));
    });

    it('and in the words around its facts', () => {
      const where = 'envelope';
      given(...all)
        .when(
          redactText,
          { eventId: `event-${last - 2}`, where, pointer: '/reason', legalBasis },
          together(all, last - 2),
        )
        .then(...[last - 2, last - 1, last].map((each) => at(each, '/reason', where)));
    });

    it('but not where another command wrote them, nor where they are hidden already', () => {
      const wish = { eventId: `event-${last}`, pointer: '/text', legalBasis };
      given(...all)
        .when(redactText, wish, together(all, last))
        .then(at(last));
      const before = [...all, at(last - 1)];
      given(...before)
        .when(redactText, wish, {
          ...together(before, last - 2),
        })
        .then(at(last), at(last - 2));
    });
  });

  it('also in a need that was taken over from a profile', () => {
    const needs = [{ needId: 'B1', theme: 'Casa', kind: 'critical' as const, text }];
    const imported: readonly PlanningFact[] = [
      ...inPreparation,
      { type: 'NeedsImported', data: { edition: '2024', themes: ['Casa'], needs } },
    ];
    const { eventId: of } = placeOf(imported, 'NeedsImported');
    for (const [pointer, words] of [
      ['/needs/0/text', text],
      ['/needs/0/theme', 'Casa'],
      ['/themes/0', 'Casa'],
    ] as const) {
      given(...imported)
        .when(redactText, { eventId: of, pointer, legalBasis }, found(imported))
        .then(redacted(imported, 'NeedsImported', pointer, words));
    }
  });

  it('once', () => {
    const after = [...facts, redacted(facts, 'SchedaReturned', '/text', text)];
    given(...after)
      .when(redactText, { eventId, pointer: '/text', legalBasis }, found(after))
      .thenRefused('text-redacted', { pointer: '/text' });
  });

  it.each([
    ['a code', '/reasons/0'],
    ['an id', '/schedaId'],
    ['what is not there', '/due'],
  ])('not where there is no free text: %s', (_what, pointer) => {
    given(...facts)
      .when(redactText, { eventId, pointer, legalBasis }, found(facts))
      .thenRefused('not-redactable');
  });

  it('not where the law wants the words of a decision to be read', () => {
    const motivation = placeOf(plan.facts, 'CoProgrammingNotActivated');
    given(...plan.facts)
      .when(
        redactText,
        { eventId: motivation.eventId, pointer: '/text', legalBasis },
        found(plan.facts),
      )
      .thenRefused('not-redactable', {
        type: 'CoProgrammingNotActivated',
        pointer: '/text',
        instead: 'è un codice, o sono le parole che la legge vuole in una decisione.',
        insteadEn: 'it is a code, or the words the law wants a decision to be given in.',
      });
  });

  it('not in a fact that is not there', () => {
    given(...facts)
      .when(redactText, { eventId: 'event-999', pointer: '/text', legalBasis }, found(facts))
      .thenRefused('fact-not-found');
  });

  it('by the director, with a reason and a legal basis', () => {
    expect(redactText).toMatchObject({ who: [{ role: 'DIR' }], reason: 'required' });
    expect(() => given(...facts).when(redactText, { eventId, pointer: '/text' } as never)).toThrow(
      'legalBasis',
    );
  });

  describe('and whoever reads', () => {
    const shownAfter = (...all: readonly PlanningFact[]) => {
      const { data } = lifeAfter(...all);
      return recordedAfter(...all).map((fact) => asShown(fact, data));
    };

    it('finds its fingerprint in its place, and everything else as it was', () => {
      const after = [...facts, redacted(facts, 'SchedaReturned', '/text', text)];
      const shown = shownAfter(...after);
      const { factRevision } = placeOf(facts, 'SchedaReturned');
      expect(shown[factRevision]?.data).toEqual({
        ...returned.data,
        text: redactedText(sha256(text)),
      });
      const others = (list: readonly RecordedFact[]) =>
        list.filter(({ revision }) => revision !== factRevision);
      expect(others(shown)).toEqual(others(recordedAfter(...after)));
      // What is recorded is what was recorded.
      expect(recordedAfter(...after)[factRevision]?.data).toEqual(returned.data);
    });

    it('finds the reason around a fact hidden, and those of the others not', () => {
      const after = [
        ...facts,
        redacted(facts, 'SchedaReturned', '/reason', 'Motivo di prova', 'envelope'),
      ];
      const hidden = shownAfter(...after).filter(
        ({ metadata }) => metadata['reason'] === redactedText(sha256('Motivo di prova')),
      );
      expect(hidden.map(({ type }) => type)).toEqual(['SchedaReturned']);
    });

    it('does not find it in what corrects it either, whichever of the places was redacted', () => {
      const held: PlanningFact = {
        type: 'MeetingHeld',
        data: {
          ...{ meetingId: 'M1', heldOn: '2024-02-20', categories: [], contents: [] },
          attendance: ['Assistito'],
        },
      };
      const scheduled: PlanningFact = {
        type: 'MeetingScheduled',
        data: {
          ...{ meetingId: 'M1', title: 'Tavolo', date: '2024-02-20' },
          ...{ counterpart: 'ALTRO', channel: 'ONLINE' },
        },
      };
      const wrong = [...inPreparation, scheduled, held];
      const attendance = { subjectId: 'M1', field: '/attendance/0' };
      const first = corrected(wrong, 'MeetingHeld', {
        ...{ ...attendance, old: 'Assistito', new: 'Consulta' },
      });
      const right = [...wrong, first];
      const hidden = redactedText(sha256('Assistito'));
      for (const redaction of [
        redacted(right, 'MeetingHeld', '/attendance/0', 'Assistito'),
        redacted(right, 'RecordCorrected', '/old', 'Assistito'),
      ]) {
        const shown = shownAfter(...right, redaction);
        expect(shown[wrong.length - 1]?.data).toMatchObject({ attendance: [hidden] });
        expect(shown[wrong.length]?.data).toMatchObject({ old: hidden, new: 'Consulta' });
        const asked = { eventId: `event-${wrong.length - 1}`, field: '/attendance/0' };
        const after = [...right, redaction];
        given(...after)
          .when(correctRecord, { ...asked, old: 'Consulta', new: 'Consulta zonale' }, found(after))
          .then(
            corrected(wrong, 'MeetingHeld', {
              ...{ ...attendance, old: 'Consulta', new: 'Consulta zonale' },
            }),
          );
      }
      const stillWrong = [...wrong, redacted(wrong, 'MeetingHeld', '/attendance/0', 'Assistito')];
      given(...stillWrong)
        .when(
          correctRecord,
          {
            ...{ eventId: `event-${wrong.length - 1}`, field: '/attendance/0' },
            ...{ old: 'Assistito', new: 'Consulta' },
          },
          found(stillWrong),
        )
        .thenRefused('text-redacted', { pointer: '/attendance/0' });
    });
  });
});
