import { promiseStandings, refusalTexts, valueSets } from '#planning';
import { roleNames, roles } from '#people';
import { noticeSchemas } from './openapi.notices.js';
import { peopleSchemas } from './openapi.people.js';
import { accessSchemas } from './openapi.access.js';
import { accessReportSchemas } from './openapi.access-report.js';
import { auditSchemas } from './openapi.audit.js';
import { coProgrammingSchemas } from './openapi.co-programming.js';
import { cycleSchemas } from './openapi.cycle.js';
import { deadlineSchemas } from './openapi.deadlines.js';
import { historySchemas } from './openapi.history.js';
import { healthProfileSchemas } from './openapi.health-profile.js';
import { organisationSchemas } from './openapi.organisation.js';
import { searchSchemas } from './openapi.search.js';
import { reportSchemas } from './openapi.reports.js';
import { attachmentSchemas } from '../attachments/openapi.attachments.js';
import { spreadsheetSchemas } from './openapi.spreadsheets.js';
import { zoneRegisterSchemas } from './openapi.zone-register.js';
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
  uuid,
  type JsonSchema,
} from './schema.js';

const category = oneOf(Object.keys(valueSets.categories));
const cell = oneOf(['covered', 'heard', 'none']);
const role = oneOf(Object.keys(roles));
/** Of whoever did or tried something: the program may have, too. */
const actingRole = oneOf(Object.keys(roleNames));
/** Who it was is for those who may read the schede. */
const decided = closed({ at: instant, reason: text }, { by: text });
const said = { by: text, role: text, at: instant };
const someText: JsonSchema = closed({ title: text, detail: text });
/** Version 0 has no fingerprint: nobody has written in it yet. */
const schedaVersion = closed({ version: integer(0), contentHash: text });
const details: JsonSchema = {
  type: 'object',
  description:
    'What the sentence was filled with; `problems` where there is a list of things to mend.',
};

