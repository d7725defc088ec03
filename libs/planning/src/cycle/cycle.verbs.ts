import type { Verb } from '../command/verb.js';
import { addObjective } from './add-objective.js';
import { addProgramme } from './add-programme.js';
import { draftCycle } from './draft-cycle.js';
import { holdKickoff } from './hold-kickoff.js';
import { importTree } from './import-tree.js';
import { linkParentPlan } from './link-parent-plan.js';
import { linkProgramme } from './link-programme.js';
import { linkRegionalAct } from './link-regional-act.js';
import { openCycle } from './open-cycle.js';
import { openVerification } from './open-verification.js';
import { removeObjective } from './remove-objective.js';
import { removeProgramme } from './remove-programme.js';
import { renameObjective } from './rename-objective.js';
import { renameProgramme } from './rename-programme.js';
import { requestFixes } from './request-fixes.js';
import { setTargetApproval } from './set-target-approval.js';

/** The verbs about the cycle as a whole, in the order of the year. */
export const cycleVerbs: readonly Verb[] = [
  draftCycle,
  linkRegionalAct,
  setTargetApproval,
  linkParentPlan,
  importTree,
  addObjective,
  addProgramme,
  linkProgramme,
  renameObjective,
  renameProgramme,
  removeObjective,
  removeProgramme,
  openCycle,
  holdKickoff,
  openVerification,
  requestFixes,
];
