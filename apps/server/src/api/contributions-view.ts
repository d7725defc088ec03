import {
  reads,
  type AnyLife,
  type ContributionsData,
  type CycleData,
  type LifeData,
} from '#planning';
import type { Person } from '#people';
import { stateOfPart, type Life } from '#workflow';

type Contribution = CycleData['contributions'][string];

/** A life in which contributions are received, and what may say where they were heard and where they ended. */
type Listening = Life<
  ContributionsData & LifeData & Partial<Pick<CycleData, 'meetings' | 'schede' | 'programmes'>>
>;

/** The life as one in which contributions are received; undefined when it knows none. */
export function listening(life: Readonly<AnyLife>): Readonly<Listening> | undefined {
  // Every definition whose machines know a contribution remembers it.
  return life.workflow.parts['contribution'] ? (life as Listening) : undefined;
}

/** The contributions of a cycle a person may read, by id: all of them, or those they handed in. */
export function contributionsFor(
  { data }: Readonly<Life<ContributionsData & LifeData>>,
  person: Person,
): Readonly<Record<string, Contribution>> {
  if (reads(person.role, 'contributions')) return data.contributions;
  if (!reads(person.role, 'own-contributions')) return {};
  return Object.fromEntries(
    Object.entries(data.contributions).filter(
      ([, { receivedBy }]) => receivedBy === person.personId,
    ),
  );
}

/** The same as a list, the oldest first: each with where it stands, where it was heard and where it ended. */
export function contributionsView(life: Readonly<Listening>, person: Person): readonly object[] {
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
function heardAt({ data }: Readonly<Listening>, { meetingId = '' }: Contribution): object {
  const meeting = data.meetings?.[meetingId];
  if (!meeting) return {};
  const { title, date, heldOn } = meeting;
  return { meeting: { title, date, ...(heldOn !== undefined && { heldOn }) } };
}

/** Its places in the plan, under the names people know them by. */
function endedIn({ data }: Readonly<Listening>, { places }: Contribution): object {
  if (!places) return {};
  return {
    places: places.map((place) => {
      const scheda = data.schede?.[place.schedaId ?? ''];
      const programme = data.programmes?.[place.programmeId ?? scheda?.programmeId ?? ''];
      return {
        ...place,
        ...(scheda && { schedaCode: scheda.code }),
        ...(programme && { programmeName: programme.name }),
      };
    }),
  };
}
