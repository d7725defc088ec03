import { IsOptional } from 'class-validator';
import { IsId } from '../command/fields.js';
import { refuse } from '../command/refuse.js';
import { IsSource, type SourceRequest } from '../command/requests.js';
import { optionalSource } from '../command/source-of.js';
import { roles, verb } from '../command/verb.js';
import type { ZoneRegisterData } from '../zone-register/zone-register.data.js';
import { askAboutCup, faultOfProject } from './funded-project.decisions.js';
import { descriptionOf, ProjectCommand } from './funded-project.requests.js';

/** Puts a funded project into the register, with what its source says of it. */
export class AddFundedProject extends ProjectCommand {
  /** Default: a new id. */
  @IsOptional()
  @IsId()
  readonly fundedProjectId?: string;

  @IsOptional()
  @IsSource()
  readonly source?: SourceRequest;
}

export const addFundedProject = verb<AddFundedProject, ZoneRegisterData>({
  name: 'add-funded-project',
  command: AddFundedProject,
  title: { it: 'Iscrivi un progetto finanziato', en: 'Add a funded project' },
  who: roles('UPc', 'UPo'),
  reason: 'optional',
  facts: ['FundedProjectAdded', 'QuestionRaised'],
  decide({ data }, wish, { newId }) {
    const { fundedProjectId = newId('funded-project'), source } = wish;
    if (data.fundedProjects[fundedProjectId]) return refuse('id-taken', { id: fundedProjectId });
    const description = descriptionOf(wish);
    return (
      faultOfProject(description) ?? [
        {
          type: 'FundedProjectAdded',
          data: { fundedProjectId, ...description, ...optionalSource(source) },
        },
        ...askAboutCup(fundedProjectId, description.cup ?? [], newId),
      ]
    );
  },
});
