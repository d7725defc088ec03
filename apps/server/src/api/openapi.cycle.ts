import { poaAnnualeV1, valueSets } from '#planning';
import {
  applicationSchema,
  coProgrammingDays,
  coProgrammingSessionSchema,
  noticeSchema,
} from './openapi.co-programming.js';
import {
  planInForceForEverybody,
  planInForceForReadersOfSchede,
  planInForceSchemas,
  saidOfScheda,
} from './openapi.plan-in-force.js';
import { spreadsheetImports } from './openapi.spreadsheets.js';
import {
  anyObject,
  bothLanguages,
  byId,
  closed,
  day,
  fingerprint,
  flag,
  instant,
  integer,
  listOf,
  oneOf,
  orNull,
  ref,
  text,
  type JsonSchema,
} from './schema.js';

const codesOf = (set: object): JsonSchema => oneOf(Object.keys(set));
const category = codesOf(valueSets.categories);
const schedaInPlan = closed({
  ...{ schedaId: text, code: text, programmeId: text, unitId: text },
  ...{ version: integer(1), contentHash: fingerprint },
});
const objectiveInPlan = closed({ objectiveId: text, name: text });
const programmeInPlan = closed({ programmeId: text, name: text, objectiveIds: listOf(text) });
/** What is in a list and was not in the one before, and the other way round. */
const changes = (entry: JsonSchema): JsonSchema =>
  closed({
    ...{ added: listOf(entry), dropped: listOf(entry) },
    changed: listOf(closed({ before: entry, after: entry })),
  });

