import type { DataOf, PlanningFact } from '#planning';
import type { ExportedFact } from '../exported-fact.js';
import { inWords, stateOf } from '../states.js';
import { kindOfField } from './object-kinds.js';
import { objectId, type ObjectType } from './object-id.js';

/** What a fact says an object is like from now on. */
export interface ObjectChange {
  readonly id: string;
  readonly type: ObjectType;
  /** By the names of `objectAttributes`; texts all of them, days as `2024-02-20`. */
  readonly attributes: Attributes;
}

export type Attributes = Readonly<Record<string, string>>;

/** What objects of a type are told to be like. Of the others only where they stand, if a machine says it. */
const told = {
  cycle: ['title', 'definition', 'year', 'phase'],
  scheda: [
    ...['title', 'code', 'schema', 'programme', 'unit', 'contact', 'version', 'content-hash'],
    ...['execution', 'approved-version'],
  ],
  programme: ['name', 'code'],
  objective: ['name', 'code'],
  meeting: ['title', 'counterpart', 'channel', 'date'],
  deadline: ['kind', 'basis', 'due'],
  session: ['organ', 'date', 'outcome'],
  prescription: ['due'],
  promise: ['about', 'due'],
  unit: ['name', 'kind', 'owner', 'head', 'merged-into', 'closed-from'],
  'plan-document': ['title', 'kind', 'edition', 'sha256', 'protocol'],
  document: ['title', 'sha256', 'protocol'],
  act: ['text'],
  manifest: ['sha256'],
  'final-report': ['sha256'],
} as const satisfies Partial<Record<ObjectType, readonly string[]>>;

/** The attributes of a type of object, in order; the last is where it stands. */
export function objectAttributes(type: ObjectType): readonly string[] {
  return [...((told as Partial<Record<ObjectType, readonly string[]>>)[type] ?? []), 'state'];
}

/**
 * What a fact changes of the objects it is about: what it says of them itself, and where the machines say that they
 * stand after it. What is the same as before is told, too.
 */
export function changesIn(fact: ExportedFact): readonly ObjectChange[] {
  const changes: ObjectChange[] = [];
  const say: Say = (type, id, values) => {
    const attributes = Object.fromEntries(
      Object.entries(values).flatMap(([name, value]) =>
        value === undefined || value === null ? [] : [[name, String(value)] as const],
      ),
    );
    if (Object.keys(attributes).length > 0) {
      changes.push({ id: objectId(type, id, fact), type, attributes });
    }
  };
  // Written by our own pipeline: the shapes are checked there.
  const known = fact as unknown as PlanningFact;
  (saying[known.type] as ((data: object, say: Say) => void) | undefined)?.(known.data, say);
  sayDocuments(fact.data, say);
  sayWhereItStands(fact, say);
  return changes;
}

type Say = (
  type: ObjectType,
  id: string,
  values: Readonly<Record<string, string | number | undefined | null>>,
) => void;

type Saying = { readonly [Type in PlanningFact['type']]?: (data: DataOf<Type>, say: Say) => void };

/** What every cycle and register says of itself when it begins. */
interface Beginning {
  readonly title: string;
  readonly definition: { readonly id: string; readonly version: number };
  readonly year?: number;
}

function begun(cycleId: string, { title, definition, year }: Beginning, say: Say): void {
  say('cycle', cycleId, { title, definition: `${definition.id}.${definition.version}`, year });
}

