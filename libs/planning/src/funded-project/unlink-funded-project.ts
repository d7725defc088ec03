import { Refusal } from '#workflow';
import { refuse } from '../command/refuse.js';
import { roles, verb } from '../command/verb.js';
import { without } from '../zone-register/scheda-reference.js';
import type { ZoneRegisterData } from '../zone-register/zone-register.data.js';
import { projectIn } from './funded-project.decisions.js';
import { linksOf, ProjectLinksCommand } from './funded-project.requests.js';

/**
 * Takes back that the money of a project is for these schede and rows: it is not, or no more. All of them or
 * none. Whether they are still there does not matter; what a scheda itself says of the project is its own affair.
 */
export class UnlinkFundedProject extends ProjectLinksCommand {}

export const unlinkFundedProject = verb<UnlinkFundedProject, ZoneRegisterData>({
  name: 'unlink-funded-project',
  command: UnlinkFundedProject,
  title: { it: 'Scollega il progetto', en: 'Unlink the project' },
  who: roles('UPc', 'UPo'),
  reason: 'required',
  facts: ['FundedProjectUnlinked'],
  about: 'fundedProject',
  decide({ data }, wish) {
    const { fundedProjectId } = wish;
    const project = projectIn(data, fundedProjectId);
    if (project instanceof Refusal) return project;
    const { schede, coDesignRowIds } = linksOf(wish);
    if (schede.length + coDesignRowIds.length === 0) return refuse('nothing-changed');
    const [unlinked] = [
      ...without(schede, project.schede).map(({ schedaId }) => schedaId),
      ...coDesignRowIds.filter((id) => !project.coDesignRowIds.includes(id)),
    ];
    if (unlinked !== undefined) {
      return refuse('link-not-found', { from: fundedProjectId, to: unlinked });
    }
    return [{ type: 'FundedProjectUnlinked', data: { fundedProjectId, schede, coDesignRowIds } }];
  },
});
