import fc from 'fast-check';
import type { DecisionContext } from '../command/verb.js';
import type { DataOf, PlanningFact } from '../planning-fact.js';
import { reviseScheda } from '../scheda/revise-scheda.js';
import { submitScheda } from '../scheda/submit-scheda.js';
import {
  assigned,
  checked,
  fingerprint,
  given,
  inDraft,
  inPreparation,
  inVerification,
  lifeAfter,
} from '../testing.fixture.js';
import type { Unit } from '../organisation/organisation.data.js';
import {
  closed,
  merged,
  opened,
  organisationAfter,
  unitAdded,
} from '../organisation/organisation.fixture.js';
import { organisationOn, type OrganisationOn } from '../organisation/organisation.js';
import { candidatesOf, carriedOver } from './carry-over.decisions.js';
import { redactedText } from '../correction/redaction.js';
import { sha256 } from '../pipeline/command-identity.js';
import { whoAnswers } from './who-answers.js';
import { carryOverSchede } from './carry-over-schede.js';
import { copiedContent } from './copied-content.js';
import { DraftFromPrevious, draftFromPrevious } from './draft-from-previous.js';
import { sinceLastYear } from './since-last-year.js';
import {
  approvedPlan,
  knowing,
  LAST_YEAR,
  lastContent,
  reported,
  reportStarted,
} from './last-year.fixture.js';

const wish = { fromCycleId: LAST_YEAR, title: 'POA 2024' };
const [drafted] = inDraft as readonly [Extract<PlanningFact, { type: 'CycleDrafted' }>];
const carriedContent = {
  title: 'Assistenza domiciliare',
  kind: 'CARRIED_OVER',
  description: 'Visite a casa',
  indicators: [{ name: 'Visite', target: '300', source: 'Registro' }],
} as const;

/** The scheda of last year, as this year begins with it. */
const carried = (
  schedaId: string,
  number: number,
): Extract<PlanningFact, { type: 'SchedaCarriedOver' }> => ({
  type: 'SchedaCarriedOver',
  data: {
    schedaId: `new-scheda-${schedaId}`,
    code: `2024-P1-${String(number).padStart(3, '0')}`,
    ...{ programmeId: 'P1', unitId: 'anziani', personId: 'responsabile' },
    title: 'Assistenza domiciliare',
    schema: 'urn:traccia:scheda:1',
    content: carriedContent,
    contentHash: fingerprint(carriedContent),
    notCopied: {
      kind: 'NEW',
      needIds: ['N1'],
      start: '2023-01-01',
      end: '2023-12-31',
      periodPrecision: 'year',
    },
    authors: ['operatore'],
    carriedFrom: {
      cycleId: LAST_YEAR,
      schedaId,
      version: 1,
      contentHash: fingerprint(lastContent),
    },
  },
});

const source = { file: 'poa-2023.md', lines: [1, 2] } as const;
const treeOfLastYear: PlanningFact = {
  type: 'TreeImported',
  data: {
    objectives: [{ objectiveId: 'O1', name: 'Integrazione' }],
    programmes: [{ programmeId: 'P1', name: 'Cure primarie', objectiveIds: ['O1'] }],
    fromCycleId: LAST_YEAR,
  },
};
const treeWithSources: PlanningFact = {
  type: 'TreeImported',
  data: {
    objectives: [{ objectiveId: 'O1', name: 'Integrazione', source }],
    programmes: [{ programmeId: 'P1', name: 'Cure primarie', objectiveIds: ['O1'], source }],
    source,
  },
};
const record = (
  life: { readonly revision: number },
  count: number,
  notCarried: readonly { schedaId: string; why: string; text?: string }[],
): PlanningFact =>
  ({
    type: 'CarryOverRecorded',
    data: {
      fromCycleId: LAST_YEAR,
      fromRevision: life.revision,
      carried: count,
      notCarried: notCarried.map(({ schedaId, ...why }) => ({
        schedaId,
        code: `2023-P1-${schedaId.slice(2).padStart(3, '0')}`,
        title: 'Assistenza domiciliare',
        ...why,
      })),
    },
  }) as PlanningFact;

