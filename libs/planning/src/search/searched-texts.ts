import type { DatabaseSync } from 'node:sqlite';
import { sealedIn } from '#people';
import { cycleName } from '../cycle/cycle-id.js';
import type { SchedaContent } from '../scheda/scheda.facts.js';
import { onFact } from '../read-side/on-fact.js';
import type { CycleStep } from '../read-side/standings.js';
import { counterparts, deadlineKinds } from '../value-sets.js';
import { forgetThing, SearchedThing, type ThingKind } from './searched-thing.js';

/** Takes the texts of a fact into the index, each under the thing it is about. */
export function noteTexts(step: CycleStep, database: DatabaseSync): void {
  note(step, database);
  // Those of a register have no page.
  if (cycleName(step.cycleId)?.year !== undefined) noteDocuments(step, database);
}

function thing(
  { zone, cycleId, revision }: CycleStep,
  kind: ThingKind,
  id: string,
  database: DatabaseSync,
): SearchedThing {
  return new SearchedThing({ zone, cycleId, revision, kind, id }, database);
}

const note = onFact({
  CycleDrafted({ title, cycleId }, step, database) {
    thing(step, 'cycle', cycleId, database).says('title', title, '/title', 'title').keep();
  },
  TreeImported({ objectives, programmes }, step, database) {
    for (const [index, objective] of objectives.entries()) {
      hang('objective', objective.objectiveId, objective, `/objectives/${index}`, step, database);
    }
    for (const [index, programme] of programmes.entries()) {
      hang('programme', programme.programmeId, programme, `/programmes/${index}`, step, database);
    }
  },
  ObjectiveAdded(objective, step, database) {
    hang('objective', objective.objectiveId, objective, '', step, database);
  },
  ProgrammeAdded(programme, step, database) {
    hang('programme', programme.programmeId, programme, '', step, database);
  },
  ObjectiveRenamed({ objectiveId, newName }, step, database) {
    const objective = thing(step, 'objective', objectiveId, database);
    objective.says('name', newName, '/newName', 'title').keep();
  },
  ProgrammeRenamed({ programmeId, newName }, step, database) {
    const programme = thing(step, 'programme', programmeId, database);
    programme.says('name', newName, '/newName', 'title').keep();
  },
  ObjectiveRemoved({ objectiveId }, { cycleId }, database) {
    forgetThing(cycleId, 'objective', objectiveId, database);
  },
  ProgrammeRemoved({ programmeId }, { cycleId }, database) {
    forgetThing(cycleId, 'programme', programmeId, database);
  },
  SchedaAssigned(scheda, step, database) {
    beginScheda(scheda, step, database).keep();
  },
  SchedaCarriedOver({ content, ...scheda }, step, database) {
    const begun = beginScheda(scheda, step, database);
    fill(begun, content, '/content').keep();
  },
  SchedaRevised({ schedaId, changes }, step, database) {
    fill(thing(step, 'scheda', schedaId, database), changes, '/changes').keep();
  },
  SchedaApproved({ schedaId }, step, database) {
    thing(step, 'scheda', schedaId, database).approve();
  },
  AmendmentDropped({ schedaId }, step, database) {
    thing(step, 'scheda', schedaId, database).goBack().keep();
  },
  SchedaAnnulled({ schedaId }, step, database) {
    thing(step, 'scheda', schedaId, database).goBack().keep();
  },
  UnitAdded({ unitId, name }, step, database) {
    const unit = thing(step, 'unit', unitId, database);
    unit.says('id', unitId, '/unitId', 'code').says('name', name, '/name', 'title').keep();
  },
  UnitRenamed({ unitId, newName }, step, database) {
    thing(step, 'unit', unitId, database).says('name', newName, '/newName', 'title').keep();
  },
  UnitTakenBack({ unitId }, { cycleId }, database) {
    forgetThing(cycleId, 'unit', unitId, database);
  },
  MeetingScheduled(plan, step, database) {
    const { meetingId, title, counterpart, venue, room, date, agendaItems } = plan;
    const meeting = thing(step, 'meeting', meetingId, database);
    meeting
      .says('title', title, '/title', 'title')
      .says('counterpart', counterparts[counterpart], '/counterpart')
      .says('date', dayAsWritten(date), '/date')
      .says('venue', venue, '/venue')
      .says('room', room, '/room')
      .says('agenda', agendaItems, '/agendaItems')
      .keep();
  },
  MeetingRescheduled({ meetingId, to, arrangements, agendaItems }, step, database) {
    const meeting = thing(step, 'meeting', meetingId, database).says(
      'date',
      dayAsWritten(to),
      '/to',
    );
    if (arrangements) {
      meeting.says('venue', arrangements.venue, '/arrangements/venue');
      meeting.says('room', arrangements.room, '/arrangements/room');
    }
    if (agendaItems) meeting.says('agenda', agendaItems, '/agendaItems');
    meeting.keep();
  },
  MeetingHeld({ meetingId, contents, heldOn }, step, database) {
    const meeting = thing(step, 'meeting', meetingId, database);
    meeting
      .says('date', dayAsWritten(heldOn), '/heldOn')
      .says('contents', contents, '/contents')
      .keep();
  },
  CoDesignRowAdded(row, step, database) {
    const { coDesignRowId, holder, activity, subjects, codes, act, legalReferences } = row;
    thing(step, 'coDesignRow', coDesignRowId, database)
      .says('id', coDesignRowId, '/coDesignRowId', 'code')
      .says('activity', activity, '/activity', 'title')
      .says('holder', holder.text, '/holder/text')
      .says('subjects', textsOf(subjects), '/subjects')
      .says('codes', codes, '/codes', 'code')
      .says('act', act, '/act')
      .says('law', legalReferences, '/legalReferences')
      .keep();
  },
  CoDesignRowCompleted({ coDesignRowId, filled }, step, database) {
    const row = thing(step, 'coDesignRow', coDesignRowId, database);
    const { subjects, codes, act } = filled;
    if (subjects) row.says('subjects', textsOf(subjects), '/filled/subjects');
    for (const [kind, some] of Object.entries(codes ?? {})) {
      row.says(`codes ${kind}`, some, `/filled/codes/${kind}`, 'code');
    }
    if (act !== undefined) row.says('act', act, '/filled/act');
    row.keep();
  },
  CoDesignRowTakenBack({ coDesignRowId }, { cycleId }, database) {
    forgetThing(cycleId, 'coDesignRow', coDesignRowId, database);
  },
  DeliberationRecorded({ sessionId, number, prescriptions, text }, step, database) {
    thing(step, 'act', sessionId, database)
      .says('number', number, '/number', 'code')
      .says('title', 'Deliberazione', '', 'title')
      .says('title number', number, '/number', 'title')
      .says('prescriptions', textsOf(prescriptions), '/prescriptions')
      .says('text', text, '/text')
      .keep();
  },
  RegionalActLinked({ cite, affects }, step, database) {
    thing(step, 'act', `regional ${step.revision}`, database)
      .says('cite', cite, '/cite', 'title')
      .says('affects', affects, '/affects')
      .keep();
  },
  DeadlineSet({ deadlineId, kind, due, act }, step, database) {
    thing(step, 'deadline', deadlineId, database)
      .says('kind', deadlineKinds[kind], '', 'title')
      .says('due', dayAsWritten(due), '/due')
      .says('act', act, '/act')
      .keep();
  },
  DeadlineExtended({ deadlineId, to, unitId }, step, database) {
    if (unitId !== undefined) return;
    thing(step, 'deadline', deadlineId, database).says('due', dayAsWritten(to), '/to').keep();
  },
  DeadlineShortened({ deadlineId, to }, step, database) {
    thing(step, 'deadline', deadlineId, database).says('due', dayAsWritten(to), '/to').keep();
  },
});

