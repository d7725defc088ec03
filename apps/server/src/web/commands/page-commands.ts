import { Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { InvalidCommand, type Recorded, type RequestProblem } from '#planning';
import type { Person } from '#people';
import { commandAsked, verbAsked } from '../../api/asked-command.js';
import { commandIdIn, performed } from '../../api/performed.js';
import { refusalProblem } from '../../api/refusal-problem.js';
import type { Problem } from '../../http/problem.js';

/** What a form of ours says besides the fields of its verb. */
export interface AskedOnPage {
  readonly cycleId: string;
  readonly person: Person;
  /** The id that was made with the form: sent twice, the form has the answer of the first time. */
  readonly commandId: string;
  /** The revision on which the page rested; undefined where whatever happened meanwhile does not matter. */
  readonly revision?: number | undefined;
  /** For whom it is done. */
  readonly onBehalfOf?: string | undefined;
}

/** What became of a form. Only `recorded` wrote anything but the refusal itself. */
export type PageOutcome =
  | { readonly kind: 'recorded'; readonly recorded: Recorded }
  /** To be shown beside the fields, with status 422. Each `field` is a JSON pointer. */
  | { readonly kind: 'invalid'; readonly problems: readonly RequestProblem[] }
  /** To be shown before the form, with the status of the problem. */
  | { readonly kind: 'refused'; readonly problem: Problem };

/** The write side for pages: the verbs of the domain, asked for by a form. */
@Injectable()
export class PageCommands {
  constructor(private readonly commands: CommandBus) {}

  /**
   * @param wish the fields of the verb, of the types it asks for
   * @throws Problem verb-unknown, idempotency-key-missing, too-busy and whatever else no form can mend
   */
  async perform(verbName: string, wish: object, asked: AskedOnPage): Promise<PageOutcome> {
    const { cycleId, person, revision, onBehalfOf } = asked;
    const command = commandAsked(verbAsked(verbName), wish, {
      ...{ cycleId, person, delegator: onBehalfOf },
      commandId: commandIdIn(asked.commandId),
      ifMatch: revision === undefined ? undefined : `"${revision}"`,
    });
    try {
      const answer = await performed(this.commands, command);
      if (answer.kind === 'recorded') return { kind: 'recorded', recorded: answer };
      const { refusal, rule } = answer;
      return { kind: 'refused', problem: refusalProblem(refusal, { rule, cycleId }) };
    } catch (error) {
      if (error instanceof InvalidCommand) return { kind: 'invalid', problems: error.problems };
      throw error;
    }
  }
}