describe('A new year begins from the one before', () => {
  const plan = approvedPlan({ 'S-1': lastContent, 'S-2': lastContent, 'S-3': lastContent });

  it('with its objectives, its programmes and the schede re-proposed, and says what stays behind', () => {
    const life = lifeAfter(
      ...plan,
      reportStarted,
      ...reported('S-1', true),
      ...reported('S-2', false, 'Il progetto è finito'),
      ...reported('S-3', true),
    );
    given()
      .when(draftFromPrevious, wish, knowing(life))
      .then(
        drafted,
        treeOfLastYear,
        carried('S-1', 1),
        carried('S-3', 2),
        record(life, 2, [
          { schedaId: 'S-2', why: 'NOT_RE_PROPOSED', text: 'Il progetto è finito' },
        ]),
      );
  });

  it('and every scheda that stays behind has its reason', () => {
    const all = Object.fromEntries(
      ['S-1', 'S-2', 'S-3', 'S-4', 'S-5'].map((id) => [id, lastContent]),
    );
    const life = lifeAfter(
      ...approvedPlan(all, assigned('S-6', { code: '2023-P1-006', title: lastContent.title }), {
        type: 'SchedaWithdrawn',
        data: { schedaId: 'S-6' },
      }),
      reportStarted,
      ...reported('S-1', true),
      reported('S-2', true)[0]!,
      { type: 'SchedaExcused', data: { schedaId: 'S-3' } },
      {
        type: 'SchedaAnnulled',
        data: { schedaId: 'S-4', act: 'Delibera 2', ground: 'Vizio', manifestHash: 'b'.repeat(64) },
      },
    );
    given()
      .when(draftFromPrevious, wish, knowing(life))
      .then(
        drafted,
        treeOfLastYear,
        carried('S-1', 1),
        record(life, 1, [
          { schedaId: 'S-2', why: 'NOT_ACCEPTED' },
          { schedaId: 'S-3', why: 'EXCUSED' },
          { schedaId: 'S-4', why: 'ANNULLED' },
          { schedaId: 'S-5', why: 'NOT_REPORTED' },
          { schedaId: 'S-6', why: 'WITHDRAWN' },
        ]),
      );
  });

  it('with the title of what was approved, not of an amendment that is under way', () => {
    const life = lifeAfter(
      ...approvedPlan({ 'S-1': lastContent, 'S-2': lastContent }),
      { type: 'RevisionOpened', data: { number: 1, scope: [{ schedaId: 'S-1', what: 'amend' }] } },
      { type: 'SchedaReopened', data: { schedaId: 'S-1' } },
      {
        type: 'SchedaRevised',
        data: {
          ...{ schedaId: 'S-1', version: 2, contentHash: 'c'.repeat(64) },
          changes: { title: 'Un altro titolo' },
        },
      },
    );
    expect(life.data.schede['S-1']?.title).toBe('Un altro titolo');
    const assignee = { unitId: 'anziani', personId: 'responsabile' };
    const [candidate] = candidatesOf(life, undefined);
    const [fact] = carriedOver(
      [{ ...candidate!, assignee }],
      life.data,
      { year: 2024, lastNumber: {}, schema: 'urn:traccia:scheda:1' },
      { newId: (name: string) => name, fingerprint } as unknown as DecisionContext,
    );
    expect(fact?.data).toMatchObject({ title: lastContent.title, content: carriedContent });
  });

  it('and without any text that was redacted in the one before', () => {
    const partners = ['Associazione', 'Famiglia di A.B.'];
    const content = { ...lastContent, title: 'Aiuto ad A.B.', partners };
    const other = { ...lastContent, title: 'Altro aiuto ad A.B.' };
    const redacted = (text: string): PlanningFact => ({
      type: 'TextRedacted',
      data: {
        ...{ eventId: 'e', factType: 'SchedaRevised', factRevision: 9, where: 'data' },
        ...{ pointer: '/changes/title', sha256: sha256(text), legalBasis: 'GDPR art. 17' },
      },
    });
    const texts = [content.title, lastContent.description, partners[1]!, other.title, 'A.B. è via'];
    const life = lifeAfter(
      ...approvedPlan({ 'S-1': content, 'S-2': other }),
      reportStarted,
      ...reported('S-1', true),
      ...reported('S-2', false, 'A.B. è via'),
      ...texts.map(redacted),
    );
    const { title: _title, description: _description, ...rest } = carriedContent;
    const { data } = carried('S-1', 1);
    given()
      .when(draftFromPrevious, wish, knowing(life))
      .then(
        drafted,
        treeOfLastYear,
        {
          type: 'SchedaCarriedOver',
          data: {
            ...{ ...data, title: redactedText(sha256(content.title)) },
            ...{ content: rest, contentHash: fingerprint(rest) },
            carriedFrom: { ...data.carriedFrom, contentHash: fingerprint(content) },
          },
        },
        {
          type: 'CarryOverRecorded',
          data: {
            ...{ fromCycleId: LAST_YEAR, fromRevision: life.revision, carried: 1 },
            notCarried: [
              {
                ...{ schedaId: 'S-2', code: '2023-P1-002', why: 'NOT_RE_PROPOSED' },
                title: redactedText(sha256(other.title)),
                text: redactedText(sha256('A.B. è via')),
              },
            ],
          },
        },
      );
  });

  it('when nothing is re-proposed, with the tree alone', () => {
    const life = lifeAfter(
      ...approvedPlan({ 'S-1': lastContent }),
      reportStarted,
      ...reported('S-1', false),
    );
    given()
      .when(draftFromPrevious, wish, knowing(life))
      .then(
        drafted,
        treeOfLastYear,
        record(life, 0, [{ schedaId: 'S-1', why: 'NOT_RE_PROPOSED' }]),
      );
  });

  it('in a plan too long for one action as far as there is room, and the rest later', () => {
    const long = { ...lastContent, description: 'a'.repeat(10_000) };
    const ids = Array.from({ length: 130 }, (_, index) => `S-${index + 1}`);
    const life = lifeAfter(
      ...approvedPlan(Object.fromEntries(ids.map((id) => [id, long]))),
      reportStarted,
      ...ids.flatMap((id) => reported(id, true)),
    );
    const asked = Object.assign(new DraftFromPrevious(), {
      ...wish,
      envelope: { cycleId: drafted.data.cycleId },
    });
    const facts = draftFromPrevious.decide(lifeAfter(), asked, {
      ...knowing(life),
      newId: (name: string) => name,
      fingerprint,
    } as unknown as DecisionContext) as readonly PlanningFact[];
    const last = facts.at(-1);
    expect(Buffer.byteLength(JSON.stringify(facts))).toBeLessThan(1_048_576);
    const { carried: count, notCarried } = last?.data as DataOf<'CarryOverRecorded'>;
    expect(count).toBeGreaterThan(60);
    expect(count + notCarried.length).toBe(130);
    expect(notCarried[0]).toMatchObject({ why: 'LEFT_FOR_LATER' });
  });

  it('and not while it is in force and nobody has reported', () => {
    given()
      .when(draftFromPrevious, wish, knowing(lifeAfter(...plan)))
      .thenRefused('nothing-to-carry-over', { fromCycleId: LAST_YEAR });
  });

  it('and not before it was approved', () => {
    const [first] = plan;
    given()
      .when(draftFromPrevious, wish, knowing(lifeAfter(first!)))
      .thenRefused('nothing-to-carry-over');
  });

  it('and not when it was annulled', () => {
    const annulled = lifeAfter(...plan, {
      type: 'CycleAnnulled',
      data: { act: 'Delibera 2', ground: 'Vizio' },
    });
    given().when(draftFromPrevious, wish, knowing(annulled)).thenRefused('earlier-cycle-undone');
  });

  it('and not from a cycle that is not there, of another zone or of a later year', () => {
    given().when(draftFromPrevious, wish).thenRefused('cycle-not-found', { cycleId: LAST_YEAR });
    const elsewhere = lifeAfter(...plan);
    const pretended = { elsewhere: { life: () => elsewhere, fact: () => undefined } };
    given()
      .when(draftFromPrevious, { ...wish, fromCycleId: 'pisana-poa-annuale-2023' }, pretended)
      .thenRefused('cycle-not-found');
    given()
      .when(draftFromPrevious, { ...wish, fromCycleId: 'livornese-poa-annuale-2024' }, pretended)
      .thenRefused('not-an-earlier-cycle');
    given()
      .when(draftFromPrevious, { ...wish, fromCycleId: 'livornese-piz-2023' }, pretended)
      .thenRefused('not-an-earlier-cycle');
  });

  it('and not twice', () => {
    given(...inDraft)
      .when(draftFromPrevious, wish, knowing(lifeAfter(...plan)))
      .thenRefused('cycle-exists');
  });
});

