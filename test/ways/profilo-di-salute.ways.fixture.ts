import { profiloDiSaluteV1 } from '#planning';
import { about, by, reach, send } from '../drivers.fixture.js';
import type { Journey } from '../journey.fixture.js';
import type { TestServer } from '../server.fixture.js';
import { driversBetweenYears, wishesBetweenYears } from './between-years.ways.fixture.js';
import {
  draftWithQuestions,
  redactText,
  wishesOfCorrections,
} from './corrections.drivers.fixture.js';
import { driversToApproval } from './to-approval.drivers.fixture.js';
import { wishesToApproval } from './to-approval.wishes.fixture.js';
import type { Driver, Ways, Wishes } from '../journey.fixture.js';

const reason = 'Così ha chiesto il territorio';
/** A profile of which nobody in the zone may know whether it is there. */
const elsewhere = 'altra-profilo-di-salute-2001';
/** The year of the profile that supersedes the others: the last there is, so that it comes after all. */
const LAST_YEAR = 2_099;

/** How to ask for the verbs of a health profile. */
const wishes: Wishes = {
  'propose-theme': (_, { id }) => ({ as: 'UPo', body: { themeId: id, name: 'Cronicità' } }),
  'draft-theme': (journey, { id }) => ({
    as: 'UPo',
    body: { themeId: id, text: journey.fresh('Le malattie croniche crescono') },
  }),
  'return-theme': (_, { id }) => ({ as: 'UPc', body: { themeId: id, reason } }),
  'review-theme': (_, { id }) => ({ as: 'UPc', body: { themeId: id } }),
  'withdraw-theme': (_, { id }) => ({ as: 'UPc', body: { themeId: id, reason } }),
  'record-need': (_, { id }) => ({
    as: 'UPo',
    body: { needId: id, kind: 'critical', text: 'Cresce chi vive solo' },
  }),
  'revise-need': (journey) => ({
    as: 'UPo',
    body: { needId: needOf(journey) ?? 'nessuno', text: journey.fresh('Cresce chi vive solo') },
  }),
  'withdraw-need': (journey) => ({
    as: 'UPc',
    body: { needId: needOf(journey) ?? 'nessuno', reason },
  }),
  'add-data-source': (_, { id }) => ({
    as: 'UPo',
    body: { dataSourceId: id, name: 'Osservatorio', url: 'https://www.example.org/dati' },
  }),
  'record-indicator': (journey, { id }) => ({
    as: 'UPo',
    body: {
      indicatorId: id,
      name: 'Indice di vecchiaia',
      value: '231.4',
      period: '2023',
      dataSourceId: journey.all('DataSourceAdded')[0]?.dataSourceId ?? 'nessuna',
    },
  }),
  'withdraw-indicator': (journey) => ({
    as: 'UPc',
    body: { indicatorId: indicatorOf(journey) ?? 'nessuno', reason },
  }),
  'attach-profile-document': (journey) => ({
    as: 'UPo',
    body: {
      document: { title: 'Tavole', sha256: journey.revision.toString(16).padStart(64, 'a') },
    },
  }),
  'propose-edition': () => ({ as: 'DIR', body: {} }),
  'return-edition': () => ({ as: 'SEG', body: { reason } }),
  'adopt-edition': (journey) => ({
    as: 'SEG',
    body: {
      organ: 'Conferenza zonale integrata',
      act: 'Deliberazione 3/2024',
      fingerprint: journey.all('EditionProposed').at(-1)?.fingerprint ?? '0'.repeat(64),
    },
  }),
  'freeze-edition': () => ({ as: 'UPc', body: {} }),
  'supersede-edition': () => ({
    as: 'SEG',
    body: { byCycleId: elsewhere, act: 'Deliberazione 4/2025' },
  }),
};

/** A need that was not withdrawn. */
function needOf(journey: Journey): string | undefined {
  const gone = new Set(journey.all('NeedWithdrawn').map(({ needId }) => needId));
  return journey.all('NeedRecorded').find(({ needId }) => !gone.has(needId))?.needId;
}

/** An indicator that was not withdrawn. */
function indicatorOf(journey: Journey): string | undefined {
  const gone = new Set(journey.all('IndicatorWithdrawn').map(({ indicatorId }) => indicatorId));
  const recorded = journey.all('IndicatorRecorded').map(({ indicatorId }) => indicatorId);
  return recorded.find((indicatorId) => !gone.has(indicatorId));
}

/** A later profile, frozen, that supersedes the others of its zone: the last there is. */
const laterProfiles = new WeakMap<TestServer, Map<string, Promise<Journey>>>();

