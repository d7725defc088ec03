import { Refusal } from '#workflow';
import { rowNotFound } from '../co-design/co-design.decisions.js';
import { refuse } from '../command/refuse.js';
import { roles, verb } from '../command/verb.js';
import { without } from '../zone-register/scheda-reference.js';
import { missingScheda } from '../zone-register/scheda-reference.request.js';
import type { ZoneRegisterData } from '../zone-register/zone-register.data.js';
import { projectIn } from './funded-project.decisions.js';
import { linksOf, ProjectLinksCommand } from './funded-project.requests.js';

/** Says which schede and which rows of co-design the money of a project is for. */
export class LinkFundedProject extends ProjectLinksCommand {}

export const linkFundedProject = verb<LinkFundedProject, ZoneRegisterData>({
  name: 'link-funded-project',
  command: LinkFundedProject,
  title: { it: 'Collega il progetto', en: 'Link the project' },
  who: roles('UPc', 'UPo'),
  reason: 'optional',
  facts: ['FundedProjectLinked'],
  about: 'fundedProject',
  looksAt: ({ schede }) => ({ lives: [...new Set(schede.map(({ cycleId }) => cycleId))] }),
  decide({ data }, wish, { elsewhere }) {
    const { fundedProjectId } = wish;
    const project = projectIn(data, fundedProjectId);
    if (project instanceof Refusal) return project;
    const named = linksOf(wish);
    const schede = without(named.schede, project.schede);
    const coDesignRowIds = named.coDesignRowIds.filter(
      (id) => !project.coDesignRowIds.includes(id),
    );
    if (schede.length + coDesignRowIds.length === 0) return refuse('nothing-changed');
    const unknown = coDesignRowIds.find((id) => !data.coDesignRows[id]);
    if (unknown !== undefined) return rowNotFound(unknown);
    const [missing] = schede.flatMap((scheda) => missingScheda(data.zone, scheda, elsewhere) ?? []);
    if (missing) return missing;
    return [{ type: 'FundedProjectLinked', data: { fundedProjectId, schede, coDesignRowIds } }];
  },
});