/** A cycle and a scheda as the API shows them, with all that stands in them. */
export const cycleSchemas: Readonly<Record<string, JsonSchema>> = {
  Source: closed(
    { file: text, lines: listOf(integer(1)) },
    { raw: text, precision: oneOf(['day', 'month', 'year', 'none']) },
  ),
  Document: closed({ title: text, sha256: fingerprint }, { protocol: text }),
  DefinitionReference: closed({ id: text, version: integer(1), digest: fingerprint }),
  Moved: closed({ revision: integer(0), type: text, by: text, at: instant }),
  Cycle: {
    description:
      'I membri facoltativi mancano anche a chi non può leggerli. / Optional members are also missing for those who may not read them.',
    ...closed(
      {
        ...{ cycleId: text, zone: text, year: integer(1900), title: text },
        ...{ revision: integer(0), lastRecordedAt: instant },
        definition: ref('DefinitionReference'),
        phase: text,
        state: { anyOf: [text, anyObject] },
        labels: listOf(bothLanguages),
        parentPlans: byId(
          closed(
            { planId: text, name: text, expired: flag },
            { fromYear: integer(0), toYear: integer(0), note: text, source: ref('Source') },
          ),
        ),
        objectives: byId(
          closed(
            { objectiveId: text, name: text },
            {
              ...{ code: text, description: text, pssirReferences: listOf(text) },
              source: ref('Source'),
            },
          ),
        ),
        programmes: byId(
          closed(
            { programmeId: text, name: text, objectiveIds: listOf(text) },
            {
              ...{ code: text, description: text, responsibleUnitId: text },
              sector: codesOf(valueSets.sectors),
              source: ref('Source'),
            },
          ),
        ),
        needs: byId(
          closed(
            { needId: text, kind: oneOf(['critical', 'positive']), text },
            { theme: text, source: ref('Source') },
          ),
        ),
        coProgramming: ref('CoProgramming'),
        ...planInForceForEverybody,
        states: {
          ...closed(
            {},
            Object.fromEntries(
              Object.keys(poaAnnualeV1.parts)
                .filter((kind) => kind !== 'scheda')
                .map((kind) => [kind, byId(text)]),
            ),
          ),
          description: 'Where each part stands, by id; schede have their own list.',
        },
      },
      {
        caseFile: closed({
          identifier: text,
          ownerAdministration: text,
          otherAdministrations: listOf(text),
          subject: text,
        }),
        responsiblePersonId: text,
        regionalAct: closed(
          { cite: text },
          { date: day, url: text, affects: text, source: ref('Source') },
        ),
        targetApproval: closed(
          { date: day, basis: text, earlier: listOf(day) },
          { givenBy: oneOf(['REGIONAL_ACT']) },
        ),
        profile: closed(
          { edition: text, title: text, document: ref('Document') },
          { profileCycleId: text, adopted: closed({ organ: text, act: text }) },
        ),
        suspension: ref('Suspension'),
        ended: closed(
          { how: oneOf(['annulled', 'revoked', 'abandoned']), ground: text, on: day },
          { act: text },
        ),
        outcome: codesOf(valueSets.outcomes),
        actNumber: text,
        actDate: day,
        ...forReadersOfSchede(),
        meetings: byId(ref('Meeting')),
        exemptionsProposed: listOf(category),
        exemptions: listOf(category),
        questions: byId(ref('QuestionOfCycle')),
        contributions: byId(ref('ContributionOfCycle')),
      },
    ),
  },
  CoProgramming: closed(
    {},
    {
      decision: oneOf(['activated', 'not_activated']),
      act: text,
      ...coProgrammingDays,
      motivation: codesOf(valueSets.noCoProgrammingMotivations),
      text,
      deferredTo: text,
      deferralDue: day,
      promiseId: text,
      notice: noticeSchema,
      report: ref('Document'),
      sentTo: listOf(text),
      reportUrl: text,
      procedureCycleId: {
        ...text,
        description: 'The procedure of its own in which it takes place.',
      },
      lastUsefulDay: {
        ...closed({ day, it: text, en: text, derivation: ref('Derivation'), isOver: flag }),
        description: 'While nothing is decided: the last day that leaves time for every step.',
      },
    },
  ),
  Meeting: closed(
    {
      ...{ meetingId: text, title: text, date: day },
      counterpart: codesOf(valueSets.counterparts),
      channel: codesOf(valueSets.channels),
      earlierDates: listOf(day),
      invitees: listOf(text),
      categories: listOf(category),
      attendance: listOf(text),
      contents: listOf(text),
    },
    {
      plannedCategories: listOf(category),
      ...{ startTime: text, venue: text, room: text, source: ref('Source'), heldOn: day },
      ...{ onlineAddress: text, agendaItems: listOf(text), materials: listOf(ref('Document')) },
      byDelegate: {
        ...listOf(integer(0)),
        description: 'Which of those present were there by a delegate: their places in attendance.',
      },
      minutes: ref('Document'),
      ...{ observationsFrom: day, observationsUntil: day },
      earlierArrangements: listOf(
        closed(
          { channel: codesOf(valueSets.channels) },
          { startTime: text, venue: text, room: text, onlineAddress: text },
        ),
      ),
    },
  ),
  QuestionOfCycle: closed(
    { questionId: text, subject: text, text },
    { guess: text, source: ref('Source'), answer: text },
  ),
  ContributionOfCycle: contribution({}),
  Contribution: contribution({ contributionId: text, state: text, label: bothLanguages }),
  Manifest: closed({
    schede: listOf(schedaInPlan),
    objectives: listOf(objectiveInPlan),
    programmes: listOf(programmeInPlan),
    coProgramming: closed(
      { decision: oneOf(['activated', 'not_activated', 'undecided']), ground: text },
      { deferredTo: text },
    ),
    documents: listOf(ref('Document')),
  }),
  Approval: closed({
    ...{ sessionId: text, organ: text, number: orNull(text), on: day },
    revision: orNull(integer(1)),
  }),
  PlanInForce: closed({
    ...{ manifestHash: fingerprint, manifest: ref('Manifest'), on: day, until: orNull(day) },
    end: orNull(oneOf(['superseded', 'cycleAnnulled', 'cycleRevoked'])),
    approval: orNull(ref('Approval')),
    annulment: orNull(closed({ schedaId: text, act: text })),
    difference: orNull(
      closed({
        schede: changes(schedaInPlan),
        objectives: changes(objectiveInPlan),
        programmes: changes(programmeInPlan),
      }),
    ),
  }),
  ApprovedVersion: closed({
    ...{ version: integer(1), contentHash: fingerprint, content: anyObject },
    ...{ approval: ref('Approval'), manifestHash: fingerprint, from: day, until: orNull(day) },
    end: orNull(oneOf(['superseded', 'dropped', 'annulled', 'cycleAnnulled', 'cycleRevoked'])),
  }),
  Revision: closed(
    {
      ...{ number: integer(1), reason: text, openedOn: day },
      scope: listOf(closed({ schedaId: text, what: oneOf(['amend', 'drop']) })),
    },
    {
      ...{ manifest: ref('Manifest'), manifestHash: fingerprint },
      endorsed: closed({ by: text, on: day, manifestHash: fingerprint }),
      ...{ amended: listOf(text), added: listOf(text), dropped: listOf(text) },
      outcome: oneOf(['merged', 'dropped']),
    },
  ),
  Suspension: closed(
    { from: day, reason: text, deadlines: oneOf(['stop', 'run']) },
    { to: day, act: text },
  ),
  Session: closed(
    { sessionId: text, organ: text, sessionOn: day, protocol: text, items: listOf(text) },
    {
      ...{ startTime: text, venue: text },
      outcome: oneOf([...Object.keys(valueSets.outcomes), 'cancelled']),
      members: listOf(
        closed(
          { body: text, present: flag, quotaThousandths: integer(0, 1000) },
          {
            vote: oneOf(['for', 'against', 'abstained']),
            delegation: closed({ from: codesOf(valueSets.memberOffices), protocol: text }),
          },
        ),
      ),
      ...{ quorumThousandths: integer(0, 1000), number: text, actDate: day, text },
      ...{ subject: text, protocolNumber: text, document: ref('Document') },
      revision: { ...integer(1), description: 'Of the revision it is about.' },
    },
  ),
  CarriedFrom: closed(
    {
      ...{ cycleId: text, schedaId: text, version: integer(0), contentHash: text },
    },
    { notApproved: { ...flag, description: 'It was in no plan there.' } },
  ),
  ...planInForceSchemas,
  Scheda: closed(
    {
      ...{ schedaId: text, code: text, programmeId: text, unitId: text, personId: text },
      headPersonId: { ...text, description: 'The head of its unit today; else personId.' },
      ...{ title: text, schema: text, demonstration: flag, version: integer(0) },
      content: { ...anyObject, description: 'As the schema of the definition says.' },
      contentHash: text,
      authors: listOf(text),
      returns: integer(0),
      moved: ref('Moved'),
      state: text,
      label: bothLanguages,
      actions: listOf(ref('Action')),
      ...saidOfScheda.always,
    },
    {
      ...saidOfScheda.perhaps,
      ...{ checkedBy: text, withdrawalRequestedBy: text, leftOutReason: text },
      carriedFrom: ref('CarriedFrom'),
      lastReturn: closed({ reasons: listOf(codesOf(valueSets.returnReasons)), text }, { due: day }),
      approved: closed({ schedaId: text, version: integer(1), contentHash: fingerprint }),
      approvedContent: { ...anyObject, description: 'Its content as it was approved last.' },
    },
  ),
};

