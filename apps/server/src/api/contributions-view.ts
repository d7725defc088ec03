import {
  allowedToRead,
  type ContributionsData,
  type CycleData,
  type CycleLife,
  type LifeData,
} from '#planning';
import type { Person } from '#people';
import { stateOfPart, type Life } from '#workflow';

type Contribution = CycleData['contributions'][string];

/** The contributions of a cycle a person may read, by id: all of them, or those they handed in. */
export function contributionsFor(
  { data }: Readonly<Life<ContributionsData & LifeData>>,
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

/** The same as a list, the oldest first: each with where it stands, where it was heard and where it ended. */
export function contributionsView(life: Readonly<CycleLife>, person: Person): readonly object[] {
  return Object.entries(contributionsFor(life, person)).map(([contributionId, contribution]) => {
    const state = stateOfPart(life, 'contribution', contributionId);
    const [label] = life.workflow.part('contribution').meta(state);
    return {
      contributionId,
      ...contribution,
      ...heardAt(life, contribution),
      ...endedIn(life, contribution),
      state,
      label: label && { it: label.it, en: label.en },
    };
  });
}

/** The meeting it was given at: title and day. */
function heardAt({ data }: Readonly<CycleLife>, { meetingId = '' }: Contribution): object {
  const meeting = data.meetings[meetingId];
  if (!meeting) return {};
  const { title, date, heldOn } = meeting;
  return { meeting: { title, date, ...(heldOn !== undefined && { heldOn }) } };
}

/** Its places in the plan, under the names people know them by. */
function endedIn({ data }: Readonly<CycleLife>, { places }: Contribution): object {
  if (!places) return {};
  return {
    places: places.map((place) => {
      const scheda = data.schede[place.schedaId ?? ''];
      const programme = data.programmes[place.programmeId ?? scheda?.programmeId ?? ''];
      return {
        ...place,
        ...(scheda && { schedaCode: scheda.code }),
        ...(programme && { programmeName: programme.name }),
      };
    }),
  };
}