describe('Who answers for a scheda in the new year', () => {
  const last = { unitId: 'anziani', personId: 'responsabile' };
  const unit = (unitId: string, more: Partial<Unit> = {}): Unit => ({
    ...{ unitId, kind: 'UNITA_FUNZIONALE', belongsTo: 'AUSL', from: '2020-01-01' },
    ...{ names: [], heads: [{ personId: `capo-${unitId}`, from: '2020-01-01' }] },
    ...more,
  });
  const on = (day: string, ...units: readonly Unit[]): OrganisationOn => ({
    data: {
      units: Object.fromEntries(units.map((each) => [each.unitId, each])),
      ...{ delegations: {}, roleGrants: {}, deactivated: {}, calendar: {} },
    },
    day,
  });
  const merger = { unitId: 'fragili', from: '2024-01-01', act: 'Delibera 1' };
  const merged = [unit('anziani', { mergedInto: merger }), unit('fragili')];

  it('is its unit with the head it has now, as the register says', () => {
    expect(whoAnswers(on('2024-01-10', unit('anziani')), last)).toEqual({
      unitId: 'anziani',
      personId: 'capo-anziani',
    });
  });

  it('is the unit it was merged into, from the day on which it was', () => {
    expect(whoAnswers(on('2023-12-31', ...merged), last)?.unitId).toBe('anziani');
    expect(whoAnswers(on('2024-01-01', ...merged), last)).toEqual({
      unitId: 'fragili',
      personId: 'capo-fragili',
    });
  });

  it('is who it was last year, where the register does not know better', () => {
    expect(whoAnswers(undefined, last)).toEqual(last);
    expect(whoAnswers(on('2024-01-10'), last)).toEqual(last);
    expect(whoAnswers(on('2024-01-10', unit('anziani', { heads: [] })), last)).toEqual(last);
  });

  it('is who is named for a closed unit, unless the register knows the head of the other', () => {
    const shut = unit('anziani', { closed: { from: '2024-01-01', act: 'Delibera 2' } });
    const given = [{ unitId: 'anziani', toUnitId: 'fragili', toPersonId: 'chi-risponde' }];
    const headless = unit('fragili', { heads: [] });
    expect(whoAnswers(on('2024-01-10', shut, headless), last, given)).toEqual({
      unitId: 'fragili',
      personId: 'chi-risponde',
    });
    expect(whoAnswers(on('2024-01-10', shut, unit('fragili')), last, given)).toEqual({
      unitId: 'fragili',
      personId: 'capo-fragili',
    });
    const other = given.map((each) => ({ ...each, unitId: 'minori' }));
    expect(whoAnswers(on('2024-01-10', shut, headless), last, other)).toBeUndefined();
  });

  it('is nobody when the unit is closed: the scheda stays behind', () => {
    const shut = unit('anziani', { closed: { from: '2024-01-01', act: 'Delibera 2' } });
    expect(whoAnswers(on('2024-01-10', shut), last)).toBeUndefined();
    const life = lifeAfter(
      ...approvedPlan({ 'S-1': lastContent }),
      reportStarted,
      ...reported('S-1', true),
    );
    const [candidate] = candidatesOf(life, on('2024-01-10', shut));
    expect(candidate).toMatchObject({ why: 'UNIT_CLOSED', assignee: undefined });
  });
});

