import { addDays } from '#calendar';
import type { PlanningFact } from '../planning-fact.js';
import { statement } from '../read-side/statement.js';
import { endOf } from '../zone-register/period.js';
import { atFact, type ByType } from './by-type.js';
import type { Scene } from './notice-scene.js';

/**
 * The first day on which a row of co-design needs a look, as a fact leaves it (the rule of `needsReview`);
 * undefined where none foretells it. Keeps what it knows of the row.
 */
export function reviewOf({ database, cycleId, fact }: Scene<PlanningFact>): string | undefined {
  const rowId = atFact(noting, fact, { database, cycleId });
  if (rowId === undefined) return undefined;
  // The columns of `findRow`.
  const { state, lastDay, againOn } = findRow(database).get(cycleId, rowId) as {
    readonly state: string;
    readonly lastDay: string | null;
    readonly againOn: string | null;
  };
  if (state !== 'ongoing' || lastDay === null) return undefined;
  const first = addDays(lastDay, 1);
  return againOn !== null && againOn > first ? againOn : first;
}

/** Each answers with the row. */
const noting: ByType<Pick<Scene, 'database' | 'cycleId'>, string> = {
  CoDesignRowAdded({ coDesignRowId, outcome, period }, { database, cycleId }) {
    const end = period && endOf(period);
    addRow(database).run(cycleId, coDesignRowId, outcome, end ?? null);
    return coDesignRowId;
  },
  CoDesignRowCompleted({ coDesignRowId, filled }, { database, cycleId }) {
    const end = filled.period && endOf(filled.period);
    if (end !== undefined) endRow(database).run(end, cycleId, coDesignRowId);
    return coDesignRowId;
  },
  CoDesignStateChanged({ coDesignRowId, outcome }, { database, cycleId }) {
    moveRow(database).run(outcome, cycleId, coDesignRowId);
    return coDesignRowId;
  },
  CoDesignExpiryReviewed({ coDesignRowId, reviewAgainOn }, { database, cycleId }) {
    putOffRow(database).run(reviewAgainOn, cycleId, coDesignRowId);
    return coDesignRowId;
  },
};

const ONE = 'WHERE cycle_id = ? AND row_id = ?';
const findRow = statement(
  `SELECT state, last_day AS lastDay, again_on AS againOn FROM watched_row ${ONE}`,
);
const addRow = statement('INSERT OR REPLACE INTO watched_row VALUES (?, ?, ?, ?, NULL)');
const endRow = statement(`UPDATE watched_row SET last_day = ? ${ONE}`);
const moveRow = statement(`UPDATE watched_row SET state = ? ${ONE}`);
const putOffRow = statement(`UPDATE watched_row SET again_on = ? ${ONE}`);
