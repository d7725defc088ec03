import type { CommandBus } from '@nestjs/cqrs';
import { isUUID } from 'class-validator';
import { TooBusy, type Answer, type CycleCommand, type Recorded, type Verb } from '#planning';
import { AlteredDefinition, UnknownDefinition } from '#workflow';
import { problemOfLedger } from '../ledger/ledger-problems.js';
import { apiProblem } from './api-problems.js';

/** The id of a command, from the header `Idempotency-Key`. @throws Problem idempotency-key-missing */
export function commandIdIn(header: string | undefined): string {
  if (header === undefined || !isUUID(header)) throw apiProblem('idempotency-key-missing');
  return header.toLowerCase();
}

/**
 * What a command is answered.
 * @throws InvalidCommand, Problem too-busy, definition-altered, not-yet-sealed, ledger-broken, ledger-not-ready
 */
export async function performed(commands: CommandBus, command: CycleCommand): Promise<Answer> {
  try {
    return await commands.execute<CycleCommand, Answer>(command);
  } catch (error) {
    if (error instanceof TooBusy) throw apiProblem('too-busy', {}, error);
    if (error instanceof AlteredDefinition || error instanceof UnknownDefinition) {
      throw apiProblem('definition-altered', {}, error);
    }
    throw problemOfLedger(error) ?? error;
  }
}

/** What was recorded, as it is answered: of a decision with where its receipt is. */
export type RecordedAnswer = Omit<Recorded, 'kind'> & { readonly receipt?: string };

/** @param verb the one that recorded it */
export function recordedAnswer(verb: Pick<Verb, 'decisive'>, recorded: Recorded): RecordedAnswer {
  const { kind, ...answer } = recorded;
  const last = answer.facts.at(-1);
  if (verb.decisive !== true || last === undefined) return answer;
  return { ...answer, receipt: `/api/v1/ledger/proof/${last.id}` };
}
