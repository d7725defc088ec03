import { Refusal } from '#workflow';
import { CycleCommand } from '../command/cycle-command.js';
import { IsId } from '../command/fields.js';
import { nested } from '../command/requests.js';
import { roles, verb } from '../command/verb.js';
import type { PlanningFact } from '../planning-fact.js';
import type { ZoneRegisterData } from '../zone-register/zone-register.data.js';
import { addRows, rowIn } from './co-design.decisions.js';
import { AddendumRequest, CoDesignRowRequest } from './co-design.requests.js';

/** Adds a row that adds to the convention of this one. */
export class AddAddendum extends CycleCommand {
  /** The row of the convention. */
  @IsId()
  readonly coDesignRowId!: string;

  @nested(AddendumRequest)
  readonly addendum!: AddendumRequest;
}

export const addAddendum = verb<AddAddendum, ZoneRegisterData>({
  name: 'add-addendum',
  command: AddAddendum,
  title: { it: 'Iscrivi un atto aggiuntivo', en: 'Add an addendum' },
  who: roles('UPc', 'UPo'),
  reason: 'optional',
  facts: ['CoDesignAddendumAdded', 'CoDesignRowAdded', 'QuestionRaised'],
  about: 'coDesignRow',
  decide({ data }, { coDesignRowId, addendum }, { newId }) {
    const row = rowIn(data, coDesignRowId);
    if (row instanceof Refusal) return row;
    const addendumId = addendum.coDesignRowId ?? newId('row-0');
    const request = Object.assign(new CoDesignRowRequest(), addendum, {
      legalForm: 'atto_aggiuntivo' as const,
      addendumTo: coDesignRowId,
    });
    const added = addRows(data, [request], { newId });
    if (added instanceof Refusal) return added;
    const led: PlanningFact = {
      type: 'CoDesignAddendumAdded',
      data: { coDesignRowId, addendumId },
    };
    return [led, ...added];
  },
});