describe('The schede of a unit that was closed', () => {
  const plan = approvedPlan({ 'S-1': lastContent, 'S-2': lastContent });
  const life = lifeAfter(
    ...plan,
    reportStarted,
    ...reported('S-1', true),
    ...reported('S-2', true),
  );
  const kept = (...facts: readonly PlanningFact[]) => ({
    ...knowing(life),
    organisation: organisationOn(organisationAfter(opened, ...facts), '2024-06-30')!,
  });
  const units = [
    unitAdded('anziani'),
    unitAdded('minori', { headPersonId: 'capo-minori' }),
    unitAdded('disabilita'),
  ];
  const closing = [...units, closed('anziani')];
  const givenTo = (toUnitId: string) => ({
    closedUnits: [{ unitId: 'anziani', toUnitId, toPersonId: 'chi-risponde' }],
  });
  const carriedTo = (schedaId: string, number: number, unitId: string, personId: string) => {
    const { data } = carried(schedaId, number);
    return { type: 'SchedaCarriedOver', data: { ...data, unitId, personId } } as const;
  };

  it('stay behind, where nobody says who answers for them', () => {
    given()
      .when(draftFromPrevious, wish, kept(...closing))
      .then(
        ...[drafted, treeOfLastYear],
        record(life, 0, [
          { schedaId: 'S-1', why: 'UNIT_CLOSED' },
          { schedaId: 'S-2', why: 'UNIT_CLOSED' },
        ]),
      );
  });

  it('all go to the unit that is to answer for them, in one action', () => {
    given()
      .when(draftFromPrevious, { ...wish, ...givenTo('minori') }, kept(...closing))
      .then(
        ...[drafted, treeOfLastYear],
        carriedTo('S-1', 1, 'minori', 'capo-minori'),
        carriedTo('S-2', 2, 'minori', 'capo-minori'),
        record(life, 2, []),
      );
    const later = { fromCycleId: LAST_YEAR, schede: [{ schedaId: 'S-1' }, { schedaId: 'S-2' }] };
    const begun = given(drafted, treeOfLastYear);
    begun.when(carryOverSchede, later, kept(...closing)).thenRefused('scheda-not-carried', {
      ...{ code: '2023-P1-001', why: 'La sua unità non esiste più' },
    });
    begun
      .when(carryOverSchede, { ...later, ...givenTo('disabilita') }, kept(...closing))
      .then(
        carriedTo('S-1', 1, 'disabilita', 'responsabile'),
        carriedTo('S-2', 2, 'disabilita', 'responsabile'),
        record(life, 2, []),
      );
  });

  it('also those of a unit that had gone on in it', () => {
    const merging = [...units, merged('anziani', 'disabilita'), closed('disabilita')];
    given()
      .when(draftFromPrevious, { ...wish, ...givenTo('minori') }, kept(...merging))
      .then(
        ...[drafted, treeOfLastYear],
        carriedTo('S-1', 1, 'minori', 'capo-minori'),
        carriedTo('S-2', 2, 'minori', 'capo-minori'),
        record(life, 2, []),
      );
  });

  it('but not to one that is closed itself or unknown, and none of a unit that goes on', () => {
    const asking = (toUnitId: string, ...facts: readonly PlanningFact[]) =>
      given().when(draftFromPrevious, { ...wish, ...givenTo(toUnitId) }, kept(...facts));
    asking('disabilita', ...closing, closed('disabilita')).thenRefused('unit-not-active');
    asking('salute-mentale', ...closing).thenRefused('unit-not-found');
    asking('minori', ...units).thenRefused('unit-not-closed', { unit: 'anziani' });
  });
});

