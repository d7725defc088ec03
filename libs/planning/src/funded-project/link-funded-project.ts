import { ArrayMaxSize, ArrayUnique, IsArray } from 'class-validator';
import { Refusal } from '#workflow';
import { rowNotFound } from '../co-design/co-design.decisions.js';
import { CycleCommand } from '../command/cycle-command.js';
import { IsId } from '../command/fields.js';
import { refuse } from '../command/refuse.js';
import { nestedList } from '../command/requests.js';
import { roles, verb } from '../command/verb.js';
import { isSame } from '../zone-register/scheda-reference.js';
import {
  missingScheda,
  SchedaReferenceRequest,
} from '../zone-register/scheda-reference.request.js';
import type { ZoneRegisterData } from '../zone-register/zone-register.data.js';
import { projectIn } from './funded-project.decisions.js';

/** Says which schede and which rows of co-design the money of a project is for. */
export class LinkFundedProject extends CycleCommand {
  @IsId()
  readonly fundedProjectId!: string;

  @nestedList(SchedaReferenceRequest, 200)
  readonly schede!: SchedaReferenceRequest[];

  @IsArray()
  @ArrayMaxSize(200)
  @ArrayUnique()
  @IsId(true)
  readonly coDesignRowIds!: string[];
}

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
    const asked = wish.schede.map(({ cycleId, schedaId }) => ({ cycleId, schedaId }));
    const schede = asked.filter(
      (scheda, index) =>
        !project.schede.some(isSame(scheda)) && asked.findIndex(isSame(scheda)) === index,
    );
    const coDesignRowIds = wish.coDesignRowIds.filter((id) => !project.coDesignRowIds.includes(id));
    if (schede.length + coDesignRowIds.length === 0) return refuse('nothing-changed');
    const unknown = coDesignRowIds.find((id) => !data.coDesignRows[id]);
    if (unknown !== undefined) return rowNotFound(unknown);
    const [missing] = schede.flatMap((scheda) => missingScheda(data.zone, scheda, elsewhere) ?? []);
    if (missing) return missing;
    return [{ type: 'FundedProjectLinked', data: { fundedProjectId, schede, coDesignRowIds } }];
  },
});
