import { plainToInstance } from 'class-transformer';
import type { Person } from '#people';
import { verbByName, type CycleCommand, type Verb } from '#planning';
import { apiProblem, invalidRequest } from './api-problems.js';
import { onBehalfOf } from './on-behalf-of.js';

/** Who asks for a command, of what, and what the headers say of it. */
interface Asked {
  readonly commandId: string;
  readonly cycleId: string;
  readonly person: Person;
  readonly ifMatch: string | undefined;
  readonly delegator: string | undefined;
}

/** The verb of an address whose wish is the body of a request. @throws Problem verb-unknown, verb-takes-file */
export function verbAsked(name: string): Verb {
  const verb = verbByName.get(name);
  if (!verb) throw apiProblem('verb-unknown');
  if (verb.fromFile) throw apiProblem('verb-takes-file');
  return verb;
}

/** The command that a body and headers ask for. @throws Problem request-invalid, if-match-malformed */
export function commandAsked(
  verb: Verb,
  body: object,
  { commandId, cycleId, person, ifMatch, delegator }: Asked,
): CycleCommand {
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
    ...{ commandId, cycleId, person },
    ...(ifMatch !== undefined && { ifMatch: revisionIn(ifMatch) }),
    ...onBehalfOf(delegator),
  };
  return command;
}

/** The revision in `If-Match: "12"` (a strong entity tag, RFC 9110 section 13.1.1). */
function revisionIn(ifMatch: string): number {
  const [, digits] = /^"(0|[1-9]\d{0,15})"$/.exec(ifMatch.trim()) ?? [];
  if (digits === undefined) throw apiProblem('if-match-malformed');
  return Number(digits);
}
