import { allowedToRead, type CycleData, type CycleLife } from '#planning';
import type { Person } from '#people';
import { stateOfPart } from '#workflow';

type Contribution = CycleData['contributions'][string];

/** The contributions of a cycle a person may read, by id: all of them, or those they handed in. */
export function contributionsFor(
  { data }: Readonly<CycleLife>,
  person: Person,
): Readonly<Record<string, Contribution>> {
  if (allowedToRead(person, 'contributions', data.zone).allowed) return data.contributions;
  if (!allowedToRead(person, 'own-contributions', data.zone).allowed) return {};
  return Object.fromEntries(
    Object.entries(data.contributions).filter(
      ([, { receivedBy }]) => receivedBy === person.personId,
    ),
  );
}

/** The same as a list, each with where it stands: the oldest first. */
export function contributionsView(life: Readonly<CycleLife>, person: Person): readonly object[] {
  return Object.entries(contributionsFor(life, person)).map(([contributionId, contribution]) => {
    const state = stateOfPart(life, 'contribution', contributionId);
    const [label] = life.workflow.part('contribution').meta(state);
    return {
      contributionId,
      ...contribution,
      state,
      label: label && { it: label.it, en: label.en },
    };
  });
}
