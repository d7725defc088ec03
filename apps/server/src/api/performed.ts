import type { CommandBus } from '@nestjs/cqrs';
import { isUUID } from 'class-validator';
import { TooBusy, type Answer, type CycleCommand } from '#planning';
import { AlteredDefinition, UnknownDefinition } from '#workflow';
import { apiProblem } from './api-problems.js';

/** The id of a command, from the header `Idempotency-Key`. @throws Problem idempotency-key-missing */
export function commandIdIn(header: string | undefined): string {
  if (header === undefined || !isUUID(header)) throw apiProblem('idempotency-key-missing');
  return header.toLowerCase();
}

/**
 * What a command is answered.
 * @throws InvalidCommand, Problem too-busy, definition-altered
 */
export async function performed(commands: CommandBus, command: CycleCommand): Promise<Answer> {
  try {
    return await commands.execute<CycleCommand, Answer>(command);
  } catch (error) {
    if (error instanceof TooBusy) throw apiProblem('too-busy', {}, error);
    if (error instanceof AlteredDefinition || error instanceof UnknownDefinition) {
      throw apiProblem('definition-altered', {}, error);
    }
    throw error;
  }
}