describe('A scheda is carried over later', () => {
  const plan = approvedPlan({ 'S-1': lastContent, 'S-2': lastContent, 'S-3': lastContent });
  const reporting = [...plan, reportStarted, ...reported('S-1', true)];
  const begun = [drafted, treeOfLastYear, carried('S-1', 1)];
  const later = lifeAfter(...reporting, ...reported('S-2', true));

  it('when its report came in', () => {
    given(...begun)
      .when(
        carryOverSchede,
        { fromCycleId: LAST_YEAR, schede: [{ schedaId: 'S-2' }] },
        knowing(later),
      )
      .then(carried('S-2', 2), record(later, 1, [{ schedaId: 'S-3', why: 'NOT_REPORTED' }]));
  });

  it('under an id that somebody chose, unless it is taken', () => {
    const chosen = (newSchedaId: string) => ({
      fromCycleId: LAST_YEAR,
      schede: [{ schedaId: 'S-2', newSchedaId }],
    });
    const { data } = carried('S-2', 2);
    given(...begun)
      .when(carryOverSchede, chosen('S-20'), knowing(later))
      .then(
        { type: 'SchedaCarriedOver', data: { ...data, schedaId: 'S-20' } },
        record(later, 1, [{ schedaId: 'S-3', why: 'NOT_REPORTED' }]),
      );
    given(...begun)
      .when(carryOverSchede, chosen('new-scheda-S-1'), knowing(later))
      .thenRefused('id-taken');
  });

  it('without a report, when the office says why', () => {
    const body = { fromCycleId: LAST_YEAR, schede: [{ schedaId: 'S-3' }, { schedaId: 'S-2' }] };
    given(...begun)
      .when(carryOverSchede, body, knowing(later))
      .thenRefused('reason-needed');
    given(...begun)
      .when(carryOverSchede, { ...body, reason: 'Il servizio continua' }, knowing(later))
      .then(carried('S-2', 2), carried('S-3', 3), record(later, 2, []));
  });

  it('up to the verification', () => {
    const tail = [carried('S-2', 2), record(later, 1, [{ schedaId: 'S-3', why: 'NOT_REPORTED' }])];
    const body = { fromCycleId: LAST_YEAR, schede: [{ schedaId: 'S-2' }] };
    const [first, ...rest] = inPreparation;
    given(first!, treeOfLastYear, carried('S-1', 1), ...rest)
      .when(carryOverSchede, body, knowing(later))
      .then(...tail);
    const [, ...verification] = inVerification(...checked('S-9'));
    given(first!, treeOfLastYear, ...verification)
      .when(carryOverSchede, body, knowing(later))
      .then(
        carried('S-2', 10),
        record(later, 1, [
          { schedaId: 'S-1', why: 'LEFT_FOR_LATER' },
          { schedaId: 'S-3', why: 'NOT_REPORTED' },
        ]),
      );
  });

  it('but not against the word of its unit', () => {
    const against = lifeAfter(...reporting, ...reported('S-2', false, 'Non serve più'));
    given(...begun)
      .when(
        carryOverSchede,
        { fromCycleId: LAST_YEAR, schede: [{ schedaId: 'S-2' }], reason: 'Il servizio continua' },
        knowing(against),
      )
      .thenRefused('scheda-not-carried', {
        code: '2023-P1-002',
        why: 'Non riproposta dalla sua unità',
      });
  });

  it('but not twice', () => {
    given(...begun)
      .when(
        carryOverSchede,
        { fromCycleId: LAST_YEAR, schede: [{ schedaId: 'S-1' }] },
        knowing(later),
      )
      .thenRefused('scheda-already-carried', { code: '2023-P1-001', newCode: '2024-P1-001' });
  });

  it('but not into a cycle without its programme', () => {
    given(...inDraft)
      .when(
        carryOverSchede,
        { fromCycleId: LAST_YEAR, schede: [{ schedaId: 'S-2' }] },
        knowing(later),
      )
      .thenRefused('programme-not-found', { id: 'P1' });
  });

  it('from a second year, and what stayed behind in the first is still said', () => {
    const recorded = (fromCycleId: string, count: number, schedaId: string): PlanningFact => ({
      type: 'CarryOverRecorded',
      data: {
        ...{ fromCycleId, fromRevision: 9, carried: count },
        notCarried: [{ schedaId, code: schedaId, title: 'Servizio', why: 'NOT_REPORTED' }],
      },
    });
    const [older, last] = ['livornese-poa-annuale-2022', LAST_YEAR];
    const life = lifeAfter(
      ...begun,
      recorded(last, 5, 'S-2'),
      recorded(older, 1, 'S-7'),
      recorded(last, 1, 'S-3'),
    );
    expect(life.data.carryOvers).toEqual([
      { ...recorded(last, 6, 'S-3').data },
      { ...recorded(older, 1, 'S-7').data },
    ]);
  });

  it('but not one that was never there, nor from a cycle that is not', () => {
    given(...begun)
      .when(
        carryOverSchede,
        { fromCycleId: LAST_YEAR, schede: [{ schedaId: 'S-8' }] },
        knowing(later),
      )
      .thenRefused('scheda-not-found', { id: 'S-8' });
    given(...begun)
      .when(carryOverSchede, { fromCycleId: LAST_YEAR, schede: [{ schedaId: 'S-2' }] })
      .thenRefused('cycle-not-found');
  });
});

