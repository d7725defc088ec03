import { Body, Controller, Headers, HttpCode, Param, Post, Res } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { plainToInstance } from 'class-transformer';
import type { FastifyReply } from 'fastify';
import {
  InvalidCommand,
  verbByName,
  type Answer,
  type CycleCommand,
  type Recorded,
} from '#planning';
import type { Person } from '#people';
import { BodyRequired } from '../http/body-required.pipe.js';
import { CurrentPerson } from '../http/current-person.js';
import { apiProblem, invalidRequest } from './api-problems.js';
import { onBehalfOf } from './on-behalf-of.js';
import { commandIdIn, performed } from './performed.js';
import { refusalProblem } from './refusal-problem.js';

/** The write side: every verb of the domain under its own address, of a cycle or of a register. */
@Controller(['api/v1/cycles/:cycleId', 'api/v1/registers/:cycleId'])
export class CommandsController {
  constructor(private readonly commands: CommandBus) {}

  @Post(':verb')
  @HttpCode(200)
  async perform(
    @Param('cycleId') cycleId: string,
    @Param('verb') verbName: string,
    @Body(BodyRequired) body: object,
    @Headers('idempotency-key') key: string | undefined,
    @Headers('if-match') ifMatch: string | undefined,
    @Headers('on-behalf-of') delegator: string | undefined,
    @CurrentPerson() person: Person,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Omit<Recorded, 'kind'>> {
    const verb = verbByName.get(verbName);
    if (!verb) throw apiProblem('verb-unknown');
    if (verb.fromFile) throw apiProblem('verb-takes-file');
    const commandId = commandIdIn(key);
    if (Array.isArray(body) || 'envelope' in body) {
      throw invalidRequest([
        {
          field: '/',
          it: 'deve essere un oggetto con i campi del comando',
          en: 'must be an object with the fields of the verb',
        },
      ]);
    }
    const command = plainToInstance(verb.command, body);
    command.envelope = {
      commandId,
      cycleId,
      person,
      ...(ifMatch !== undefined && { ifMatch: revisionIn(ifMatch) }),
      ...onBehalfOf(delegator),
    };
    const answer = await this.#answerTo(command);
    if (answer.kind === 'refused')
      throw refusalProblem(answer.refusal, { rule: answer.rule, cycleId });
    const { kind, ...recorded } = answer;
    reply.header('etag', `"${recorded.revision}"`);
    return recorded;
  }

  async #answerTo(command: CycleCommand): Promise<Answer> {
    try {
      return await performed(this.commands, command);
    } catch (error) {
      if (error instanceof InvalidCommand) throw invalidRequest(error.problems);
      throw error;
    }
  }
}

/** The revision in `If-Match: "12"` (a strong entity tag, RFC 9110 section 13.1.1). */
export function revisionIn(ifMatch: string): number {
  const [, digits] = /^"(0|[1-9]\d{0,15})"$/.exec(ifMatch.trim()) ?? [];
  if (digits === undefined) throw apiProblem('if-match-malformed');
  return Number(digits);
}
