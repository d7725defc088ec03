import type { Refusal } from '#workflow';
import { refuse } from '../command/refuse.js';
import type { DecisionContext } from '../command/verb.js';
import type { PlanningFact } from '../planning-fact.js';
import { cents } from '../zone-register/euro.js';
import { faultOf } from '../zone-register/period.js';
import { malformed } from '../zone-register/project-codes.js';
import type { FundedProjectsData, KeptProject } from './funded-project.data.js';
import type { ProjectDescription } from './funded-project.facts.js';

/** The project of an id. */
export function projectIn(data: FundedProjectsData, id: string): KeptProject | Refusal {
  return data.fundedProjects[id] ?? refuse('funded-project-not-found', { id });
}

/** What is wrong with what is said of a project. */
export function faultOfProject({ period, actions = [] }: ProjectDescription): Refusal | undefined {
  const reversed = actions.find(
    ({ minEur, maxEur }) =>
      minEur !== undefined && maxEur !== undefined && cents(maxEur) < cents(minEur),
  );
  if (reversed) {
    const { minEur = '', maxEur = '' } = reversed;
    return refuse('amounts-reversed', { least: minEur, most: maxEur });
  }
  return faultOf(period);
}

/** The questions about codes that have not the form they should have; they are kept as they stand. */
export function askAboutCup(
  fundedProjectId: string,
  cup: readonly string[],
  newId: DecisionContext['newId'],
): readonly PlanningFact[] {
  return malformed({ cup, cig: [] }).map(({ code, characters }, index) => ({
    type: 'QuestionRaised',
    data: {
      questionId: newId(`question-${fundedProjectId}-${index}`),
      subject: `funded-project ${fundedProjectId}`,
      text:
        `Il CUP «${code}» non ha la forma di un CUP (${characters} lettere e cifre): ` +
        'è rimasto come è scritto. Qual è quello giusto?',
    },
  }));
}
