import { readings, type Reading } from '#planning';
import { routeRules } from '../../apps/server/src/http/route-rules.js';
import { ZONE } from '../server.fixture.js';

/** The cycle and the register that routes are asked about. */
export const CYCLE = `${ZONE}-poa-annuale-2024`;
export const REGISTER = `${ZONE}-organizzazione`;

/** A route under a rule, with an address that could be asked. */
export interface AskedRoute {
  readonly method: string;
  readonly address: string;
  /** What of the kind: of `read/history`, `history`. */
  readonly what: string;
}

/** The routes under rules of a kind: those of `read` are for whom the policy lets read. */
export function routesUnder(
  kind: 'read' | 'operate' | 'public' | 'known' | 'self',
): readonly AskedRoute[] {
  return Object.entries(routeRules).flatMap(([route, { rule }]) => {
    const [method = '', path = ''] = route.split(' ');
    const [ruleKind, what = ''] = rule.split('/');
    if (ruleKind !== kind) return [];
    const life = path.includes('/registers/') ? REGISTER : CYCLE;
    const address = path
      .replace(':cycleId', life)
      .replace(':schedaId', 'scheda-1')
      .replaceAll(/:\w+/g, 'x');
    return [{ method, address, what }];
  });
}

/** What one must be allowed to read for a route: a cycle or a register as a whole is one or the other. */
export function readingFor({ what, address }: AskedRoute): Reading {
  if (what === 'life') return address.includes('/registers/') ? 'organisation' : 'cycle';
  expect(Object.keys(readings)).toContain(what);
  return what as Reading; // as was just expected
}

const bodies: Readonly<Record<string, object>> = {
  'POST /api/v1/accounts/invitations': { personId: 'chiunque', login: 'chiunque' },
  'POST /api/v1/accounts/x/recovery': { lost: 'password' },
  'POST /api/v1/emergency-codes': { holderIds: ['custode-1', 'custode-2'] },
  'PUT /api/v1/people/x': { name: 'Ufficio di Piano' },
};

/** A body that may be asked, where one is needed: what is malformed is told so before anything else. */
export function bodyFor({ method, address }: AskedRoute): string {
  return JSON.stringify(bodies[`${method} ${address}`] ?? {});
}
