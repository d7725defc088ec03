import type { Refusal } from '#workflow';
import { refuse } from '../command/refuse.js';
import { optionalSource } from '../command/source-of.js';
import type { CycleData } from './cycle-data.js';
import type { Objective, Programme } from './cycle.facts.js';
import type { ObjectiveRequest, ProgrammeRequest } from './tree.requests.js';

/** A new objective, or the refusal of an id already given, be it to one that was taken out again. */
export function newObjective(
  tree: Pick<CycleData, 'objectives' | 'removedFromTree'>,
  { objectiveId, name, source }: ObjectiveRequest,
): Objective | Refusal {
  if (tree.objectives[objectiveId] || tree.removedFromTree.objectiveIds[objectiveId]) {
    return refuse('id-taken', { id: objectiveId });
  }
  return { objectiveId, name, ...optionalSource(source) };
}

/** A new programme whose objectives all stand in the tree, or the refusal. */
export function newProgramme(
  tree: Pick<CycleData, 'objectives' | 'programmes' | 'removedFromTree'>,
  { programmeId, name, objectiveIds, source }: ProgrammeRequest,
): Programme | Refusal {
  if (tree.programmes[programmeId] || tree.removedFromTree.programmeIds[programmeId]) {
    return refuse('id-taken', { id: programmeId });
  }
  const missing = missingObjective(tree, objectiveIds);
  if (missing) return missing;
  return { programmeId, name, objectiveIds, ...optionalSource(source) };
}

/** The refusal of the first objective that is not in the tree. */
export function missingObjective(
  tree: Pick<CycleData, 'objectives'>,
  objectiveIds: readonly string[],
): Refusal | undefined {
  const id = objectiveIds.find((objectiveId) => !tree.objectives[objectiveId]);
  return id === undefined ? undefined : refuse('objective-not-found', { id });
}
