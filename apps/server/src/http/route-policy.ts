import { roleNames, type Role } from '#people';
import { operations, readings, type Operation, type Reading } from '#planning';
import { routeRules } from './route-rules.js';

/** A route as the matrix of the policy shows it. */
export interface RoutePolicy {
  /** `GET /api/v1/cycles/:cycleId`. */
  readonly route: string;
  readonly rule: string;
  /**
   * By which rule each role may ask it, in its own zone: that of the reading or of the operation; or the one word
   * that holds for everybody, `public`, `known`, `self` or `verb`, where what is asked for has rules of its own.
   */
  readonly rules: Readonly<Record<Role, string | null>>;
}

const everyRole = Object.keys(roleNames) as Role[];

/** Every route with its rule, and what follows from it for each role. */
export function routePolicies(): readonly RoutePolicy[] {
  return Object.entries(routeRules).map(([route, { rule }]) => ({
    ...{ route, rule },
    rules: Object.fromEntries(
      everyRole.map((role) => [role, ruleFor(role, route, rule)]),
    ) as Record<Role, string | null>,
  }));
}

function ruleFor(role: Role, route: string, rule: string): string | null {
  const [kind = '', what = ''] = rule.split('/');
  if (kind === 'operate') {
    return operations[what as Operation].includes(role) ? `${what}/${role}` : null;
  }
  // The program reads nothing over HTTP, and nobody gets in as it.
  if (kind !== 'read') return role === 'SYS' && rule !== 'public' ? null : rule;
  const reading = readingsOf(route, what).find((each) => readings[each].includes(role));
  return reading === undefined ? null : `read/${reading}/${role}`;
}

/** What a route lets read; of several, the first that somebody may. */
function readingsOf(route: string, what: string): readonly Reading[] {
  if (what === 'contributions') return ['contributions', 'own-contributions'];
  if (what === 'delegations') return ['delegations', 'own-delegations'];
  // A cycle or a register as a whole is read by whoever reads its kind.
  if (what !== 'life') return [what as Reading];
  return route.includes('/registers/') ? ['organisation', 'register'] : ['cycle'];
}
