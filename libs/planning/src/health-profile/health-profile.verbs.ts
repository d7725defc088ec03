import type { Verb } from '../command/verb.js';
import { addDataSource } from './add-data-source.js';
import { adoptEdition } from './adopt-edition.js';
import { attachProfileDocument } from './attach-profile-document.js';
import { draftTheme } from './draft-theme.js';
import { freezeEdition } from './freeze-edition.js';
import { proposeEdition } from './propose-edition.js';
import { proposeTheme } from './propose-theme.js';
import { recordIndicator } from './record-indicator.js';
import { recordNeed } from './record-need.js';
import { returnEdition } from './return-edition.js';
import { returnTheme } from './return-theme.js';
import { reviewTheme } from './review-theme.js';
import { reviseNeed } from './revise-need.js';
import { supersedeEdition } from './supersede-edition.js';
import { withdrawIndicator } from './withdraw-indicator.js';
import { withdrawNeed } from './withdraw-need.js';
import { withdrawTheme } from './withdraw-theme.js';

/** The verbs of a health profile, in the order of its writing. */
export const healthProfileVerbs: readonly Verb[] = [
  proposeTheme,
  draftTheme,
  returnTheme,
  reviewTheme,
  withdrawTheme,
  recordNeed,
  reviseNeed,
  withdrawNeed,
  addDataSource,
  recordIndicator,
  withdrawIndicator,
  attachProfileDocument,
  proposeEdition,
  returnEdition,
  adoptEdition,
  freezeEdition,
  supersedeEdition,
];
