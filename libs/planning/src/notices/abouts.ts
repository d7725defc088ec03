import type { DatabaseSync } from 'node:sqlite';
import { dayInWords } from '#calendar';
import type { About } from '#notifications';
import { redactedText } from '../correction/redaction.js';
import { kindTasks } from '../deadline/kind-names.js';
import type { PlanningFact } from '../planning-fact.js';
import { statement } from '../read-side/statement.js';
import type { DeadlineKind } from '../value-sets.js';
import { atFact, type ByType } from './by-type.js';

/**
 * The table in which the projection of notices keeps what the things they are about are called. Not the schede,
 * which are often called anew: of them the view of schede is asked.
 */
export const aboutTable = `
  CREATE TABLE about (
    cycle_id TEXT NOT NULL,
    kind TEXT NOT NULL,
    id TEXT NOT NULL,
    label TEXT NOT NULL, -- of a deadline its kind, of a session its day: each language words them
    revision INTEGER NOT NULL, -- of the fact that gave it
    PRIMARY KEY (cycle_id, kind, id)
  ) STRICT, WITHOUT ROWID;
`;

/** The fields by which a fact names a part, and what the part is. */
const parts = [
  ['schedaId', 'scheda'],
  ['meetingId', 'meeting'],
  ['deadlineId', 'deadline'],
  ['contributionId', 'contribution'],
  ['sessionId', 'session'],
  ['delegationId', 'delegation'],
  ['coDesignRowId', 'co-design-row'],
] as const;

/** What a fact is about: the part it names, else the cycle or register itself. */
export function aboutOf({ data }: { readonly data: object }, cycleId: string): About {
  for (const [field, kind] of parts) {
    const id = (data as Readonly<Record<string, unknown>>)[field];
    if (typeof id === 'string') return { kind, id };
  }
  return { kind: 'cycle', id: cycleId };
}

/** The cycle or register, the revision of the fact, and the rows. */
interface Naming {
  readonly cycleId: string;
  readonly revision: number;
  readonly database: DatabaseSync;
}

const cycleIsCalled = (
  { title }: { readonly title: string },
  { cycleId, revision, database }: Naming,
): void => {
  name(database).run(cycleId, 'cycle', cycleId, title, revision);
};

const naming: ByType<Naming, void> = {
  CycleDrafted: cycleIsCalled,
  OrganisationOpened: cycleIsCalled,
  ZoneRegisterOpened: cycleIsCalled,
  MeetingScheduled({ meetingId, title }, { cycleId, revision, database }) {
    name(database).run(cycleId, 'meeting', meetingId, title, revision);
  },
  DeadlineSet({ deadlineId, kind }, { cycleId, revision, database }) {
    name(database).run(cycleId, 'deadline', deadlineId, kind, revision);
  },
  OrganConvened({ sessionId, sessionOn }, { cycleId, revision, database }) {
    name(database).run(cycleId, 'session', sessionId, sessionOn, revision);
  },
  CoDesignRowAdded({ coDesignRowId, activity }, { cycleId, revision, database }) {
    name(database).run(cycleId, 'co-design-row', coDesignRowId, activity, revision);
  },
  TextRedacted({ where, pointer, factRevision, sha256 }, { cycleId, database }) {
    if (where === 'data' && labels.has(pointer))
      hide(database).run(redactedText(sha256), cycleId, factRevision);
  },
};

/** The types of facts that `followAbouts` looks at. */
export const typesOfAbouts = (): readonly string[] => Object.keys(naming);

/** Keeps what things are called. */
export function followAbouts(fact: PlanningFact, where: Naming): void {
  atFact(naming, fact, where);
}

/** Where facts say what something is called. */
const labels = new Set(['/title', '/activity']);

/** What something that is no scheda is called, in a language; undefined where nobody has said. */
export function labelOf(
  database: DatabaseSync,
  cycleId: string,
  { kind, id }: About,
  language: 'it' | 'en',
): string | undefined {
  const label = find(database).get(cycleId, kind, id)?.['label'] as string | undefined;
  if (label === undefined) return undefined;
  // Kept by `DeadlineSet`, of a closed set.
  if (kind === 'deadline') return kindTasks[language][label as DeadlineKind];
  return kind === 'session' ? sessionNames[language](dayInWords(label, language)) : label;
}

const sessionNames = {
  it: (day: string) => `seduta del ${day}`,
  en: (day: string) => `session of ${day}`,
};

/** The day for which an organ is convened; undefined of what is no session. */
export function sessionDay(
  database: DatabaseSync,
  cycleId: string,
  { kind, id }: About,
): string | undefined {
  if (kind !== 'session') return undefined;
  return find(database).get(cycleId, kind, id)?.['label'] as string | undefined;
}

const name = statement('INSERT OR REPLACE INTO about VALUES (?, ?, ?, ?, ?)');
const hide = statement('UPDATE about SET label = ? WHERE cycle_id = ? AND revision = ?');
const find = statement('SELECT label FROM about WHERE cycle_id = ? AND kind = ? AND id = ?');
