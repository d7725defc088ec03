import { addDays } from '#calendar';
import type { OrganisationLife } from '../organisation/organisation.js';
import { grantableRoles } from '../organisation/roles-of-persons.js';
import type { Draw, Somebody, Wish } from './wishes.fixture.js';

const administrator: Somebody = { role: 'ADM', personId: 'sistemista' };
const coordinator: Somebody = { role: 'UPc', personId: 'coordinatore', unitId: 'ufficio' };

/** Who has which role in a zone whose register says so; heads of units have theirs by being named. */
const everybody: readonly { readonly personId: string; readonly role: string; unitId?: string }[] =
  [
    { personId: 'sistemista', role: 'ADM' },
    { personId: 'coordinatore', role: 'UPc' },
    { personId: 'operatore', role: 'UPo' },
    { personId: 'operatrice', role: 'UPo' },
    { personId: 'direttore', role: 'DIR' },
    { personId: 'segreteria', role: 'SEG' },
    { personId: 'revisore', role: 'AUD' },
    { personId: 'consulta', role: 'ETS' },
    { personId: 'rf-anziani', role: 'RF', unitId: 'anziani' },
    { personId: 'rf-minori', role: 'RF', unitId: 'minori' },
    { personId: 'sostituto', role: 'RF', unitId: 'minori' },
    // Two roles in one hand, as the histories have them.
    { personId: 'coordinatore', role: 'RF', unitId: 'minori' },
    { personId: 'capo-anziani', role: 'UPo' },
  ];

type Body = (draw: Draw, life: OrganisationLife | undefined, day: string) => object;

const grant = (one: (typeof everybody)[number]): object => ({ ...one, from: '2024-01-01' });
const anybody = (draw: Draw) => {
  const [first = { personId: 'sistemista', role: 'ADM' }, ...others] = everybody;
  return draw(first, ...others, { personId: 'nuovo', role: 'DIR' });
};

/** Bodies for the verbs about roles and persons. */
export const bodiesOfRoles: Readonly<Record<string, Body>> = {
  'grant-role': (draw, _life, day) => ({
    ...anybody(draw),
    ...draw<object>({}, {}, { role: draw(...grantableRoles) }),
    ...draw<object>({}, {}, {}, { unitId: draw('anziani', 'salute-mentale') }),
    from: addDays(day, draw(0, 0, 0, -20, 2)),
    ...draw<object>({}, {}, { to: addDays(day, draw(-1, 0, 10)) }),
  }),
  'revoke-role': (draw, life) => {
    const [first = 'nessuno', ...others] = Object.keys(life?.data.roleGrants ?? {});
    return { roleGrantId: draw(first, ...others) };
  },
  'deactivate-person': (draw) => ({
    personId: anybody(draw).personId,
    kind: draw('LEFT', 'SUSPENDED'),
  }),
  'reactivate-person': (draw, life) => {
    const [first = 'nessuno', ...others] = Object.keys(life?.data.deactivated ?? {});
    return { personId: draw(first, ...others) };
  },
  'erase-person': (draw) => ({
    ...draw<object>(
      { personId: draw('referente-di-prima', anybody(draw).personId) },
      { inCycleId: 'livornese-poa-annuale-2024', contributionId: 'C1' },
    ),
    legalBasis: draw('NOT_NECESSARY', 'CONSENT_WITHDRAWN'),
  }),
};

/**
 * What usually happens to the roles of a zone: somebody comes, goes, is suspended and comes back; the
 * coordinator names a contact person. Nothing where the register keeps no roles.
 */
export function usuallyWithRoles(
  { data }: OrganisationLife,
  draw: Draw,
  day: string,
): (Pick<Wish, 'verb' | 'by'> & { readonly more?: object }) | undefined {
  const grants = Object.values(data.roleGrants);
  if (grants.length === 0) return undefined;
  const by = administrator;
  const [away] = Object.keys(data.deactivated);
  if (away !== undefined) return { verb: 'reactivate-person', by };
  const missing = everybody.find(
    ({ personId, role, unitId }) =>
      !grants.some(
        (each) =>
          each.personId === personId &&
          each.role === role &&
          each.unitId === unitId &&
          !each.revoked &&
          (each.to ?? day) >= day,
      ),
  );
  if (missing) return { verb: 'grant-role', by, more: { ...missing, from: day, to: undefined } };
  return draw<Pick<Wish, 'verb' | 'by'> & { readonly more?: object }>(
    { verb: 'grant-role', by },
    { verb: 'grant-role', by: coordinator, more: { role: 'RF', unitId: 'minori' } },
    // To themselves, or beside a role that somebody must not have as well.
    { verb: 'grant-role', by, more: { personId: 'sistemista', role: draw('ETS', 'UPo') } },
    { verb: 'grant-role', by, more: { personId: draw('revisore', 'capo-anziani'), role: 'ADM' } },
    { verb: 'revoke-role', by },
    { verb: 'deactivate-person', by },
  );
}

/** The wishes by which the register of a zone begins to say who has which role. */
export function everybodyHasTheirs(): readonly Wish[] {
  return everybody.map((one) => ({ verb: 'grant-role', by: administrator, body: grant(one) }));
}
