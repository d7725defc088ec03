import type { PersonRow } from './people-file.js';
import { isEmpty, type SetUpPlan } from './set-up-plan.js';

/** What would change, a line for each role, for whoever has to agree before it is done. */
export function planInWords(plan: SetUpPlan, invited: readonly PersonRow[]): readonly string[] {
  const { toGrant, toChange, toRevoke, unchanged } = plan;
  return [
    ...toGrant.map(({ row: { values }, isNewPerson }) =>
      line(isNewPerson ? '+ persona nuova' : '+ ruolo nuovo', values),
    ),
    ...toChange.map(({ row: { values }, grants }) =>
      line('~ cambia', values, `era: ${grants.map(days).join('; ')}`),
    ),
    ...toRevoke.map(({ grant, leaves }) =>
      line(leaves ? '- non è nel file' : '- ruolo in meno', grant),
    ),
    ...invited.map(({ personId, login = '' }) => `@ da invitare\t${personId}\t${login}`),
    ...(isEmpty(plan) && invited.length === 0 ? ['Niente da cambiare.'] : []),
    `= già nel registro: ${unchanged}`,
  ];
}

type Described = Pick<PersonRow, 'personId' | 'role' | 'unitId' | 'from' | 'to' | 'act'>;

function line(
  sign: string,
  role: Omit<Described, 'role'> & { role: string },
  more?: string,
): string {
  return [
    ...[sign, role.personId, role.role, role.unitId ?? '-', days(role)],
    ...(more === undefined ? [] : [more]),
  ].join('\t');
}

function days({ from, to, act }: Pick<Described, 'from' | 'to' | 'act'>): string {
  return [
    ...[`dal ${from}`],
    ...(to === undefined ? [] : [`al ${to}`]),
    ...(act === undefined ? [] : [`(${act})`]),
  ].join(' ');
}