describe('What was never approved', () => {
  const abandonedCycle: PlanningFact = { type: 'CycleAbandoned', data: { ground: 'Fusione' } };
  const approved = approvedPlan(
    { 'S-1': lastContent, 'S-2': lastContent },
    assigned('S-3', { code: '2023-P1-003', title: lastContent.title }),
  );
  const verification = approved.findIndex(({ type }) => type === 'VerificationOpened');
  const abandoned = lifeAfter(...approved.slice(0, verification), abandonedCycle);
  const notApproved = (schedaId: string, number: number) => {
    const { data } = carried(schedaId, number);
    const { kind: _kind, ...notCopied } = data.notCopied;
    const content = { ...data.content, kind: 'NEW' };
    return {
      type: 'SchedaCarriedOver',
      data: {
        ...{ ...data, content, contentHash: fingerprint(content), notCopied },
        carriedFrom: { ...data.carriedFrom, notApproved: true },
      },
    } as const satisfies PlanningFact;
  };
  const asking = (...schedaIds: readonly string[]) => ({
    ...{ fromCycleId: LAST_YEAR, schede: schedaIds.map((schedaId) => ({ schedaId })) },
    reason: 'Il lavoro era fatto',
  });

  it('leaves the tree of a cycle that was abandoned to the next year, and no scheda by itself', () => {
    given()
      .when(draftFromPrevious, wish, knowing(abandoned))
      .then(
        ...[drafted, treeOfLastYear],
        record(abandoned, 0, [
          { schedaId: 'S-1', why: 'NOT_APPROVED' },
          { schedaId: 'S-2', why: 'NOT_APPROVED' },
          { schedaId: 'S-3', why: 'NOT_SUBMITTED' },
        ]),
      );
  });

  it('leaves the tree with the names it came to have, and with all else that was said of it', () => {
    const begunWith = approved.slice(0, verification);
    const objective = {
      objectiveId: 'O2',
      code: '2',
      description: 'Tutti',
      pssirReferences: ['12'],
    };
    const programme = {
      ...{ programmeId: 'P2', objectiveIds: ['O2'], code: '2.1', description: 'A casa' },
      ...{ sector: 'SOCIO_SANITARIO' as const, responsibleUnitId: 'anziani' },
    };
    const names = { oldName: 'Inclusione', newName: 'Inclusione sociale' };
    const mended: readonly PlanningFact[] = [
      { type: 'ObjectiveAdded', data: { ...objective, name: 'Inclusione', source } },
      { type: 'ProgrammeAdded', data: { ...programme, name: 'Inclusione' } },
      { type: 'ObjectiveRenamed', data: { objectiveId: 'O2', ...names } },
      { type: 'ProgrammeRenamed', data: { programmeId: 'P2', ...names } },
    ];
    const { answer } = given().when(
      draftFromPrevious,
      wish,
      knowing(lifeAfter(...begunWith, ...mended, abandonedCycle)),
    );
    const { objectives, programmes } = treeOfLastYear.data;
    expect(answer).toContainEqual({
      type: 'TreeImported',
      data: {
        objectives: [...objectives, { ...objective, name: 'Inclusione sociale', source }],
        programmes: [...programmes, { ...programme, name: 'Inclusione sociale' }],
        fromCycleId: LAST_YEAR,
      },
    });
  });

  it('leaves nothing where there was not even a tree', () => {
    const [first] = approved;
    given()
      .when(draftFromPrevious, wish, knowing(lifeAfter(first!, abandonedCycle)))
      .thenRefused('nothing-to-carry-over', { fromCycleId: LAST_YEAR });
  });

  it('comes along from an abandoned cycle when the office names it and says why', () => {
    const begun = given(drafted, treeOfLastYear);
    begun
      .when(carryOverSchede, asking('S-1', 'S-2'), knowing(abandoned))
      .then(
        ...[notApproved('S-1', 1), notApproved('S-2', 2)],
        record(abandoned, 2, [{ schedaId: 'S-3', why: 'NOT_SUBMITTED' }]),
      );
    const { reason: _reason, ...unsaid } = asking('S-1');
    begun.when(carryOverSchede, unsaid, knowing(abandoned)).thenRefused('reason-needed');
  });

  it('comes along, too, where it was left out of a plan that was approved', () => {
    const leftOut = (schedaId: string): PlanningFact => ({
      type: 'SchedaLeftOut',
      data: { schedaId, reason: 'Rinviata al prossimo anno' },
    });
    const others = approved.slice(0, verification).filter(({ data }) => {
      const { schedaId } = data as { readonly schedaId?: string };
      return schedaId === 'S-2' || schedaId === 'S-3';
    });
    const plan = approvedPlan({ 'S-1': lastContent }, ...others);
    const begins = plan.findIndex(({ type }) => type === 'VerificationOpened') + 1;
    const life = lifeAfter(
      ...plan.slice(0, begins),
      ...[leftOut('S-2'), leftOut('S-3')],
      ...plan.slice(begins),
    );
    const begun = given(drafted, treeOfLastYear);
    begun.when(carryOverSchede, asking('S-2'), knowing(life)).then(
      notApproved('S-2', 1),
      record(life, 1, [
        { schedaId: 'S-1', why: 'NOT_REPORTED' },
        { schedaId: 'S-3', why: 'NOT_SUBMITTED' },
      ]),
    );
    begun.when(carryOverSchede, asking('S-3'), knowing(life)).thenRefused('scheda-not-carried', {
      code: '2023-P1-003',
      why: 'La sua unità non l’ha mai trasmessa',
    });
  });

  it('does not come along when it was withdrawn', () => {
    const withdrawn: PlanningFact = { type: 'SchedaWithdrawn', data: { schedaId: 'S-1' } };
    const life = lifeAfter(...approved.slice(0, verification), withdrawn, abandonedCycle);
    given(drafted, treeOfLastYear)
      .when(carryOverSchede, asking('S-1'), knowing(life))
      .thenRefused('scheda-not-carried', { code: '2023-P1-001', why: 'Ritirata' });
  });
});

