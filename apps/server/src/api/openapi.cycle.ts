import { poaAnnualeV1, valueSets } from '#planning';
import {
  applicationSchema,
  coProgrammingSessionSchema,
  noticeSchema,
} from './openapi.co-programming.js';
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
  ref,
  text,
  type JsonSchema,
} from './schema.js';

const codesOf = (set: object): JsonSchema => oneOf(Object.keys(set));
const category = codesOf(valueSets.categories);

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
        objectives: byId(closed({ objectiveId: text, name: text }, { source: ref('Source') })),
        programmes: byId(
          closed(
            { programmeId: text, name: text, objectiveIds: listOf(text) },
            { source: ref('Source') },
          ),
        ),
        needs: byId(
          closed(
            { needId: text, kind: oneOf(['critical', 'positive']), text },
            { theme: text, source: ref('Source') },
          ),
        ),
        coProgramming: ref('CoProgramming'),
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
        regionalAct: closed({ cite: text }, { date: day, url: text, source: ref('Source') }),
        targetApproval: closed({ date: day, basis: text, earlier: listOf(day) }),
        profile: closed(
          { edition: text, title: text, document: ref('Document') },
          { profileCycleId: text, adopted: closed({ organ: text, act: text }) },
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
      motivation: codesOf(valueSets.noCoProgrammingMotivations),
      text,
      deferredTo: text,
      deferralDue: day,
      notice: noticeSchema,
      report: ref('Document'),
      sentTo: listOf(text),
      reportUrl: text,
      procedureCycleId: {
        ...text,
        description: 'The procedure of its own in which it takes place.',
      },
      lastUsefulDay: {
        ...closed({ day, it: text, en: text }),
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
      minutes: ref('Document'),
      earlierArrangements: listOf(
        closed(
          { channel: codesOf(valueSets.channels) },
          { startTime: text, venue: text, room: text },
        ),
      ),
    },
  ),
  QuestionOfCycle: closed(
    { questionId: text, subject: text, text },
    { guess: text, source: ref('Source'), answer: text },
  ),
  Deadline: closed({
    ...{ deadlineId: text, due: day },
    kind: codesOf(valueSets.deadlineKinds),
    basis: codesOf(valueSets.deadlineBases),
    history: listOf(closed({ from: day, to: day, reason: text })),
  }),
  ContributionOfCycle: contribution({}),
  Contribution: contribution({ contributionId: text, state: text, label: bothLanguages }),
  Manifest: closed({
    schede: listOf(
      closed({
        ...{ schedaId: text, code: text, programmeId: text, unitId: text },
        ...{ version: integer(1), contentHash: fingerprint },
      }),
    ),
    objectives: listOf(closed({ objectiveId: text, name: text })),
    programmes: listOf(closed({ programmeId: text, name: text, objectiveIds: listOf(text) })),
    coProgramming: closed(
      { decision: oneOf(['activated', 'not_activated', 'undecided']), ground: text },
      { deferredTo: text },
    ),
    documents: listOf(ref('Document')),
  }),
  Session: closed(
    { sessionId: text, organ: text, sessionOn: day, protocol: text, items: listOf(text) },
    {
      outcome: oneOf([...Object.keys(valueSets.outcomes), 'cancelled']),
      members: listOf(
        closed(
          { body: text, present: flag, quotaThousandths: integer(0, 1000) },
          { vote: oneOf(['for', 'against', 'abstained']), delegate: flag },
        ),
      ),
      ...{ quorumThousandths: integer(0, 1000), number: text, actDate: day, text },
    },
  ),
  CarriedFrom: closed({
    ...{ cycleId: text, schedaId: text, version: integer(0), contentHash: text },
  }),
  Scheda: closed(
    {
      ...{ schedaId: text, code: text, programmeId: text, unitId: text, personId: text },
      ...{ title: text, schema: text, demonstration: flag, version: integer(0) },
      content: { ...anyObject, description: 'As the schema of the definition says.' },
      contentHash: text,
      authors: listOf(text),
      returns: integer(0),
      moved: ref('Moved'),
      state: text,
      label: bothLanguages,
      actions: listOf(ref('Action')),
    },
    {
      ...{ checkedBy: text, withdrawalRequestedBy: text, leftOutReason: text },
      carriedFrom: ref('CarriedFrom'),
      lastReturn: closed({ reasons: listOf(codesOf(valueSets.returnReasons)), text }, { due: day }),
      approved: closed({ schedaId: text, version: integer(1), contentHash: fingerprint }),
    },
  ),
};

function contribution(more: Readonly<Record<string, JsonSchema>>): JsonSchema {
  return closed(
    { ...more, body: text, document: ref('Document'), receivedBy: text, receivedOn: day },
    {
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
    manifest: ref('Manifest'),
    manifestHash: fingerprint,
    endorsed: closed({ by: text, on: day, manifestHash: fingerprint }),
    sentBack: closed({ by: text, on: day, text }),
    sessions: listOf(ref('Session')),
    prescriptions: listOf(closed({ prescriptionId: text, text }, { due: day })),
    carryOver: closed({
      ...{ fromCycleId: text, fromRevision: integer(0), carried: integer(0) },
      notCarried: listOf(
        closed(
          { schedaId: text, code: text, title: text, why: codesOf(valueSets.notCarriedReasons) },
          { text },
        ),
      ),
    }),
    coProgrammingApplications: byId(applicationSchema),
    coProgrammingSessions: listOf(coProgrammingSessionSchema),
  };
}
