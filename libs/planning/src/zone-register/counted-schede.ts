import { stateOfPart } from '#workflow';
import { present } from '../command/present.js';
import type { CycleLife } from '../command/verb.js';
import type { CountedScheda } from './amounts-used-twice.js';

/** The schede of a programme as far as their money goes; what was withdrawn or left out counts no more. */
export function countedSchede(life: Readonly<CycleLife>): readonly CountedScheda[] {
  const { cycleId, schede } = life.data;
  return Object.values(schede)
    .filter(
      ({ schedaId }) =>
        !['withdrawn', 'leftOut', 'dropped', 'annulled'].includes(
          stateOfPart(life, 'scheda', schedaId),
        ),
    )
    .map(({ schedaId, code, content }) => {
      // The content was checked against the schema of the definition before it was recorded.
      const { resources = [], coDesignIds = [], fundedProjectIds = [] } = content as MoneyInScheda;
      return {
        cycleId,
        schedaId,
        code,
        resources: resources.map(({ fund, amount }) => present({ fund, amountEur: amount })),
        coDesignRowIds: coDesignIds,
        fundedProjectIds,
      };
    });
}

/** The members of the content of a scheda that say where its money comes from (`scheda.v1.schema.ts`). */
interface MoneyInScheda {
  readonly resources?: readonly { readonly fund?: string; readonly amount?: string }[];
  readonly coDesignIds?: readonly string[];
  readonly fundedProjectIds?: readonly string[];
}
