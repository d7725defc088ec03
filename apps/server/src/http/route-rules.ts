import type { FastifyRequest } from 'fastify';
import { pageRules } from '../web/page-rules.js';
import type { Counted } from './rate-limits.js';
import type { RouteRule } from './route-rule.js';

const rulesOf = (
  rule: string,
  counted: Counted | undefined,
  routes: readonly string[],
): Readonly<Record<string, RouteRule>> =>
  Object.fromEntries(routes.map((route) => [route, { rule, ...(counted && { counted }) }]));

const cycle = '/api/v1/cycles/:cycleId';
const register = '/api/v1/registers/:cycleId';
const lives = [cycle, register];
const get = (...paths: readonly string[]): readonly string[] => paths.map((path) => `GET ${path}`);
const ofLives = (method: string, path: string): readonly string[] =>
  lives.map((life) => `${method} ${life}${path}`);
const tables = {
  schede: `${cycle}/spreadsheets/schede`,
  coDesign: `${register}/spreadsheets/co-design`,
  units: `${register}/spreadsheets/units`,
};
const withTemplate = (table: string): readonly string[] => get(table, `${table}/template`);

/** A tile stands in as many folders as its number needs (C2SP tlog-tiles). */
const tilePaths = ['', '/:second', '/:second/:third', '/:second/:third/:fourth'].map(
  (rest) => `tile/:level/:first${rest}`,
);

