import { profiloDiSaluteV1 } from '../definitions/profilo-di-salute.v1.js';
import type { PlanningFact } from '../planning-fact.js';
import { document, fingerprint, ruleBook } from '../testing.fixture.js';

/** The profile the tests are about, and its rule book. */
export const PROFILE = 'livornese-profilo-di-salute-2024';
export const profiles = ruleBook(profiloDiSaluteV1, PROFILE);

/** The draft of a profile of a year. */
export const draftedOf = (year: number): PlanningFact => ({
  type: 'CycleDrafted',
  data: {
    cycleId: `livornese-profilo-di-salute-${year}`,
    zone: 'livornese',
    year,
    title: `Profilo di salute ${year}`,
    definition: profiles.reference,
  },
});

export const drafted = draftedOf(2024);
export const proposed: PlanningFact = {
  type: 'ThemeProposed',
  data: { themeId: 'T1', name: 'Demografia' },
};
export const written: PlanningFact = {
  type: 'ThemeDrafted',
  data: { themeId: 'T1', text: 'La popolazione invecchia.' },
};
export const reviewed: PlanningFact = { type: 'ThemeReviewed', data: { themeId: 'T1' } };
export const critical: PlanningFact = {
  type: 'NeedRecorded',
  data: { needId: 'B1', themeId: 'T1', kind: 'critical', text: 'Inverno demografico' },
};
export const positive: PlanningFact = {
  type: 'NeedRecorded',
  data: { needId: 'B2', themeId: null, kind: 'positive', text: 'Si vive più a lungo' },
};
export const dataSource: PlanningFact = {
  type: 'DataSourceAdded',
  data: { dataSourceId: 'F1', name: 'Osservatorio regionale' },
};
export const indicator: PlanningFact = {
  type: 'IndicatorRecorded',
  data: {
    indicatorId: 'I1',
    themeId: 'T1',
    name: 'Indice di vecchiaia',
    value: '231.4',
    period: '2023',
    dataSourceId: 'F1',
  },
};

/** The facts of a profile that is written, with one theme reviewed. */
export const whole: readonly PlanningFact[] = [
  drafted,
  proposed,
  critical,
  positive,
  dataSource,
  indicator,
  { type: 'ProfileDocumentAttached', data: { document } },
  written,
  reviewed,
];

/** The edition they make, as its fingerprint is taken. */
export const edition = {
  cycleId: PROFILE,
  edition: '2024',
  title: 'Profilo di salute 2024',
  themes: [{ themeId: 'T1', name: 'Demografia', text: 'La popolazione invecchia.' }],
  needs: [critical.data, positive.data],
  indicators: [indicator.data],
  dataSources: [dataSource.data],
  documents: [document],
};
export const adoption = {
  organ: 'Conferenza zonale integrata',
  act: 'Deliberazione 3/2024',
  adoptedOn: '2024-02-20',
};
export const editionProposed: PlanningFact = {
  type: 'EditionProposed',
  data: { edition: '2024', fingerprint: fingerprint(edition) },
};
export const editionAdopted: PlanningFact = {
  type: 'EditionAdopted',
  data: { ...adoption, fingerprint: fingerprint(edition) },
};
/** The fingerprint of the frozen edition, its adoption included. */
export const frozenFingerprint = fingerprint({ ...edition, adoption });
export const editionFrozen: PlanningFact = {
  type: 'EditionFrozen',
  data: { edition: '2024', fingerprint: frozenFingerprint, themes: 1, needs: 2, indicators: 1 },
};

/** The facts of a profile whose edition is frozen. */
export const frozen: readonly PlanningFact[] = [
  ...whole,
  editionProposed,
  editionAdopted,
  editionFrozen,
];
