import type { Person } from '#people';
import { cycleName } from '#planning';

/**
 * What is kept of a read: nothing, that it was, or that something left as a file. What must not be answered
 * unrecorded is never plain.
 */
export type Audited = 'plain' | 'recorded' | 'export';

/** By the rule of the route. A rule that does not stand here: recorded. */
export const auditedRules: Readonly<Record<string, Audited>> = {
  public: 'plain',
  // One's own sessions and proofs, and what everybody is told.
  self: 'plain',
  known: 'plain',
  'read/life': 'plain',
  'read/cycle': 'plain',
  'read/schede': 'plain',
  'read/coverage': 'plain',
  'read/questions': 'plain',
  'read/promises': 'plain',
  'read/worklist': 'plain',
  'read/unit-reports': 'plain',
  'read/reports': 'plain',
  'read/conference-reports': 'plain',
  // The pages on which its work is done show what the scheda shows.
  verb: 'plain',
  'read/register': 'plain',
  'read/views': 'plain',
  // What was: who looks at it wants to know who did what.
  'read/history': 'recorded',
  // Who said or asked for what.
  'read/contributions': 'recorded',
  'read/people': 'recorded',
  'read/deliveries': 'recorded',
  'read/refusals': 'recorded',
  'read/organisation': 'recorded',
  'read/delegations': 'recorded',
  'operate/administer-accounts': 'recorded',
  // How many facts are parked.
  'operate/retry-views': 'plain',
  'read/access-report': 'recorded',
  'read/audit': 'recorded',
  // What leaves, nobody can call back.
  'read/proweb-export': 'export',
};

const cycle = '/api/v1/cycles/:cycleId';
const register = '/api/v1/registers/:cycleId';

/** Where a route is not like the others of its rule. */
export const auditedRoutes: Readonly<Record<string, Audited>> = {
  [`GET ${cycle}/manifests`]: 'recorded',
  [`GET ${cycle}/schede/:schedaId/facts`]: 'recorded',
  [`GET ${cycle}/schede/:schedaId/changes`]: 'recorded',
  [`GET ${cycle}/schede/:schedaId/approved`]: 'recorded',
  [`GET ${cycle}/history/schede/:schedaId/state`]: 'recorded',
  [`GET ${cycle}/history/schede/:schedaId/difference`]: 'recorded',
  [`GET ${cycle}/history/schede/:schedaId/blame`]: 'recorded',
  [`GET ${cycle}/history/schede/:schedaId/timeline`]: 'recorded',
  // Who was told, and who has looked.
  [`GET ${cycle}/history/told`]: 'recorded',
  [`GET ${cycle}/reports/chapters/participation`]: 'export',
  [`GET ${cycle}/reports/chapters/co-programming`]: 'export',
  // Who did what with a document, all over the zone.
  [`GET ${register}/documents/:sha256`]: 'recorded',
  [`GET ${cycle}/deadlines/:deadlineId/calendar`]: 'export',
  [`GET ${cycle}/meetings/:meetingId/calendar`]: 'export',
  [`GET ${cycle}/sessions/:sessionId/calendar`]: 'export',
  [`GET ${cycle}/spreadsheets/schede`]: 'export',
  [`GET ${register}/spreadsheets/co-design`]: 'export',
  [`GET ${register}/spreadsheets/units`]: 'export',
  // What is printed on an act: whoever asks for it takes it where nobody can call it back.
  [`GET ${cycle}/deliberations/:sessionId/seal`]: 'export',
  'GET /api/v1/audit/facts/export': 'export',
  'GET /api/v1/evidence': 'export',
  [`GET ${cycle}/attachments/:sha256`]: 'export',
  'GET /cicli/:cycleId/allegati/:sha256': 'export',
  'GET /cicli/:cycleId/schede.xlsx': 'export',
  'GET /cicli/:cycleId/schede.csv': 'export',
  'GET /cicli/:cycleId/avanzamento.xlsx': 'export',
  'GET /cicli/:cycleId/avanzamento.csv': 'export',
  'GET /cicli/:cycleId/schede/:schedaId/pdf': 'export',
  'GET /cicli/:cycleId/lavori/:jobId/file': 'export',
  'GET /esporta/coprogettazione.:ending': 'export',
  'GET /cicli/:cycleId/storico/schede/:schedaId': 'recorded',
  'GET /coprogettazione.xlsx': 'export',
  'GET /coprogettazione.csv': 'export',
  'GET /coprogettazione.json': 'export',
  'GET /coprogettazione.pdf': 'export',
  'GET /cicli/:cycleId/storico/fatti.csv': 'export',
  'GET /cicli/:cycleId/storico/domande': 'plain',
  'GET /cicli/:cycleId/storico/domande/:question/tabelle/:table': 'export',
  [`GET ${cycle}/exports`]: 'plain',
  [`GET ${cycle}/exports/:format`]: 'export',
  'GET /api/v1/exports': 'plain',
  'GET /api/v1/exports/:format': 'export',
  // What can be asked says nothing of anybody.
  'GET /api/v1/audit/questions': 'plain',
  // To be filled in: nothing of the cycle but what can be chosen.
  [`GET ${cycle}/spreadsheets/schede/template`]: 'plain',
  [`GET ${register}/spreadsheets/co-design/template`]: 'plain',
  [`GET ${register}/spreadsheets/units/template`]: 'plain',
  // What is only tried tells whoever tries it what would follow from their own words.
  [`POST ${cycle}/:verb/rehearsal`]: 'plain',
  [`POST ${register}/:verb/rehearsal`]: 'plain',
  [`POST ${cycle}/spreadsheets/schede/dry-run`]: 'plain',
  [`POST ${register}/spreadsheets/co-design/dry-run`]: 'plain',
  [`POST ${register}/spreadsheets/units/dry-run`]: 'plain',
};

/**
 * Whether a request only looks: a GET, what the policy lets read whatever its method, and what is tried and not done.
 * @param route as in the route rules, `POST /api/v1/cycles/:cycleId/forecast`
 */
export function isRead(route: string, rule: string | undefined): boolean {
  return (
    route.startsWith('GET ') ||
    rule?.startsWith('read/') === true ||
    /\/(?:rehearsal|dry-run|prova)$/.test(route)
  );
}

/** The lives that hold applications of persons, or their roles and delegations. */
const livesOfPersons: readonly string[] = ['co-programmazione', 'organizzazione'];

/** A read as far as it matters here. */
export interface AskedRead {
  /** As it is written in the route rules: `GET /api/v1/cycles/:cycleId`. */
  readonly route: string;
  /** Its rule; undefined for a route that has none. */
  readonly rule: string | undefined;
  readonly cycleId?: string | undefined;
  /** Whether the past was asked for. */
  readonly isPast: boolean;
}

/** What is kept of a read, whoever reads. Unknown routes are recorded. */
export function auditOf({ route, rule, cycleId, isPast }: AskedRead): Audited {
  const kept = auditedRoutes[route] ?? auditedRules[rule ?? ''] ?? 'recorded';
  if (kept !== 'plain' || rule !== 'read/life') return kept;
  const { definitionId = '' } = cycleName(cycleId ?? '') ?? {};
  return isPast || livesOfPersons.includes(definitionId) ? 'recorded' : 'plain';
}

/**
 * Who reads for no work of their own, but to look after it or after the machine: each of their reads is
 * recorded, whatever it is.
 */
export function isWatched({ role, authMethod }: Person): boolean {
  return role === 'AUD' || role === 'ADM' || authMethod === 'emergency';
}