describe('A scheda that was carried over', () => {
  const life = lifeAfter(...inDraft, treeWithSources, carried('S-1', 1));
  const schedaId = 'new-scheda-S-1';

  it('is in its first version, remembers where it comes from, and whom it was written by', () => {
    expect(life.data.schede[schedaId]).toMatchObject({
      version: 1,
      contentHash: fingerprint(carriedContent),
      authors: ['operatore'],
      carriedFrom: { cycleId: LAST_YEAR, schedaId: 'S-1' },
    });
    expect(life.data.lastYear[schedaId]).toEqual(lastContent);
    expect(life.data.lastNumber['P1']).toBe(1);
  });

  it('is submitted as it is, when nothing is missing', () => {
    given(...inPreparation, treeWithSources, carried('S-1', 1))
      .when(submitScheda, { schedaId })
      .then({
        type: 'SchedaSubmitted',
        data: { schedaId, version: 1, contentHash: fingerprint(carriedContent) },
      });
  });

  it('is revised into its second version', () => {
    const description = 'Visite a casa e in ambulatorio';
    given(...inPreparation, treeWithSources, carried('S-1', 1))
      .when(reviseScheda, { schedaId, changes: { description } })
      .then({
        type: 'SchedaRevised',
        data: {
          schedaId,
          version: 2,
          changes: { description },
          contentHash: fingerprint({ ...carriedContent, description }),
        },
      });
  });
});

