import type { Json, JsonObject } from '#event-store';
import type { AnyLife } from '#planning';
import { pointerTo, type Path } from '../difference/document-difference.js';
import type { Watched } from './blame.js';

/**
 * What is a cycle’s or a register’s own, by its definition; the schede have histories of their own. What is not named
 * here is told of to nobody.
 */
const ownMembers: Readonly<Record<string, readonly string[]>> = {
  'poa-annuale': [
    ...['title', 'year', 'caseFile', 'responsiblePersonId', 'regionalAct', 'targetApproval'],
    ...['parentPlans', 'objectives', 'programmes', 'needs', 'profile', 'kickoff', 'coProgramming'],
    ...['exemptionsProposed', 'exemptions', 'manifestHash', 'endorsed', 'sentBack', 'sessions'],
    ...['publications', 'prowebDeposits', 'checkpoints', 'finalReport', 'closings'],
    ...['suspensions', 'ended'],
  ],
  'co-programmazione': ['title', 'year', 'responsiblePersonId', 'coProgramming'],
  'profilo-di-salute': [
    ...['title', 'year', 'themes', 'needs', 'indicators', 'dataSources', 'documents'],
    ...['proposed', 'adopted', 'frozen', 'supersededBy'],
  ],
  organizzazione: [
    ...['title', 'units', 'delegations', 'roleGrants', 'deactivated', 'officeClosures'],
  ],
  'registro-di-zona': ['title', 'coDesignRows', 'fundedProjects', 'documents'],
};

/** Watches what is a cycle’s or a register’s own, and where it stands: `/state`. */
export function watchedLife(): Watched {
  const texts = new Map<string, string | undefined>();
  const known = new Map<string, ReadonlyMap<string, Json>>();
  return {
    look: (life, touched) => {
      const { workflow, state } = life;
      let isOther = texts.get('/state') !== state;
      texts.set('/state', state);
      known.set('/state', new Map([['/state', workflow.root.value(state) as Json]]));
      for (const member of ownMembers[workflow.reference.id] ?? []) {
        if (!touched.has(member)) continue;
        const value = memberOf(life, member);
        const text = JSON.stringify(value) as string | undefined;
        if (texts.has(member) && texts.get(member) === text) continue;
        texts.set(member, text);
        isOther = true;
        const copy = text === undefined ? undefined : (JSON.parse(text) as Json);
        known.set(member, new Map(copy === undefined ? [] : leaves(copy, [member])));
      }
      return isOther ? new Map([...known.values()].flatMap((fields) => [...fields])) : undefined;
    },
  };
}

function memberOf({ data }: Readonly<AnyLife>, member: string): Json | undefined {
  // What is remembered is plain JSON.
  return (data as unknown as Readonly<Record<string, Json | undefined>>)[member];
}

/** What a document holds, each thing at its pointer; a list of things with ids as things by their ids. */
function leaves(value: Json, path: Path): readonly (readonly [string, Json])[] {
  const inner = typeof value === 'object' && value !== null ? membersIn(value) : undefined;
  if (inner === undefined) return [[pointerTo(path), value]];
  return inner.flatMap(([member, each]) => leaves(each, [...path, member]));
}

function membersIn(
  value: JsonObject | readonly Json[],
): readonly (readonly [string, Json])[] | undefined {
  if (!isList(value)) return Object.entries(value);
  const named = value.map((row): readonly [string, Json] | undefined => {
    if (typeof row !== 'object' || row === null || isList(row)) return undefined;
    const [, id] = Object.entries(row).find(([member]) => member.endsWith('Id')) ?? [];
    return typeof id === 'string' ? [id, row] : undefined;
  });
  const rows = named.filter((row) => row !== undefined);
  const isNamed = rows.length === value.length && rows.length > 0;
  return isNamed && new Set(rows.map(([id]) => id)).size === rows.length ? rows : undefined;
}

const isList = (value: JsonObject | readonly Json[]): value is readonly Json[] =>
  Array.isArray(value);
