import { validateSync, type ValidationError } from 'class-validator';
import { complaintAbout, type Complaint } from './complaints.js';
import type { CycleCommand } from './cycle-command.js';
import { rememberRules } from './remembered-rules.js';

rememberRules();

/** One thing wrong in a request: where (JSON pointer) and what, in both languages. */
export interface RequestProblem extends Complaint {
  readonly field: string;
}

/** The request is not what the verb asks for. Nothing was decided and nothing was written. */
export class InvalidCommand extends Error {
  override readonly name = 'InvalidCommand';
  constructor(
    readonly verb: string,
    readonly problems: readonly RequestProblem[],
  ) {
    super(`${verb}: ${problems.map(({ field, en }) => `${field} ${en}`).join('; ')}`);
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
  const body = Object.assign(Object.create(prototype) as object, bodyOf(command));
  const errors = validateSync(body, {
    whitelist: true,
    forbidNonWhitelisted: true,
    forbidUnknownValues: true,
    validationError: { target: false },
  });
  const problems = [...problemsOf(errors, ''), ...nullsWithin(body, '')];
  if (problems.length > 0) throw new InvalidCommand(verb, problems);
}

const leaveOut = {
  it: 'va tolto, invece di scrivere null',
  en: 'must be left out instead of null',
};

/**
 * The fields that are null. IsOptional lets null pass for absent, and a fact would then keep it. What is
 * no request but plain JSON, like the changes of a scheda, may say null.
 */
function nullsWithin(value: unknown, path: string): readonly RequestProblem[] {
  if (value === null) return [{ field: path, ...leaveOut }];
  const plain = typeof value !== 'object' || Object.getPrototypeOf(value) === Object.prototype;
  if (plain) return [];
  return Object.entries(value).flatMap(([key, each]) => nullsWithin(each, `${path}/${key}`));
}

function problemsOf(errors: readonly ValidationError[], path: string): RequestProblem[] {
  return errors.flatMap((error) => {
    const field = `${path}/${error.property}`;
    const complaint = complaintAbout(error);
    return [
      ...(complaint ? [{ field, ...complaint }] : []),
      ...problemsOf(error.children ?? [], field),
    ];
  });
}
