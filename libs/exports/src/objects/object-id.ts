/** What facts are about, by the names that exports give them. */
export type ObjectType =
  | 'cycle'
  | 'scheda'
  | 'programme'
  | 'objective'
  | 'meeting'
  | 'deadline'
  | 'session'
  | 'contribution'
  | 'application'
  | 'reminder'
  | 'question'
  | 'prescription'
  | 'promise'
  | 'checkpoint'
  | 'need'
  | 'theme'
  | 'indicator'
  | 'data-source'
  | 'reporting'
  | 'spreadsheet-import'
  | 'manifest'
  | 'final-report'
  | 'unit'
  | 'person'
  | 'body'
  | 'delegation'
  | 'role-grant'
  | 'office-closure'
  | 'co-design-row'
  | 'funded-project'
  | 'plan-document'
  | 'parent-plan'
  | 'document'
  | 'act';

/** Where an id means something: in a cycle, or all over a zone. */
export interface Home {
  readonly cycleId: string;
  readonly zone: string;
}

/** Their ids are the same in all cycles of a zone. */
const ofZone: ReadonlySet<ObjectType> = new Set([
  ...(['unit', 'person', 'body', 'delegation', 'role-grant', 'office-closure'] as const),
  ...([
    'co-design-row',
    'funded-project',
    'plan-document',
    'parent-plan',
    'document',
    'act',
  ] as const),
]);

/**
 * The id of an object in every export: `scheda/livornese-poa-annuale-2024/s-1`, `person/livornese/p-17`,
 * `cycle/livornese-poa-annuale-2024`. What is no letter, digit or one of `-._` in an id is percent-encoded (RFC 3986).
 */
export function objectId(type: ObjectType, id: string, { cycleId, zone }: Home): string {
  if (type === 'cycle') return `cycle/${encoded(id)}`;
  return `${type}/${ofZone.has(type) ? zone : cycleId}/${encoded(id)}`;
}

const encoded = (id: string): string =>
  encodeURIComponent(id.toWellFormed()).replaceAll(
    /[!'()*~]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