/** Every route with its rule. A route that does not stand here is open to nobody. */
export const routeRules: Readonly<Record<string, RouteRule>> = {
  ...rulesOf('public', undefined, get('/health/live', '/health/ready')),
  ...rulesOf('public', 'reads', get('/api/v1/openapi.json')),
  ...rulesOf('public', 'reads', get('/api/v1/sign-in', '/accesso/oidc')),
  // Hashes say nothing to who does not hold the facts, and programs of others read them.
  ...rulesOf('public', 'reads', [
    ...['checkpoint', ...tilePaths, 'proof/:eventId', 'consistency'].map(
      (path) => `GET /api/v1/ledger/${path}`,
    ),
  ]),
  ...rulesOf('known', 'reads', get('/api/v1/ledger/state', '/api/v1/ledger/seals')),
  ...pageRules,
  ...rulesOf('public', 'calendars', get('/calendar/:file')),
  ...rulesOf('public', 'sign-in', [
    'POST /api/v1/sign-in',
    ...[
      ...['second-factor', 'passkey/options', 'passkey', 'recovery', 'emergency'],
      ...['invitation', 'invitation/password', 'invitation/passkey/options', 'invitation/passkey'],
      ...['first-administrator', 'first-administrator/password'],
    ].map((path) => `POST /api/v1/sign-in/${path}`),
    ...get('/accesso/oidc/:issuerId', '/accesso/oidc/:issuerId/ritorno'),
    'POST /accesso/oidc/:issuerId/invito',
  ]),
  ...rulesOf('public', 'commands', ['POST /accesso/oidc/:issuerId/uscita']),
  ...rulesOf('self', 'reads', [
    ...get('/api/v1/session', '/api/v1/sessions', '/api/v1/session/proofs'),
    ...get('/accesso/oidc/:issuerId/conferma'),
  ]),
  ...rulesOf('self', 'commands', [
    'POST /api/v1/calendar-feed',
    ...['/:noticeId/read', '/:noticeId/acknowledge', '/threads/:threadId/mute'].map(
      (path) => `POST /api/v1/notices${path}`,
    ),
    'DELETE /api/v1/notices/threads/:threadId/mute',
    'PUT /api/v1/notice-preferences',
    'DELETE /api/v1/calendar-feed',
    ...['session', 'sessions', 'sessions/:sessionId', 'session/passkeys/:passkeyId'].map(
      (path) => `DELETE /api/v1/${path}`,
    ),
    ...[
      ...['role', 'proof', 'proof/passkey/options', 'proof/passkey', 'password', 'app/options'],
      ...['app', 'recovery-codes', 'passkeys/options', 'passkeys'],
    ].map((path) => `POST /api/v1/session/${path}`),
  ]),
  ...rulesOf('operate/administer-accounts', 'reads', get('/api/v1/accounts', '/api/v1/recoveries')),
  ...rulesOf('operate/administer-accounts', 'commands', [
    ...['invitations', ':personId/disable', ':personId/enable', ':personId/recovery'].map(
      (path) => `POST /api/v1/accounts/${path}`,
    ),
    ...['POST /api/v1/recoveries/:id/approve', 'DELETE /api/v1/recoveries/:id'],
    ...['DELETE /api/v1/accounts/:personId/sessions', 'DELETE /api/v1/accounts/sessions'],
    ...['POST /api/v1/emergency-codes', 'DELETE /api/v1/emergency-codes'],
  ]),
  ...rulesOf('known', 'reads', [
    ...get('/api/v1/definitions', '/api/v1/definitions/:id/:version', '/api/v1/policy'),
    ...get('/api/v1/functions'),
  ]),
  ...rulesOf('verb', 'commands', [
    ...ofLives('POST', '/:verb'),
    ...ofLives('POST', '/:verb/rehearsal'),
  ]),
  ...rulesOf('read/life', 'reads', [...ofLives('GET', ''), ...ofLives('GET', '/actions')]),
  ...rulesOf('read/history', 'reads', get(`${cycle}/exports`)),
  ...rulesOf('read/history', 'exports', [
    ...get(`${cycle}/exports/:format`),
    ...ofLives('GET', '/facts'),
    ...ofLives('GET', '/replay'),
  ]),
  ...rulesOf(
    'read/history',
    'reads',
    ['state', 'difference', 'blame', 'timeline'].flatMap((path) =>
      ofLives('GET', `/history/${path}`),
    ),
  ),
  ...rulesOf('read/cycle', 'reads', get('/api/v1/cycles', '/api/v1/calendar')),
  ...rulesOf('read/schede', 'reads', [
    ...get(`${cycle}/schede`, `${cycle}/progress`, `${cycle}/manifests`),
    ...get(`${cycle}/deliberations/:sessionId/seal`),
    ...get(`${cycle}/final-report`, `${cycle}/schede/:schedaId`),
    ...get(`${cycle}/deadlines`, `${cycle}/deadlines/proposal`),
    `POST ${cycle}/forecast`,
    ...get(`${cycle}/deadlines/:deadlineId/calendar`, `${cycle}/sessions/:sessionId/calendar`),
    ...['last-year', 'changes', 'facts', 'approved'].map(
      (path) => `GET ${cycle}/schede/:schedaId/${path}`,
    ),
  ]),
  ...rulesOf(
    'read/schede',
    'reads',
    ['state', 'difference', 'blame', 'timeline'].map(
      (path) => `GET ${cycle}/history/schede/:schedaId/${path}`,
    ),
  ),
  ...rulesOf('read/reports', 'reads', get(`${cycle}/history/told`)),
  ...rulesOf('read/unit-reports', 'reads', get(`${cycle}/history/dwell-times`)),
  ...rulesOf('read/coverage', 'reads', [
    ...get(`${cycle}/coverage`, `${cycle}/meetings/:meetingId/calendar`),
  ]),
  ...rulesOf('read/questions', 'reads', ofLives('GET', '/questions')),
  ...rulesOf('read/contributions', 'reads', get(`${cycle}/contributions`)),
  ...rulesOf('read/promises', 'reads', get('/api/v1/promises', `${cycle}/promises`)),
  // What somebody is told is work, or news of it.
  ...rulesOf('read/worklist', 'reads', [
    ...get('/api/v1/worklist', '/api/v1/notices', '/api/v1/notice-preferences'),
    'GET /api/v1/deadlines',
    'GET /api/v1/search',
    'GET /api/v1/calendar-feed',
    ...['unread', 'threads', ':noticeId'].map((path) => `GET /api/v1/notices/${path}`),
  ]),
  ...rulesOf('read/refusals', 'reads', get('/api/v1/refusals')),
  ...rulesOf(
    'read/access-report',
    'reads',
    get('/api/v1/access-report', '/api/v1/access-report/accesses'),
  ),
  ...rulesOf('read/audit', 'reads', get('/api/v1/audit/facts', '/api/v1/audit/questions')),
  ...rulesOf('read/audit', 'reads', get('/api/v1/exports')),
  ...rulesOf('read/audit', 'exports', get('/api/v1/audit/facts/export', '/api/v1/exports/:format')),
  ...rulesOf('read/audit', 'exports', get('/api/v1/evidence')),
  // Each answer is made from every fact of the cycle.
  ...rulesOf('read/audit', 'exports', get(`${cycle}/audit/questions/:question`)),
  ...rulesOf('read/proweb-export', 'exports', get(`${cycle}/proweb-export`)),
  ...rulesOf(
    'read/unit-reports',
    'reads',
    [
      ...['today', 'progress', 'money', 'gaps', 'dwell-times', 'lateness'],
      'left-out-and-changes',
    ].map((report) => `GET ${cycle}/reports/${report}`),
  ),
  ...rulesOf(
    'read/reports',
    'reads',
    ['late-and-corrected', 'register-expiring', 'unread-returns'].map(
      (report) => `GET ${cycle}/reports/${report}`,
    ),
  ),
  ...rulesOf(
    'read/conference-reports',
    'reads',
    ['prescriptions', 'chapters/participation', 'chapters/co-programming'].map(
      (report) => `GET ${cycle}/reports/${report}`,
    ),
  ),
  ...rulesOf('read/organisation', 'reads', get(`${register}/delegation-conflicts`)),
  ...rulesOf(
    'read/register',
    'reads',
    ['co-design-rows', 'funded-projects', 'amounts-used-twice', 'documents/:sha256'].map(
      (list) => `GET ${register}/${list}`,
    ),
  ),
  ...rulesOf('read/schede', 'exports', withTemplate(tables.schede)),
  ...rulesOf('read/register', 'exports', withTemplate(tables.coDesign)),
  ...rulesOf('read/organisation', 'exports', withTemplate(tables.units)),
  ...rulesOf(
    'verb',
    'imports',
    Object.values(tables).flatMap((table) => [`POST ${table}/dry-run`, `POST ${table}/import`]),
  ),
  // Who may open which, what names it says.
  ...rulesOf('read/cycle', 'exports', get(`${cycle}/attachments/:sha256`)),
  ...rulesOf('verb', 'imports', [`POST ${cycle}/attachments`]),
  ...rulesOf('read/views', 'reads', get('/api/v1/views')),
  ...rulesOf('read/people', 'reads', get('/api/v1/people', '/api/v1/people/:personId')),
  ...rulesOf('operate/keep-directory', 'commands', ['PUT /api/v1/people/:personId']),
  ...rulesOf(
    'read/deliveries',
    'reads',
    get('/api/v1/deliveries', '/api/v1/deliveries/:noticeId/:channel'),
  ),
  ...rulesOf('operate/resend-notices', 'commands', [
    'POST /api/v1/deliveries/:noticeId/:channel/resend',
  ]),
  ...rulesOf('operate/retry-views', 'commands', ['POST /api/v1/views/retry']),
};

