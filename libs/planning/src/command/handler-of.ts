import { Inject, type Type } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Pipeline } from '../pipeline/pipeline.js';
import type { Answer } from './answer.js';
import type { CycleCommand } from './cycle-command.js';
import type { Verb } from './verb.js';

/** The Nest command handler of a verb: it hands the command to the one pipeline. */
export function handlerOf(verb: Verb): Type<ICommandHandler<CycleCommand, Answer>> {
  @CommandHandler(verb.command)
  class VerbHandler implements ICommandHandler<CycleCommand, Answer> {
    constructor(@Inject(Pipeline) private readonly pipeline: Pipeline) {}

    execute(command: CycleCommand): Promise<Answer> {
      return this.pipeline.perform(verb, command);
    }
  }
  Object.defineProperty(VerbHandler, 'name', { value: `${verb.command.name}Handler` });
  return VerbHandler;
}
