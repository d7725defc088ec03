import { Controller, Get, Headers, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { roleNames, type Role } from '#people';
import {
  operations,
  POLICY_VERSION,
  policyMatrix,
  readings,
  verbs,
  wholePolicy,
  type PolicyRow,
} from '#planning';
import { writeTable, type Columns, type TextColumn } from '#spreadsheet';
import { accepted } from '../http/accepted.js';
import { httpProblem } from '../http/http-problems.js';
import { routePolicies } from '../http/route-policy.js';

/** The policy, for whoever has to check it: what is done, what is read, and each route with its rule. */
@Controller('api/v1/policy')
export class PolicyController {
  /** As JSON, or as the table that an auditor opens. @throws Problem not-acceptable */
  @Get()
  policy(
    @Headers('accept') accept: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): object {
    reply.header('vary', 'Accept');
    const type = accepted(accept, ['application/json', 'text/csv']);
    if (type === undefined) throw httpProblem('not-acceptable');
    if (type === 'application/json') {
      return {
        version: POLICY_VERSION,
        verbs: policyMatrix(verbs),
        ...{ readings, operations },
        routes: routePolicies(),
      };
    }
    reply.header('content-type', 'text/csv; charset=utf-8');
    reply.header('content-disposition', 'attachment; filename="policy.csv"');
    return Buffer.from(writeTable('csv', { columns, rows: rows() }));
  }
}

const everyRole = Object.keys(roleNames) as Role[];
const text = (title: string): TextColumn => ({ kind: 'text', title });

const columns = {
  ...{ kind: text('Tipo'), name: text('Voce'), title: text('Titolo'), decisive: text('Decisivo') },
  ...Object.fromEntries(everyRole.map((role) => [keyOf(role), text(role)])),
} satisfies Columns;

type Row = Readonly<Record<string, string | undefined>>;

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