const saying: Saying = {
  CycleDrafted: (data, say) => {
    begun(data.cycleId, data, say);
  },
  OrganisationOpened: (data, say) => {
    begun(data.registerId, data, say);
  },
  ZoneRegisterOpened: (data, say) => {
    begun(data.cycleId, data, say);
  },
  TreeImported: ({ objectives, programmes }, say) => {
    for (const { objectiveId, name, code } of objectives)
      say('objective', objectiveId, { name, code });
    for (const { programmeId, name, code } of programmes)
      say('programme', programmeId, { name, code });
  },
  ObjectiveAdded: ({ objectiveId, name, code }, say) => {
    say('objective', objectiveId, { name, code });
  },
  ProgrammeAdded: ({ programmeId, name, code }, say) => {
    say('programme', programmeId, { name, code });
  },
  ObjectiveRenamed: ({ objectiveId, newName }, say) => {
    say('objective', objectiveId, { name: newName });
  },
  ProgrammeRenamed: ({ programmeId, newName }, say) => {
    say('programme', programmeId, { name: newName });
  },
  SchedaAssigned: ({ schedaId, title, code, schema, programmeId, unitId, personId }, say) => {
    const scheda = { title, code, schema, programme: programmeId, unit: unitId };
    say('scheda', schedaId, { ...scheda, contact: personId, version: 0 });
  },
  SchedaCarriedOver: (data, say) => {
    const { schedaId, title, code, schema, programmeId, unitId, personId, contentHash } = data;
    const scheda = { title, code, schema, programme: programmeId, unit: unitId };
    say('scheda', schedaId, {
      ...{ ...scheda, contact: personId, version: 1 },
      'content-hash': contentHash,
    });
  },
  SchedaRevised: ({ schedaId, version, contentHash, changes }, say) => {
    const { title } = changes;
    say('scheda', schedaId, {
      ...{ version, 'content-hash': contentHash },
      ...(typeof title === 'string' && { title }),
    });
  },
  SchedaReassigned: ({ schedaId, toUnitId, toPersonId }, say) => {
    say('scheda', schedaId, { unit: toUnitId, contact: toPersonId });
  },
  SchedaMoved: ({ schedaId, toProgrammeId }, say) => {
    say('scheda', schedaId, { programme: toProgrammeId });
  },
  SchedaApproved: ({ schedaId, version }, say) => {
    say('scheda', schedaId, { 'approved-version': version });
  },
  SchedaReported: ({ schedaId, status }, say) => {
    say('scheda', schedaId, { execution: status });
  },
  ProgressRecorded: ({ schedaId, status }, say) => {
    say('scheda', schedaId, { execution: status });
  },
  MeetingScheduled: ({ meetingId, title, counterpart, channel, date }, say) => {
    say('meeting', meetingId, { title, counterpart, channel, date });
  },
  MeetingRescheduled: ({ meetingId, to, arrangements }, say) => {
    say('meeting', meetingId, { date: to, channel: arrangements?.channel });
  },
  MeetingHeld: ({ meetingId, heldOn }, say) => {
    say('meeting', meetingId, { date: heldOn });
  },
  DeadlineSet: ({ deadlineId, kind, basis, due }, say) => {
    say('deadline', deadlineId, { kind, basis, due });
  },
  DeadlineExtended: ({ deadlineId, to, unitId, rests }, say) => {
    // That of one unit leaves that of all where it is.
    if (unitId === undefined) say('deadline', deadlineId, { due: to, basis: rests?.basis });
  },
  DeadlineShortened: ({ deadlineId, to, rests }, say) => {
    say('deadline', deadlineId, { due: to, basis: rests?.basis });
  },
  TargetApprovalSet: ({ deadlineIds = [] }, say) => {
    for (const deadlineId of deadlineIds) say('deadline', deadlineId, { basis: 'REGIONAL_ACT' });
  },
  OrganConvened: ({ sessionId, organ, sessionOn }, say) => {
    say('session', sessionId, { organ, date: sessionOn });
  },
  DeliberationRecorded: ({ sessionId, outcome, number, actDate, manifestHash }, say) => {
    say('session', sessionId, { outcome });
    if (number !== undefined && actDate !== undefined) {
      say('act', `${number} ${actDate}`, { text: `${number} del ${actDate}` });
    }
    say('manifest', manifestHash, { sha256: manifestHash });
  },
  VerificationClosed: ({ manifestHash }, say) => {
    say('manifest', manifestHash, { sha256: manifestHash });
  },
  RevisionVerified: ({ manifestHash }, say) => {
    say('manifest', manifestHash, { sha256: manifestHash });
  },
  FinalReportEndorsed: ({ reportHash }, say) => {
    say('final-report', reportHash, { sha256: reportHash });
  },
  FinalReportApproved: ({ number, actDate }, say) => {
    say('act', `${number} ${actDate}`, { text: `${number} del ${actDate}` });
  },
  PrescriptionSet: ({ prescriptionId, due }, say) => {
    say('prescription', prescriptionId, { due });
  },
  PromiseMade: ({ promiseId, about, due }, say) => {
    say('promise', promiseId, { about, due });
  },
  UnitAdded: ({ unitId, name, kind, belongsTo, headPersonId }, say) => {
    say('unit', unitId, { name, kind, owner: belongsTo, head: headPersonId });
  },
  UnitRenamed: ({ unitId, newName }, say) => {
    say('unit', unitId, { name: newName });
  },
  UnitHeadChanged: ({ unitId, newPersonId }, say) => {
    say('unit', unitId, { head: newPersonId });
  },
  UnitMerged: ({ unitId, intoUnitId, from }, say) => {
    say('unit', unitId, { 'merged-into': intoUnitId, 'closed-from': from });
  },
  UnitClosed: ({ unitId, from }, say) => {
    say('unit', unitId, { 'closed-from': from });
  },
  DocumentRegistered: ({ documentId, title, kind, edition, sha256 }, say) => {
    say('plan-document', documentId, { title, kind, edition, sha256 });
  },
};

/** Every document that stands in the data of a fact, at any depth, and every act that it cites. */
function sayDocuments(value: unknown, say: Say): void {
  if (typeof value !== 'object' || value === null) return;
  if (Array.isArray(value)) {
    for (const each of value) sayDocuments(each, say);
    return;
  }
  const { title, sha256, protocol, act, cite } = value as Readonly<Record<string, unknown>>;
  if (typeof title === 'string' && typeof sha256 === 'string' && /^[0-9a-f]{64}$/.test(sha256)) {
    say('document', sha256, {
      ...{ title, sha256, protocol: typeof protocol === 'string' ? protocol : undefined },
    });
  }
  for (const text of [act, cite]) {
    if (typeof text === 'string' && text !== '') say('act', text, { text });
  }
  for (const member of Object.values(value)) sayDocuments(member, say);
}

function sayWhereItStands({ type, data, life, cycleId }: ExportedFact, say: Say): void {
  const { workflow, state } = life;
  say('cycle', cycleId, {
    phase: workflow.root.phase(state),
    state: inWords(workflow.root.value(state)),
  });
  const kind = workflow.route(type)?.kind;
  if (kind === undefined) return;
  const { idField } = workflow.definition.parts[kind] ?? {};
  const named = idField === undefined ? undefined : kindOfField(idField, 0);
  if (named === undefined || idField === undefined) return;
  const id = workflow.partId(kind, data);
  say(named.type, id, { state: stateOf(life, kind, id) });
}
