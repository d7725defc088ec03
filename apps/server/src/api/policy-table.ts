import { roleNames, type Role } from '#people';
import { POLICY_VERSION, verbs, wholePolicy, type PolicyRow } from '#planning';
import { writeTable, type Columns, type TextColumn } from '#spreadsheet';
import { routePolicies } from '../http/route-policy.js';

const everyRole = Object.keys(roleNames) as Role[];
const text = (title: string): TextColumn => ({ kind: 'text', title });

const columns = {
  ...{ kind: text('Tipo'), name: text('Voce'), title: text('Titolo'), decisive: text('Decisivo') },
  ...Object.fromEntries(everyRole.map((role) => [keyOf(role), text(role)])),
} satisfies Columns;

type Row = Readonly<Record<string, string | undefined>>;

/** The whole policy as the table that an auditor opens (CSV). */
export function policyTable(): Buffer {
  return Buffer.from(writeTable('csv', { columns, rows: rows() }));
}

/** First which policy it is, then every line of it. */
function rows(): readonly Row[] {
  return [
    { kind: 'versione', name: POLICY_VERSION },
    ...wholePolicy(verbs).map((row) => rowOf(kindOf(row), row)),
    ...routePolicies().map(({ route, rule, rules }) =>
      rowOf('indirizzo', { verb: route, title: rule, decisive: false, rules }),
    ),
  ];
}

function kindOf({ verb }: PolicyRow): string {
  if (verb.startsWith('read/')) return 'lettura';
  return verb.startsWith('operate/') ? 'operazione' : 'comando';
}

function rowOf(kind: string, { verb, title, decisive, rules }: PolicyRow): Row {
  return {
    ...{ kind, name: verb, title, decisive: decisive ? 'sì' : undefined },
    ...Object.fromEntries(everyRole.map((role) => [keyOf(role), rules[role] ?? undefined])),
  };
}

/** The key of the column of a role: keys of columns begin small. */
function keyOf(role: Role): string {
  return `role${role}`;
}