function laterProfile(journey: Journey): Promise<Journey> {
  const later = journey.beside(LAST_YEAR);
  const profiles = laterProfiles.get(journey.server) ?? new Map<string, Promise<Journey>>();
  laterProfiles.set(journey.server, profiles);
  const profile = profiles.get(later.cycleId) ?? frozen(later);
  profiles.set(later.cycleId, profile);
  return profile;
}

async function frozen(journey: Journey): Promise<Journey> {
  await reach(journey, (root) => root.matches('frozen'));
  return journey;
}

const recordNeed: Driver = async (journey) => {
  if (needOf(journey) === undefined) await send(journey, 'record-need');
};

const recordIndicator: Driver = async (journey) => {
  await send(journey, 'add-data-source');
  await send(journey, 'record-indicator');
};

/** The edition is proposed once there are themes, all of them reviewed. */
const proposeEdition: Driver = async (journey) => {
  if (![...journey.partsOf('theme').values()].some((theme) => !theme.matches('withdrawn'))) {
    await send(journey, 'propose-theme');
  }
  for (const [id, theme] of journey.partsOf('theme')) {
    if (theme.matches('withdrawn') || theme.matches('reviewed')) continue;
    if (!theme.matches('drafted')) await send(journey, 'draft-theme', { id });
    await send(journey, 'review-theme', { id });
  }
  await send(journey, 'add-data-source');
  await send(journey, 'propose-edition');
};

/** How to get about in a health profile. */
export const profiloDiSaluteWays: Ways = {
  definition: profiloDiSaluteV1,
  wishes: {
    ...wishesToApproval,
    ...wishesBetweenYears,
    // While the organ has the edition before it only its own act can be set right.
    ...wishesOfCorrections(({ root }) =>
      root.matches('adopted') ? 'EditionAdopted' : 'DataSourceAdded',
    ),
    ...wishes,
  },
  drivers: {
    ...driversToApproval,
    ...driversBetweenYears,
    async RecordCorrected(journey) {
      const isMissing = journey.all('DataSourceAdded').length === 0;
      if (isMissing && !journey.root.matches('adopted')) await send(journey, 'add-data-source');
      await send(journey, 'correct-record');
    },
    TextRedacted: redactText,
    CycleDrafted: draftWithQuestions,
    ThemeProposed: about('ThemeProposed', 'propose-theme'),
    ThemeDrafted: about('ThemeDrafted', 'draft-theme'),
    ThemeReturned: about('ThemeReturned', 'return-theme'),
    ThemeReviewed: about('ThemeReviewed', 'review-theme'),
    ThemeWithdrawn: about('ThemeWithdrawn', 'withdraw-theme'),
    NeedRecorded: by('record-need'),
    async NeedRevised(journey, target) {
      await recordNeed(journey, target);
      await send(journey, 'revise-need');
    },
    async NeedWithdrawn(journey, target) {
      await recordNeed(journey, target);
      await send(journey, 'withdraw-need');
    },
    DataSourceAdded: by('add-data-source'),
    IndicatorRecorded: recordIndicator,
    async IndicatorWithdrawn(journey, target) {
      if (indicatorOf(journey) === undefined) await recordIndicator(journey, target);
      await send(journey, 'withdraw-indicator');
    },
    ProfileDocumentAttached: by('attach-profile-document'),
    EditionProposed: proposeEdition,
    EditionReturned: by('return-edition'),
    EditionAdopted: by('adopt-edition'),
    EditionFrozen: by('freeze-edition'),
    async EditionSuperseded(journey) {
      const { cycleId: byCycleId } = await laterProfile(journey);
      await journey.perform('SEG', 'supersede-edition', { byCycleId, act: 'Deliberazione 4/2025' });
    },
  },
  alongside: new Set(),
  detours: new Set(),
  refusalOf,
};

/** The no that such a verb gets, where a rule about what is there comes before the moment. */
function refusalOf(
  journey: Journey,
  verb: string,
): { readonly status: number; readonly code: string } | undefined {
  if (verb === 'draft-cycle') return { status: 409, code: 'cycle-exists' };
  if (verb === 'correct-record' && journey.root.matches('proposed'))
    return { status: 409, code: 'edition-proposed' };
  const absent = { status: 404 } as const;
  if ((verb === 'revise-need' || verb === 'withdraw-need') && needOf(journey) === undefined) {
    return { ...absent, code: 'need-not-found' };
  }
  if (verb === 'withdraw-indicator' && indicatorOf(journey) === undefined) {
    return { ...absent, code: 'profile-indicator-not-found' };
  }
  if (verb === 'record-indicator' && journey.all('DataSourceAdded').length === 0) {
    return { ...absent, code: 'data-source-not-found' };
  }
  if (verb === 'supersede-edition') return { ...absent, code: 'profile-cycle-not-found' };
  return undefined;
}
