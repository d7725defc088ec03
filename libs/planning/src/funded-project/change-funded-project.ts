import { Refusal } from '#workflow';
import { IsId } from '../command/fields.js';
import { refuse } from '../command/refuse.js';
import { roles, verb } from '../command/verb.js';
import type { ZoneRegisterData } from '../zone-register/zone-register.data.js';
import type { ProjectDescription } from './funded-project.facts.js';
import { askAboutCup, faultOfProject, projectIn } from './funded-project.decisions.js';
import { descriptionOf, ProjectCommand } from './funded-project.requests.js';

/** Says anew, or for the first time, what a project is; what it said before stays in the history. */
export class ChangeFundedProject extends ProjectCommand {
  @IsId()
  readonly fundedProjectId!: string;
}

export const changeFundedProject = verb<ChangeFundedProject, ZoneRegisterData>({
  name: 'change-funded-project',
  command: ChangeFundedProject,
  title: { it: 'Modifica il progetto', en: 'Change the project' },
  who: roles('UPc', 'UPo'),
  reason: 'required',
  facts: ['FundedProjectChanged', 'QuestionRaised'],
  about: 'fundedProject',
  decide({ data }, wish, { newId, fingerprint }) {
    const { fundedProjectId } = wish;
    const project = projectIn(data, fundedProjectId);
    if (project instanceof Refusal) return project;
    const isNew = ([field, value]: readonly [string, unknown]): boolean => {
      const before = project[field as keyof ProjectDescription];
      return before === undefined || fingerprint(before) !== fingerprint(value);
    };
    // Fewer fields of a description are a description: all of them are optional.
    const changes: ProjectDescription = Object.fromEntries(
      Object.entries(descriptionOf(wish)).filter(isNew),
    );
    if (Object.keys(changes).length === 0) return refuse('nothing-changed');
    return (
      faultOfProject(changes) ?? [
        { type: 'FundedProjectChanged', data: { fundedProjectId, changes } },
        ...askAboutCup(fundedProjectId, changes.cup ?? [], newId),
      ]
    );
  },
});