describe('What has changed since last year', () => {
  const schedaId = 'new-scheda-S-1';
  const notCopied = ['kind', 'needIds', 'start', 'end', 'periodPrecision'];

  it('is at first what had to be said anew, and then what was written too', () => {
    const begun = [...inPreparation, treeWithSources, carried('S-1', 1)];
    const at = (...more: readonly PlanningFact[]) => {
      const life = lifeAfter(...begun, ...more);
      return sinceLastYear(life, life.data.schede[schedaId]!);
    };
    const first = at();
    expect(first).toMatchObject({ lastYear: lastContent, now: carriedContent });
    expect(first?.changes.map(({ field }) => field)).toEqual(notCopied);
    const changes = { description: 'Visite e telefonate', start: '2023-01-01' };
    const then = at({
      type: 'SchedaRevised',
      data: { schedaId, version: 2, changes, contentHash: '0' },
    });
    expect(then?.changes.map(({ field }) => field)).toEqual([
      ...['kind', 'needIds', 'description', 'end', 'periodPrecision'],
    ]);
    expect(then?.changes[2]).toEqual({
      field: 'description',
      label: 'Descrizione',
      lastYear: 'Visite a casa',
      now: 'Visite e telefonate',
    });
  });

  it('is nothing for a scheda that is new', () => {
    const life = lifeAfter(...inPreparation, assigned('S-7'));
    expect(sinceLastYear(life, life.data.schede['S-7']!)).toBeUndefined();
  });
});

describe('The content of last year', () => {
  const day = fc.integer({ min: 2022, max: 2026 }).map((year) => `${year}-06-30`);
  const content = fc.record(
    {
      title: fc.string(),
      kind: fc.constantFrom('NEW', 'CARRIED_OVER', 'CONSOLIDATED'),
      needIds: fc.array(fc.string()),
      description: fc.string(),
      start: day,
      end: day,
      periodPrecision: fc.constantFrom('day', 'year'),
    },
    { requiredKeys: ['title'] },
  );

  it('is what is copied with what is not copied put back', () => {
    fc.assert(
      fc.property(content, (last) => {
        const { content: copied, notCopied } = copiedContent(last, 2024, true);
        const { kind: _carriedOver, ...fields } = copied;
        expect({ ...fields, ...notCopied }).toEqual(last);
      }),
    );
  });

  it('is all kept of what no plan ever had, but for needs and a period that is over', () => {
    fc.assert(
      fc.property(content, (last) => {
        const { content: copied, notCopied } = copiedContent(last, 2024, false);
        expect({ ...copied, ...notCopied }).toEqual(last);
        expect(copied['kind']).toBe(last.kind);
      }),
    );
  });

  it('keeps a period that reaches into the year, and no other; never a need', () => {
    fc.assert(
      fc.property(content, (last) => {
        const { content: copied } = copiedContent(last, 2024, true);
        expect(copied).not.toHaveProperty('needIds');
        expect(copied['kind']).toBe('CARRIED_OVER');
        const goesOn = last.end !== undefined && last.end >= '2024-01-01';
        expect([copied['start'], copied['end'], copied['periodPrecision']]).toEqual(
          goesOn ? [last.start, last.end, last.periodPrecision] : [undefined, undefined, undefined],
        );
      }),
    );
  });
});
