import type { LifeData } from '../life-data.js';
import type { Remembers } from '../remember.js';
import type { FrameData } from './cycle-data.js';
import { rememberDraft } from './draft.remember.js';

export const rememberFrame: Remembers<LifeData & FrameData> = {
  ...rememberDraft,
  RegionalActLinked: (cycle, act) => {
    cycle.regionalAct = act;
  },
  TargetApprovalSet: (cycle, { deadlineIds: _resting, ...target }) => {
    const { date, earlier = [] } = cycle.targetApproval ?? {};
    const isOther = date !== undefined && date !== target.date;
    cycle.targetApproval = { ...target, earlier: isOther ? [...earlier, date] : earlier };
  },
  ParentPlanLinked: (cycle, plan) => {
    cycle.parentPlans[plan.planId] = plan;
  },
  TreeImported: (cycle, { objectives, programmes }) => {
    for (const objective of objectives) cycle.objectives[objective.objectiveId] = objective;
    for (const programme of programmes) cycle.programmes[programme.programmeId] = programme;
  },
  ObjectiveAdded: (cycle, objective) => {
    cycle.objectives[objective.objectiveId] = objective;
  },
  ProgrammeAdded: (cycle, programme) => {
    cycle.programmes[programme.programmeId] = programme;
  },
  ProgrammeLinked: (cycle, { programmeId, objectiveIds }) => {
    const programme = cycle.programmes[programmeId];
    if (programme) cycle.programmes[programmeId] = { ...programme, objectiveIds };
  },
  ObjectiveRenamed: (cycle, { objectiveId, newName: name }) => {
    const objective = cycle.objectives[objectiveId];
    if (objective) cycle.objectives[objectiveId] = { ...objective, name };
  },
  ProgrammeRenamed: (cycle, { programmeId, newName: name }) => {
    const programme = cycle.programmes[programmeId];
    if (programme) cycle.programmes[programmeId] = { ...programme, name };
  },
  ObjectiveRemoved: (cycle, { objectiveId }) => {
    Reflect.deleteProperty(cycle.objectives, objectiveId);
    cycle.removedFromTree.objectiveIds[objectiveId] = true;
  },
  ProgrammeRemoved: (cycle, { programmeId }) => {
    Reflect.deleteProperty(cycle.programmes, programmeId);
    cycle.removedFromTree.programmeIds[programmeId] = true;
  },
  CycleOpened: (cycle, { caseFile, responsiblePersonId }) => {
    cycle.caseFile = caseFile;
    cycle.responsiblePersonId = responsiblePersonId;
  },
  ResponsiblePersonReplaced: (cycle, { to }) => {
    cycle.responsiblePersonId = to;
  },
  KickoffHeld: (cycle, kickoff, { occurredOn }) => {
    cycle.kickoff = { ...kickoff, heldOn: occurredOn };
  },
};
