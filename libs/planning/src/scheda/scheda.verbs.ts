import type { Verb } from '../command/verb.js';
import { assignScheda } from './assign-scheda.js';
import { checkScheda } from './check-scheda.js';
import { denyWithdrawal } from './deny-withdrawal.js';
import { grantWithdrawal } from './grant-withdrawal.js';
import { moveScheda } from './move-scheda.js';
import { reassignScheda } from './reassign-scheda.js';
import { requestWithdrawal } from './request-withdrawal.js';
import { returnScheda } from './return-scheda.js';
import { reviseScheda } from './revise-scheda.js';
import { submitScheda } from './submit-scheda.js';
import { takeSchedaInCharge } from './take-scheda-in-charge.js';

/** The verbs about one scheda, in the order of its life. */
export const schedaVerbs: readonly Verb[] = [
  assignScheda,
  reassignScheda,
  moveScheda,
  reviseScheda,
  submitScheda,
  takeSchedaInCharge,
  returnScheda,
  checkScheda,
  requestWithdrawal,
  grantWithdrawal,
  denyWithdrawal,
];