/** `2024-02-20` as people write it; any other text as it is. */
export const dayAsWritten = (day: string): string =>
  /^\d{4}-\d\d-\d\d$/.test(day) ? day.split('-').reverse().join('/') : day;

/** What such parts say of themselves, each at its place. */
function textsOf(parts: readonly { readonly text: string }[]): readonly object[] {
  return parts.map(({ text }) => ({ text }));
}

function beginScheda(
  scheda: { readonly schedaId: string; readonly code: string; readonly title: string },
  step: CycleStep,
  database: DatabaseSync,
): SearchedThing {
  const { schedaId, code, title } = scheda;
  return thing(step, 'scheda', schedaId, database)
    .says('code', code, '/code', 'code')
    .says('id', schedaId, '/schedaId', 'code')
    .says('title', title, '/title', 'title');
}

/** What a scheda says in the fields that a fact fills; `null` empties one. */
function fill(scheda: SearchedThing, content: SchedaContent, pointer: string): SearchedThing {
  for (const [field, value] of Object.entries(content)) {
    scheda.says(field, value, `${pointer}/${field}`, field === 'title' ? 'title' : 'body');
  }
  return scheda;
}

function hang(
  kind: 'objective' | 'programme',
  id: string,
  branch: { readonly name: string; readonly code?: string; readonly description?: string },
  pointer: string,
  step: CycleStep,
  database: DatabaseSync,
): void {
  const { name, code, description } = branch;
  thing(step, kind, id, database)
    .says('id', id, `${pointer}/${kind}Id`, 'code')
    .says('code', code, `${pointer}/code`, 'code')
    .says('name', name, `${pointer}/name`, 'title')
    .says('description', description, `${pointer}/description`)
    .keep();
}

/** Every document that a fact of a yearly programme speaks of, whatever the fact: known by its title and protocol. */
function noteDocuments(step: CycleStep, database: DatabaseSync): void {
  const data = step.fact.data as { readonly document?: unknown; readonly materials?: unknown };
  const materials = Array.isArray(data.materials) ? (data.materials as readonly unknown[]) : [];
  const told = [
    ...[{ document: data.document, pointer: '/document' }],
    ...materials.map((document, index) => ({ document, pointer: `/materials/${index}` })),
  ];
  for (const { document, pointer } of told) {
    const { title, protocol, sha256 } = (document ?? {}) as Readonly<Record<string, unknown>>;
    if (typeof title !== 'string' || typeof sha256 !== 'string') continue;
    if (sealedIn(title) !== undefined) continue;
    thing(step, 'document', `${step.revision}${pointer}`, database)
      .says('title', title, `${pointer}/title`, 'title')
      .says('protocol', protocol, `${pointer}/protocol`, 'code')
      .keep();
  }
}