function contribution(more: Readonly<Record<string, JsonSchema>>): JsonSchema {
  return closed(
    { ...more, body: text, document: ref('Document'), receivedBy: text, receivedOn: day },
    {
      bodyId: { ...text, description: 'Under which id the directory knows whoever speaks.' },
      meetingId: text,
      sessionId: { ...text, description: 'Of co-programming, where it was given at one.' },
      answer: codesOf(valueSets.contributionAnswers),
      answerText: text,
      places: listOf(
        closed(
          { on: day, text },
          { schedaId: text, programmeId: text, schedaCode: text, programmeName: text },
        ),
      ),
      meeting: closed({ title: text, date: day }, { heldOn: day }),
    },
  );
}

function forReadersOfSchede(): Readonly<Record<string, JsonSchema>> {
  return {
    schede: closed({ total: integer(0), byState: byId(integer(0)) }),
    kickoff: closed({
      heldOn: day,
      attendance: listOf(
        closed({
          unitId: text,
          personId: text,
          presence: oneOf(['present', 'excused', 'absent']),
        }),
      ),
      trainingOnProweb: flag,
      materials: listOf(ref('Document')),
    }),
    deadlines: byId(ref('Deadline')),
    openProposal: {
      ...flag,
      description: 'Whether a proposal of deadlines waits for an answer: …/deadlines/proposal.',
    },
    manifest: ref('Manifest'),
    manifestHash: fingerprint,
    endorsed: closed({ by: text, on: day, manifestHash: fingerprint }),
    sentBack: closed({ by: text, on: day, text }),
    sessions: listOf(ref('Session')),
    revisions: listOf(ref('Revision')),
    spreadsheetImports,
    ...planInForceForReadersOfSchede,
    carryOvers: listOf(
      closed({
        ...{ fromCycleId: text, fromRevision: integer(0), carried: integer(0) },
        notCarried: listOf(
          closed(
            { schedaId: text, code: text, title: text, why: codesOf(valueSets.notCarriedReasons) },
            { text },
          ),
        ),
      }),
    ),
    coProgrammingProposal: {
      ...closed(
        { decision: oneOf(['activated', 'not_activated']), by: text, on: day },
        {
          motivation: codesOf(valueSets.noCoProgrammingMotivations),
          ...{ text, deferredTo: text, deferralDue: day },
        },
      ),
      description: 'What the office proposed last to the director.',
    },
    coProgrammingApplications: byId(applicationSchema),
    coProgrammingSessions: listOf(coProgrammingSessionSchema),
  };
}
