import { validateSync, type ValidationError } from 'class-validator';
import type { CycleCommand } from './cycle-command.js';

/** One thing wrong in a request: where (JSON pointer) and what. */
export interface RequestProblem {
  readonly field: string;
  readonly message: string;
}

/** The request is not what the verb asks for. Nothing was decided and nothing was written. */
export class InvalidCommand extends Error {
  override readonly name = 'InvalidCommand';
  constructor(
    readonly verb: string,
    readonly problems: readonly RequestProblem[],
  ) {
    super(`${verb}: ${problems.map(({ field, message }) => `${field} ${message}`).join('; ')}`);
  }
}

/** The body of a command: what the caller wrote, without the envelope the edge put around it. */
export function bodyOf<Wish extends CycleCommand>(command: Wish): Omit<Wish, 'envelope'> {
  const { envelope, ...body } = command;
  return body;
}

/** @throws InvalidCommand when a field is missing, wrong or not declared */
export function mustBeValid(verb: string, command: CycleCommand): void {
  const prototype = Object.getPrototypeOf(command) as object;
  const errors = validateSync(Object.assign(Object.create(prototype) as object, bodyOf(command)), {
    whitelist: true,
    forbidNonWhitelisted: true,
    forbidUnknownValues: true,
    stopAtFirstError: true,
    validationError: { target: false, value: false },
  });
  if (errors.length > 0) throw new InvalidCommand(verb, problemsOf(errors, ''));
}

function problemsOf(errors: readonly ValidationError[], path: string): RequestProblem[] {
  return errors.flatMap(({ property, constraints, children }) => {
    const field = `${path}/${property}`;
    return [
      ...Object.values(constraints ?? {}).map((message) => ({ field, message })),
      ...problemsOf(children ?? [], field),
    ];
  });
}