const oidc = '/accesso/oidc';

/**
 * The routes of an installation with identity providers. Leaving and coming back count as reading: there is nothing
 * to guess, and an office of sixty comes in at nine; an invitation code could be guessed at.
 */
export const oidcRouteRules: Readonly<Record<string, RouteRule>> = {
  ...rulesOf('public', 'reads', [
    ...get(oidc, `${oidc}/:issuerId`, `${oidc}/:issuerId/ritorno`),
    `POST ${oidc}/:issuerId/uscita`,
  ]),
  ...rulesOf('public', 'sign-in', [`POST ${oidc}/:issuerId/invito`]),
  ...rulesOf('self', 'reads', get(`${oidc}/:issuerId/conferma`)),
};

/** The route of a request as it is written here: `GET /api/v1/cycles/:cycleId`. */
export function routeOf({ method, routeOptions }: FastifyRequest): string {
  // A HEAD is a GET whose body is not sent (RFC 9110, 9.3.2).
  return `${method === 'HEAD' ? 'GET' : method} ${routeOptions.url ?? ''}`;
}

/** The rule of the route of a request; undefined for an address that is no route, and for one without a rule. */
export function ruleOf(request: FastifyRequest): RouteRule | undefined {
  const route = routeOf(request);
  return routeRules[route] ?? oidcRouteRules[route];
}
