import { Body, Controller, Headers, HttpCode, Param, Post, Res } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import type { FastifyReply } from 'fastify';
import { InvalidCommand, type Answer, type CycleCommand } from '#planning';
import type { Person } from '#people';
import { BodyRequired } from '../http/body-required.pipe.js';
import { CurrentPerson } from '../http/current-person.js';
import { invalidRequest } from './api-problems.js';
import { commandAsked, verbAsked } from './asked-command.js';
import { commandIdIn, performed, recordedAnswer, type RecordedAnswer } from './performed.js';
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
  ): Promise<RecordedAnswer> {
    const verb = verbAsked(verbName);
    const commandId = commandIdIn(key);
    const command = commandAsked(verb, body, { commandId, cycleId, person, ifMatch, delegator });
    const answer = await this.#answerTo(command);
    if (answer.kind === 'refused')
      throw refusalProblem(answer.refusal, { rule: answer.rule, cycleId });
    reply.header('etag', `"${answer.revision}"`);
    return recordedAnswer(verb, answer);
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
