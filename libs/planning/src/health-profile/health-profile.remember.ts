import { handsOf } from '../command/hands.js';
import { present } from '../command/present.js';
import type { Envelope } from '../envelope.js';
import type { Remembers } from '../remember.js';
import type { ProfileData, Theme } from './health-profile.data.js';

export const rememberProfile: Remembers<ProfileData> = {
  ThemeProposed: (profile, { themeId, name, source }) => {
    profile.themes[themeId] = { name, ...present({ source }), text: null, authors: [] };
  },
  ThemeDrafted: (profile, { themeId, text }, { actor }) => {
    const theme = profile.themes[themeId];
    if (!theme) return;
    theme.text = text;
    theme.reviewed = false;
    addAuthors(theme, actor);
  },
  ThemeReviewed: (profile, { themeId }) => {
    const theme = profile.themes[themeId];
    if (theme) theme.reviewed = true;
  },
  RecordCorrected: (profile, { factType, subjectId = '' }, { actor }) => {
    const theme = factType === 'ThemeDrafted' ? profile.themes[subjectId] : undefined;
    if (theme) addAuthors(theme, actor);
  },
  NeedRecorded: (profile, need) => {
    profile.needs[need.needId] = need;
  },
  NeedRevised: (profile, { needId, themeId, text }) => {
    const need = profile.needs[needId];
    if (need) profile.needs[needId] = { ...need, themeId, text };
  },
  NeedWithdrawn: (profile, { needId }) => {
    withdraw(profile, profile.needs, needId);
  },
  DataSourceAdded: (profile, dataSource) => {
    profile.dataSources[dataSource.dataSourceId] = dataSource;
  },
  IndicatorRecorded: (profile, indicator) => {
    profile.indicators[indicator.indicatorId] = indicator;
  },
  IndicatorWithdrawn: (profile, { indicatorId }) => {
    withdraw(profile, profile.indicators, indicatorId);
  },
  ProfileDocumentAttached: (profile, { document }) => {
    profile.documents.push(document);
  },
  EditionProposed: (profile, proposed, { occurredOn }) => {
    profile.proposed = { ...proposed, on: occurredOn };
  },
  EditionReturned: (profile) => {
    delete profile.proposed;
  },
  EditionAdopted: (profile, adopted) => {
    profile.adopted = adopted;
  },
  EditionFrozen: (profile, frozen, { occurredOn }) => {
    profile.frozen = { ...frozen, on: occurredOn };
  },
  EditionSuperseded: (profile, superseded) => {
    profile.supersededBy = superseded;
  },
};

function addAuthors({ authors }: Theme, actor: Envelope['actor']): void {
  for (const hand of handsOf(actor)) if (!authors.includes(hand)) authors.push(hand);
}

function withdraw(profile: ProfileData, things: Record<string, unknown>, id: string): void {
  Reflect.deleteProperty(things, id);
  profile.withdrawnIds.push(id);
}
