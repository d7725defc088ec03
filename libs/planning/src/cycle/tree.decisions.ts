import type { Refusal } from '#workflow';
import { present } from '../command/present.js';
import { refuse } from '../command/refuse.js';
import { optionalSource } from '../command/source-of.js';
import type { CycleData } from './cycle-data.js';
import type { Objective, Programme } from './cycle.facts.js';
import type { ObjectiveRequest, ProgrammeRequest } from './tree.requests.js';

/** A new objective, or the refusal of an id already given, be it to one that was taken out again. */
export function newObjective(
  tree: Pick<CycleData, 'objectives' | 'removedFromTree'>,
  { objectiveId, name, code, description, pssirReferences, source }: ObjectiveRequest,
): Objective | Refusal {
  if (tree.objectives[objectiveId] || tree.removedFromTree.objectiveIds[objectiveId]) {
    return refuse('id-taken', { id: objectiveId });
  }
  return {
    ...{ objectiveId, name },
    ...present({ code, description, pssirReferences }),
    ...optionalSource(source),
  };
}

/** A new programme whose objectives all stand in the tree, or the refusal. */
export function newProgramme(
  tree: Pick<CycleData, 'objectives' | 'programmes' | 'removedFromTree'>,
  { programmeId, name, objectiveIds, source, ...more }: ProgrammeRequest,
): Programme | Refusal {
  if (tree.programmes[programmeId] || tree.removedFromTree.programmeIds[programmeId]) {
    return refuse('id-taken', { id: programmeId });
  }
  const missing = missingObjective(tree, objectiveIds);
  if (missing) return missing;
  const { code, description, sector, responsibleUnitId } = more;
  return {
    ...{ programmeId, name, objectiveIds },
    ...present({ code, description, sector, responsibleUnitId }),
    ...optionalSource(source),
  };
}

/** The refusal of the first objective that is not in the tree. */
export function missingObjective(
  tree: Pick<CycleData, 'objectives'>,
  objectiveIds: readonly string[],
): Refusal | undefined {
  const id = objectiveIds.find((objectiveId) => !tree.objectives[objectiveId]);
  return id === undefined ? undefined : refuse('objective-not-found', { id });
}
