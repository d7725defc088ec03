import type { OrganisationView, RoleGrantView } from '../access/access-views.js';
import type { PersonRow, WholeRow } from './people-file.js';
import { isEmpty, planSetUp, type SetUpPlan } from './set-up-plan.js';

const grant = (personId: string, more: Partial<RoleGrantView> = {}): RoleGrantView => ({
  ...{ roleGrantId: `${personId}-1`, personId, role: 'UPo', from: '2024-01-01' },
  ...{ grantedBy: 'sistemista' },
  ...more,
});
const revoked = { by: 'sistemista', on: '2024-02-01' };

function register(
  grants: readonly RoleGrantView[],
  more: Partial<OrganisationView> = {},
): OrganisationView {
  const persons = Object.fromEntries(grants.map(({ personId }) => [personId, { roles: [] }]));
  return {
    ...{ registerId: 'livornese-organizzazione', zone: 'livornese', revision: 9, on: '2024-06-03' },
    ...{ units: {}, persons },
    roleGrants: Object.fromEntries(grants.map((each) => [each.roleGrantId, each])),
    ...more,
  };
}

const row = (personId: string, more: Partial<PersonRow> = {}): WholeRow => ({
  row: 2,
  values: { personId, role: 'UPo', from: '2024-01-01', ...more },
});

/** A plan in few words. */
const brief = ({ toGrant, toChange, toRevoke, unchanged }: SetUpPlan) => ({
  granted: toGrant.map(({ row: { values }, isNewPerson }) => `${values.personId} ${isNewPerson}`),
  changed: toChange.map(({ grants }) => grants.map(({ roleGrantId }) => roleGrantId).join()),
  revoked: toRevoke.map(({ grant: { roleGrantId }, leaves }) => `${roleGrantId} ${leaves}`),
  unchanged,
});
const nothing = { granted: [], changed: [], revoked: [], unchanged: 0 };
const plan = (
  rows: readonly WholeRow[],
  organisation: OrganisationView,
  role: 'ADM' | 'UPc' = 'ADM',
) => planSetUp(rows, organisation, { personId: 'sistemista', role });

describe('A set-up', () => {
  it('grants what the register has not, to new persons and to known ones', () => {
    const found = plan([row('nuova'), row('nota', { role: 'SEG' })], register([grant('nota')]));
    expect(brief(found)).toEqual({
      ...nothing,
      granted: ['nuova true', 'nota false'],
      revoked: ['nota-1 false'],
    });
  });

  it('leaves alone what is the same, and is then empty', () => {
    const found = plan([row('uno')], register([grant('uno')]));
    expect(brief(found)).toEqual({ ...nothing, unchanged: 1 });
    expect(isEmpty(found)).toBe(true);
  });

  it.each([
    ['another last day', { to: '2024-12-31' }],
    ['another first day', { from: '2024-02-01' }],
    ['another act', { act: 'Delibera n. 1' }],
  ])('changes a role with %s', (_what, more) => {
    const found = plan([row('uno', more)], register([grant('uno')]));
    expect(brief(found)).toEqual({ ...nothing, changed: ['uno-1'] });
    expect(isEmpty(found)).toBe(false);
  });

  it('grants days that follow those of before without changing these', () => {
    const past = grant('uno', { to: '2024-05-31' });
    const rows = [row('uno', { to: '2024-05-31' }), row('uno', { from: '2024-06-01' })];
    expect(brief(plan(rows, register([past])))).toEqual({
      ...nothing,
      granted: ['uno false'],
      unchanged: 1,
    });
  });

  it('does not take for one row what is the same as another one', () => {
    const grants = [
      grant('uno', { role: 'RF', unitId: 'anziani' }),
      grant('uno', { roleGrantId: 'uno-2', role: 'RF', unitId: 'minori' }),
    ];
    const rows = [
      row('uno', { role: 'RF', unitId: 'minori', to: '2024-12-31' }),
      row('uno', { role: 'RF', unitId: 'anziani' }),
    ];
    expect(brief(plan(rows, register(grants)))).toEqual({
      ...nothing,
      changed: ['uno-2'],
      unchanged: 1,
    });
  });

  it('would revoke what the file does not have, but not what is revoked, over, or of who is deactivated', () => {
    const grants = [
      grant('resta'),
      grant('va'),
      grant('revocata', { revoked }),
      grant('finita', { to: '2024-06-02' }),
      grant('disattivata'),
    ];
    const persons = { disattivata: { roles: [], deactivated: {} } };
    expect(brief(plan([row('resta')], register(grants, { persons })))).toEqual({
      ...nothing,
      revoked: ['va-1 true'],
      unchanged: 1,
    });
  });

  it('leaves whoever runs it their own roles', () => {
    const grants = [grant('sistemista', { role: 'ADM' }), grant('altra', { role: 'ADM' })];
    expect(brief(plan([], register(grants))).revoked).toEqual(['altra-1 true']);
  });

  it('grants anew what was revoked', () => {
    expect(brief(plan([row('uno')], register([grant('uno', { revoked })])))).toEqual({
      ...nothing,
      granted: ['uno false'],
    });
  });

  it('of the coordinator would revoke contact persons alone', () => {
    const grants = [grant('operatore'), grant('referente', { role: 'RF', unitId: 'anziani' })];
    expect(brief(plan([], register(grants), 'UPc')).revoked).toEqual(['referente-1 true']);
    expect(brief(plan([], register(grants), 'ADM')).revoked).toHaveLength(2);
  });

  it('finds the head of a registered unit in the register, and nobody else', () => {
    const units = { anziani: { headPersonId: 'capo', open: true } };
    const head = (personId: string) => row(personId, { role: 'UH', unitId: 'anziani' });
    const found = plan([head('capo'), head('altra')], register([], { units }));
    expect(brief(found)).toEqual({ ...nothing, granted: ['altra true'], unchanged: 1 });
  });

  it('gives administrators their role first', () => {
    const rows = [row('operatore'), row('sistemista', { role: 'ADM' })];
    expect(brief(plan(rows, register([]))).granted).toEqual(['sistemista true', 'operatore true']);
  });
});
