import { Controller, Get, Headers, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { operations, POLICY_VERSION, policyMatrix, readings, verbs } from '#planning';
import { accepted } from '../http/accepted.js';
import { httpProblem } from '../http/http-problems.js';
import { routePolicies } from '../http/route-policy.js';
import { policyTable } from './policy-table.js';

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
    return policyTable();
  }
}
