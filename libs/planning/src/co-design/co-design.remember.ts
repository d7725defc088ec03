import type { Remembers } from '../remember.js';
import { without } from '../zone-register/scheda-reference.js';
import type { CoDesignData } from './co-design.data.js';

export const rememberCoDesign: Remembers<CoDesignData> = {
  CoDesignRowAdded: ({ coDesignRows }, { outcome: _standing, ...row }) => {
    coDesignRows[row.coDesignRowId] = { ...row, schede: [], reviews: [] };
  },
  CoDesignRowTakenBack: ({ coDesignRows }, { coDesignRowId }) => {
    Reflect.deleteProperty(coDesignRows, coDesignRowId);
  },
  CoDesignRowCompleted: ({ coDesignRows }, { coDesignRowId, filled }) => {
    const row = coDesignRows[coDesignRowId];
    if (!row) return;
    const { holderBodyIds, period, codes, ...fields } = filled;
    Object.assign(row, fields);
    if (holderBodyIds) row.holder = { ...row.holder, bodyIds: holderBodyIds };
    if (period) row.period = { ...row.period, ...period };
    if (codes) row.codes = { ...row.codes, ...codes };
  },
  CoDesignStateChanged: ({ coDesignRows }, { coDesignRowId, stateText }) => {
    const row = coDesignRows[coDesignRowId];
    if (!row) return;
    // The word and the condition were about where it stood before.
    delete row.stateText;
    delete row.stateCondition;
    if (stateText !== undefined) row.stateText = stateText;
  },
  CoDesignRowRenewed: ({ coDesignRows }, { coDesignRowId, renewedBy }) => {
    const renewing = coDesignRows[renewedBy];
    if (renewing) renewing.renews = coDesignRowId;
  },
  CoDesignRowLinked: ({ coDesignRows }, { coDesignRowId, scheda }) => {
    coDesignRows[coDesignRowId]?.schede.push(scheda);
  },
  CoDesignRowUnlinked: ({ coDesignRows }, { coDesignRowId, scheda }) => {
    const row = coDesignRows[coDesignRowId];
    if (row) row.schede = without(row.schede, [scheda]);
  },
  CoDesignExpiryReviewed: (
    { coDesignRows },
    { coDesignRowId, finding, reviewAgainOn },
    { occurredOn: on },
  ) => {
    coDesignRows[coDesignRowId]?.reviews.push({ on, finding, reviewAgainOn });
  },
};
