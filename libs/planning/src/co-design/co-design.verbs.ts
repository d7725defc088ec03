import type { Verb } from '../command/verb.js';
import { addAddendum } from './add-addendum.js';
import { addCoDesignRow } from './add-co-design-row.js';
import { changeCoDesignState } from './change-co-design-state.js';
import { completeCoDesignRow } from './complete-co-design-row.js';
import { importCoDesignRows } from './import-co-design-rows.js';
import { linkCoDesignToScheda } from './link-co-design-to-scheda.js';
import { recordExpiryReview } from './record-expiry-review.js';
import { renewCoDesignRow } from './renew-co-design-row.js';
import { unlinkCoDesignFromScheda } from './unlink-co-design-from-scheda.js';

/** The verbs of the rows of co-design. */
export const coDesignVerbs: readonly Verb[] = [
  addCoDesignRow,
  importCoDesignRows,
  completeCoDesignRow,
  changeCoDesignState,
  renewCoDesignRow,
  addAddendum,
  linkCoDesignToScheda,
  unlinkCoDesignFromScheda,
  recordExpiryReview,
];