/** What the API answers, by name. */
export const answerSchemas: Readonly<Record<string, JsonSchema>> = {
  ...accessSchemas,
  ...noticeSchemas,
  ...peopleSchemas,
  ...accessReportSchemas,
  ...auditSchemas,
  ...historySchemas,
  ...cycleSchemas,
  ...deadlineSchemas,
  ...coProgrammingSchemas,
  ...healthProfileSchemas,
  ...organisationSchemas,
  ...reportSchemas,
  ...searchSchemas,
  ...zoneRegisterSchemas,
  ...spreadsheetSchemas,
  ...attachmentSchemas,
  CycleRow: closed({
    ...{ cycleId: text, zone: text, year: integer(1900), title: text },
    definition: ref('DefinitionReference'),
    ...{ phase: text, phaseName: bothLanguages },
    ...{ responsiblePersonId: orNull(text), targetApproval: orNull(day) },
    schede: byId(integer(0)),
    ...{ facts: integer(1), revision: integer(0), position: integer(1), recordedAt: instant },
    ...{ manifestHash: orNull(fingerprint), outcome: orNull(text) },
    ...{ actNumber: orNull(text), actDate: orNull(day) },
  }),
  SchedaRow: closed({
    ...{ cycleId: text, zone: text, schedaId: text, code: text, title: text },
    ...{ programmeId: text, unitId: text, personId: text, state: text, stateName: bothLanguages },
    headPersonId: text,
    ...{ version: integer(0), contentHash: text, returns: integer(0), due: orNull(day) },
    ...{ withdrawalRequested: flag, demonstration: flag, moved: ref('Moved') },
    executionStatus: orNull(oneOf(Object.keys(valueSets.executionStatuses))),
    reportState: orNull(oneOf(['reported', 'returned', 'accepted', 'excused'])),
  }),
  Progress: closed({
    total: integer(0),
    byState: listOf(closed({ state: text, stateName: bothLanguages, count: integer(0) })),
    byUnit: listOf(closed({ unitId: text, total: integer(0), byState: byId(integer(0)) })),
  }),
  Coverage: closed({
    cycleId: text,
    zone: text,
    categories: listOf(
      closed({
        category,
        label: text,
        standing: oneOf(['covered', 'heard', 'none', 'exempted']),
        exemption: orNull(closed({ proposed: decided, decided: orNull(decided) })),
      }),
    ),
    meetings: listOf(
      closed({
        ...{ meetingId: text, title: text, date: day, heldOn: orNull(day) },
        counterpart: oneOf(Object.keys(valueSets.counterparts)),
        ...{ state: text, stateName: bothLanguages, minutesRecorded: flag },
        cells: closed(
          {},
          Object.fromEntries(Object.keys(valueSets.categories).map((name) => [name, cell])),
        ),
      }),
    ),
    gaps: listOf(category),
  }),
  Question: closed({
    ...{ cycleId: text, zone: text, questionId: text, subject: text, text },
    ...{ guess: orNull(text), source: orNull(ref('Source')), state: oneOf(['open', 'answered']) },
    raised: closed(said),
    answer: orNull(closed({ ...said, text, basis: text })),
  }),
  Promise: closed({
    ...{ cycleId: text, zone: text, promiseId: text, about: oneOf(['CO_PROGRAMMING', 'OTHER']) },
    ...{ text, to: orNull(text), due: orNull(day), madeOn: day, standing: oneOf(promiseStandings) },
    ended: orNull(closed({ on: day, text: orNull(text), inCycleId: orNull(text) })),
  }),
  SinceLastYear: closed(
    {
      carriedFrom: orNull(ref('CarriedFrom')),
      changes: listOf(closed({ field: text, label: text, lastYear: {}, now: {} })),
    },
    { lastYear: anyObject, now: anyObject },
  ),
  SchedaChanges: closed({
    ...{ schedaId: text, from: schedaVersion, to: schedaVersion },
    changes: listOf(closed({ field: text, label: text, before: {}, after: {} })),
  }),
  Task: closed({
    cycleId: text,
    subject: closed({
      kind: oneOf([
        'cycle',
        'scheda',
        'meeting',
        'contribution',
        'question',
        'category',
        'prescription',
        'promise',
        'deadline',
        'application',
        'theme',
      ]),
      ...{ id: text, label: text, code: orNull(text), unitId: orNull(text) },
      headPersonId: orNull(text),
    }),
    ...{ it: text, en: text, due: orNull(day), dueKind: orNull(text) },
    doneBy: text,
    onBehalfOf: orNull(text),
    why: bothLanguages,
    since: instant,
  }),
  Refusal: closed({
    ...{
      position: integer(1),
      zone: text,
      cycleId: text,
      personId: text,
      role: actingRole,
      verb: text,
    },
    unitId: orNull(text),
    onBehalfOf: orNull(text),
    ...{ code: text, rule: text, law: orNull(text), details, it: text, en: text, at: instant },
  }),
  Action: closed(
    { verb: text, title: bothLanguages, possible: flag },
    { why: closed({ code: text, it: text, en: text }) },
  ),
  Fact: closed(
    {
      ...{ position: integer(1), revision: integer(0), id: uuid, type: text, data: anyObject },
      actor: closed(
        { personId: text, role: actingRole, authMethod: text },
        { authenticatedAt: instant, unitId: text, onBehalfOf: text, delegationId: text },
      ),
      ...{ occurredOn: day, recordedAt: instant, commandId: uuid, commandDigest: fingerprint },
      rule: text,
      definition: closed({ id: text, version: integer(1) }),
      schemaVersion: integer(1),
    },
    {
      ...{ policy: text, reason: text, lateReason: text },
      lookedAt: {
        ...byId(integer(0)),
        description: 'The other lives it rests on, each with the revision it had then.',
      },
      corrected: listOf(closed({ field: text, byRevision: integer(0) })),
      redacted: listOf(
        closed({ where: oneOf(['data', 'envelope']), pointer: text, byRevision: integer(0) }),
      ),
    },
  ),
  Replay: closed({
    ...{ cycleId: text, facts: integer(1), revision: integer(0), phase: text, matches: flag },
    ...{ replayedFingerprint: fingerprint, liveFingerprint: fingerprint },
  }),
  View: closed(
    {
      ...{ name: text, version: integer(1), checkpoint: integer(0), logEnd: integer(0) },
      ...{ caughtUp: flag, parkedCount: integer(0) },
      parked: listOf(
        closed({
          ...{ position: integer(1), stream: text, revision: integer(0), type: text },
          ...{ error: text, at: instant },
        }),
      ),
    },
    { building: closed({ version: integer(1), checkpoint: integer(0) }), failure: text },
  ),
  Retried: closed({ name: text, applied: integer(0), parked: integer(0) }),
  Definition: closed({
    ...{ id: text, version: integer(1), digest: fingerprint, title: bothLanguages },
  }),
  DefinitionInFull: closed({
    ...{ id: text, version: integer(1), digest: fingerprint, title: bothLanguages },
    documents: anyObject,
    labels: { ...byId(byId(text)), description: 'What each code of each value set is called.' },
    machines: listOf(
      closed({
        ...{ id: text, diagram: text },
        table: listOf(
          closed(
            { from: text, fact: text, to: text },
            {
              outcome: text,
              guard: text,
              awaits: closed(
                { roles: listOf(role), it: text, en: text, doneBy: text },
                { dueBy: text },
              ),
            },
          ),
        ),
      }),
    ),
  }),
  Policy: closed({
    version: text,
    verbs: listOf(closed({ verb: text, title: text, decisive: flag, rules: byId(orNull(text)) })),
    readings: byId(listOf(role)),
    operations: byId(listOf(role)),
    routes: listOf(closed({ route: text, rule: text, rules: byId(orNull(text)) })),
  }),
  Live: closed({ status: oneOf(['live']) }),
  Ready: closed({
    status: oneOf(['ready', 'unready']),
    checks: listOf(closed({ name: text, ok: flag, detail: text })),
  }),
  Recorded: closed(
    {
      ...{ cycleId: text, revision: integer(0), position: integer(1), repeated: flag },
      facts: listOf(closed({ id: uuid, type: text, revision: integer(0), data: anyObject })),
    },
    { receipt: { ...text, description: 'Of a decision: where its proof is (C2SP tlog-proof).' } },
  ),
  Problem: {
    ...closed(
      {
        ...{ type: text, title: text, status: integer(400, 599), detail: text, instance: text },
        code: {
          type: 'string',
          description: `Refusals: ${Object.keys(refusalTexts).join(', ')}`,
        },
        ...{ it: someText, en: someText },
      },
      {
        ...{ rule: text, law: text, details, cycleId: text, reasons: listOf(text) },
        problems: listOf(closed({ field: text, it: text, en: text })),
      },
    ),
  },
};
