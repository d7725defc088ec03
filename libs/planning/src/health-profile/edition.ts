import { stateOfPart } from '#workflow';
import type { Adoption, DataSource, Indicator, ProfileNeed } from './health-profile.facts.js';
import type { HealthProfile } from './health-profile.js';
import type { DocumentReference } from '../source.js';

/** What an edition says, whole. Its fingerprint is that of its canonical JSON. */
export interface Edition {
  readonly cycleId: string;
  readonly edition: string;
  readonly title: string;
  readonly themes: readonly {
    readonly themeId: string;
    readonly name: string;
    readonly text: string | null;
  }[];
  readonly needs: readonly ProfileNeed[];
  readonly indicators: readonly Indicator[];
  readonly dataSources: readonly DataSource[];
  readonly documents: readonly DocumentReference[];
  /** Absent of an edition that is only proposed. */
  readonly adoption?: Adoption;
}

/**
 * The edition as it stands, with every list sorted, so that the same content always has the same
 * fingerprint and another one never has.
 */
export function editionOf(life: Readonly<HealthProfile>, adoption?: Adoption): Edition {
  const { cycleId, year, title, themes, needs, indicators, dataSources, documents } = life.data;
  return {
    cycleId,
    edition: String(year),
    title,
    themes: themesInPlay(life).map((themeId) => {
      const { name = '', text = null } = themes[themeId] ?? {};
      return { themeId, name, text };
    }),
    needs: sortedById(needs),
    indicators: sortedById(indicators),
    dataSources: sortedById(dataSources),
    documents: [...documents].sort((one, other) => compare(keyOf(one), keyOf(other))),
    ...(adoption && { adoption }),
  };
}

/** The ids of the themes that were not withdrawn, sorted. */
export function themesInPlay(life: Readonly<HealthProfile>): readonly string[] {
  return Object.keys(life.data.themes)
    .filter((themeId) => stateOfPart(life, 'theme', themeId) !== 'withdrawn')
    .sort(compare);
}

const keyOf = ({ sha256, protocol = '', title }: DocumentReference): string =>
  `${sha256} ${protocol} ${title}`;

function sortedById<Thing>(things: Readonly<Record<string, Thing>>): readonly Thing[] {
  return Object.entries(things)
    .sort(([one], [other]) => compare(one, other))
    .map(([, thing]) => thing);
}

function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
