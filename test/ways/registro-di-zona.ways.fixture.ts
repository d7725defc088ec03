import { cycleName, registroDiZonaV1 } from '#planning';
import { recorded } from '../client.fixture.js';
import { about, by, drive, reach, send } from '../drivers.fixture.js';
import type { Journey } from '../journey.fixture.js';
import { UNIT } from '../server.fixture.js';
import { redactText, wishesOfCorrections } from './corrections.drivers.fixture.js';
import { wishesToApproval } from './to-approval.wishes.fixture.js';
import {
  fileOf,
  takenBackWith,
  undoneAtOnce,
  wishesToUndoImports,
} from './spreadsheet.ways.fixture.js';
import type { Driver, Ways, Wishes } from '../journey.fixture.js';

const reason = 'Così ha chiesto il finanziatore';
const protocol = { register: 'Comune di Livorno', number: '0012345', year: 2024 };

/** A row as a wish gives it. */
const rowOf = (coDesignRowId: string, state = 'planned') => ({
  ...{ coDesignRowId, holder: { text: 'Comune di Livorno' }, activity: 'Centro affidi' },
  ...{ subjects: [{ text: 'ETS', role: 'generic' }], state },
});

/** The same row as a file has it. */
const cellsOf = (coDesignRowId: string, state = 'planned') => ({
  ...{ coDesignRowId, holder: 'Comune di Livorno', activity: 'Centro affidi' },
  ...{ categories: ['ETS'], state },
});

/** From each state the one that comes next; from the last ones none does. */
const next: Readonly<Record<string, string>> = {
  planned: 'award_started',
  award_started: 'ongoing',
  ongoing: 'concluded',
  suspended: 'ongoing',
};

/** What a row does not say yet, said one thing after another. */
function nextCompletion(journey: Journey, id: string): object {
  const said = journey
    .all('CoDesignRowCompleted')
    .filter(({ coDesignRowId }) => coDesignRowId === id).length;
  const open = [
    { amountEur: '10000.00' },
    { act: 'Determina 12/2024' },
    { codes: { cup: ['J71H22000140006'] } },
    { codes: { cig: ['ZFA3D7718E'] } },
    { codes: { clp: ['IT039'] } },
    { legalForm: 'art55' },
  ];
  return open[said] ?? { holderBodyIds: ['comune-di-livorno'] };
}

/** A row other than this one that renews none. */
function anotherRow(journey: Journey, id: string): string {
  const renewing = new Set(journey.all('CoDesignRowRenewed').map(({ renewedBy }) => renewedBy));
  const ids = [...journey.partsOf('coDesignRow').keys()];
  return ids.findLast((other) => other !== id && !renewing.has(other)) ?? 'nessuna';
}

/** The last scheda a row was linked to. */
function schedaOf(journey: Journey, id: string): object {
  const linked = journey.all('CoDesignRowLinked');
  const last = linked.findLast(({ coDesignRowId }) => coDesignRowId === id);
  return last?.scheda ?? { cycleId: journey.cycleId, schedaId: 'S-1' };
}

/** What a project was last linked to. */
function linksOf(journey: Journey, id: string): object {
  const linked = journey.all('FundedProjectLinked');
  const last = linked.findLast(({ fundedProjectId }) => fundedProjectId === id);
  const { schede = [], coDesignRowIds = ['nessuna'] } = last ?? {};
  return { schede, coDesignRowIds };
}

/** What a project has still to report. */
function openReporting(journey: Journey, id: string): string {
  const done = new Set(journey.all('ReportingRecorded').map(({ reportingId }) => reportingId));
  const set = journey.all('ReportingDeadlineSet');
  const open = set.findLast(
    ({ fundedProjectId, reportingId }) => fundedProjectId === id && !done.has(reportingId),
  );
  return open?.reportingId ?? 'nessuna';
}

/** A scheda of a programme of the same zone, made for the occasion. */
async function aScheda(journey: Journey) {
  const zone = cycleName(journey.cycleId)?.zone ?? '';
  const cycleId = `${zone}-poa-annuale-${1900 + journey.revision}`;
  const does = async (verb: string): Promise<void> => {
    const wish = wishesToApproval[verb]?.(journey, { id: 'O1' });
    if (!wish) throw new Error(`Nobody knows how to wish for ${verb}`);
    recorded(await journey.somebody(wish.as).perform(cycleId, verb, wish.body));
  };
  for (const verb of ['draft-cycle', 'open-cycle', 'hold-kickoff']) await does(verb);
  const coordinator = journey.somebody('UPc');
  const programme = { programmeId: 'P1', name: 'Minori', objectiveIds: [] };
  recorded(await coordinator.perform(cycleId, 'add-programme', programme));
  const scheda = { schedaId: 'S-1', programmeId: 'P1', unitId: UNIT, title: 'Affidi' };
  const assigned = { ...scheda, personId: 'responsabile' };
  recorded(await coordinator.perform(cycleId, 'assign-scheda', assigned));
  return { cycleId, schedaId: 'S-1' };
}

const wishes: Wishes = {
  ...wishesOfCorrections('ZoneRegisterOpened'),
  'open-zone-register': () => ({ as: 'UPc', body: { title: 'Registro di zona' } }),
  'raise-question': (_, { id: questionId }) => ({
    as: 'UPo',
    body: { questionId, subject: 'co-design-row CP01', text: 'Quale importo?' },
  }),
  'answer-question': (_, { id: questionId }) => ({
    as: 'DIR',
    body: { questionId, answer: '10.000 euro', basis: 'Determina 12/2024' },
  }),

  'add-co-design-row': (_, { id, outcome }) => ({ as: 'UPo', body: { row: rowOf(id, outcome) } }),
  'import-co-design-spreadsheet': (journey, { id }) => ({
    as: 'UPo',
    body: fileOf(id, cellsOf(journey.fresh('row'))),
  }),
  ...wishesToUndoImports,
  'import-co-design-rows': (_, { id }) => ({ as: 'UPo', body: { rows: [rowOf(id)] } }),
  'complete-co-design-row': (journey, { id: coDesignRowId }) => ({
    as: 'UPo',
    body: {
      ...{ coDesignRowId, basis: 'Determina 12/2024' },
      ...nextCompletion(journey, coDesignRowId),
    },
  }),
  'change-co-design-state': (journey, { id: coDesignRowId, outcome }) => ({
    as: 'UPo',
    body: {
      coDesignRowId,
      to: outcome ?? next[String(journey.part('coDesignRow', coDesignRowId).value)] ?? 'ongoing',
      reason,
    },
  }),
  'renew-co-design-row': (journey, { id: coDesignRowId }) => ({
    as: 'UPo',
    body: { coDesignRowId, renewedBy: anotherRow(journey, coDesignRowId) },
  }),
  'add-addendum': (journey, { id: coDesignRowId }) => ({
    as: 'UPo',
    body: { coDesignRowId, addendum: rowOf(journey.fresh('addendum'), 'concluded') },
  }),
  'link-co-design-to-scheda': (journey, { id: coDesignRowId }) => ({
    as: 'UPo',
    body: {
      coDesignRowId,
      scheda: { cycleId: journey.cycleId, schedaId: 'S-1' },
    },
  }),
  'unlink-co-design-from-scheda': (journey, { id: coDesignRowId }) => ({
    as: 'UPo',
    body: { coDesignRowId, scheda: schedaOf(journey, coDesignRowId), reason },
  }),
  'record-expiry-review': ({ server }, { id: coDesignRowId }) => ({
    as: 'UPo',
    body: { coDesignRowId, finding: 'In proroga', reviewAgainOn: server.clock.day(90) },
  }),

  'add-funded-project': (_, { id: fundedProjectId }) => ({
    as: 'UPo',
    body: { fundedProjectId, name: 'SEUS', amountEur: '356240.00' },
  }),
  'change-funded-project': ({ revision }, { id: fundedProjectId }) => ({
    as: 'UPo',
    body: { fundedProjectId, name: `SEUS ${revision}`, reason },
  }),
  'link-funded-project': (journey, { id: fundedProjectId }) => ({
    as: 'UPo',
    body: {
      ...{ fundedProjectId, schede: [] },
      coDesignRowIds: [anotherRow(journey, '')],
    },
  }),
  'unlink-funded-project': (journey, { id: fundedProjectId }) => ({
    as: 'UPo',
    body: { fundedProjectId, ...linksOf(journey, fundedProjectId), reason },
  }),
  'set-reporting-deadline': ({ revision }, { id: fundedProjectId }) => ({
    as: 'UPo',
    body: {
      ...{ fundedProjectId, reportingId: `R-${revision}` },
      ...{ text: 'Rendiconto intermedio', due: '2024-12-31' },
    },
  }),
  'record-reporting': (journey, { id: fundedProjectId }) => ({
    as: 'UPo',
    body: { fundedProjectId, reportingId: openReporting(journey, fundedProjectId) },
  }),

  'register-document': (_, { id: documentId }) => ({
    as: 'UPo',
    body: { documentId, kind: 'pis', title: 'Piano integrato di salute', sha256: 'a'.repeat(64) },
  }),
  'supersede-document': (journey, { id: documentId }) => ({
    as: 'UPo',
    body: {
      documentId,
      supersededBy:
        [...journey.partsOf('document').keys()].find((other) => other !== documentId) ?? 'nessuno',
    },
  }),
  'set-protocol': (_, { id: documentId }) => ({
    as: 'SEG',
    body: { documentId, protocol: { ...protocol, date: '2024-02-20' } },
  }),
};

/** A fact about a part that needs a row or a document beside it. */
const beside =
  (verb: string, first: string): Driver =>
  async (journey, { id = '' }) => {
    await send(journey, first);
    await send(journey, verb, { id });
  };

/** How to get about in the register of a zone. */
export const registroDiZonaWays: Ways = {
  definition: registroDiZonaV1,
  wishes,
  drivers: {
    async ZoneRegisterOpened(journey) {
      await send(journey, 'open-zone-register');
      // What a wish can point to.
      for (const verb of ['import-co-design-rows', 'import-co-design-rows', 'register-document']) {
        await send(journey, verb);
      }
    },
    QuestionRaised: about('QuestionRaised', 'raise-question'),
    QuestionAnswered: about('QuestionAnswered', 'answer-question'),
    RecordCorrected: by('correct-record'),
    TextRedacted: redactText,

    async CoDesignRowAdded(journey, { id = journey.fresh('row'), outcome }) {
      await reach(journey, (root) => root.matches('kept'));
      if (!journey.reserved.has(id)) return send(journey, 'add-co-design-row', { id, outcome });
      // What came in by a spreadsheet, and nothing else, can be taken back.
      const file = fileOf(journey.fresh('import'), cellsOf(id, outcome));
      await journey.perform('UPo', 'import-co-design-spreadsheet', file);
    },
    CoDesignRowTakenBack: takenBackWith,
    SpreadsheetImported: about('SpreadsheetImported', 'import-co-design-spreadsheet'),
    SpreadsheetImportUndone: undoneAtOnce('import-co-design-spreadsheet'),
    CoDesignRowCompleted: by('complete-co-design-row'),
    CoDesignStateChanged: by('change-co-design-state'),
    CoDesignRowRenewed: beside('renew-co-design-row', 'import-co-design-rows'),
    CoDesignAddendumAdded: by('add-addendum'),
    async CoDesignRowLinked(journey, { id = '' }) {
      const scheda = await aScheda(journey);
      await journey.perform('UPo', 'link-co-design-to-scheda', { coDesignRowId: id, scheda });
    },
    async CoDesignRowUnlinked(journey, target) {
      await drive(journey, { type: 'CoDesignRowLinked' }, target.id);
      await send(journey, 'unlink-co-design-from-scheda', target);
    },
    CoDesignExpiryReviewed: by('record-expiry-review'),

    FundedProjectAdded: about('FundedProjectAdded', 'add-funded-project'),
    FundedProjectChanged: by('change-funded-project'),
    FundedProjectLinked: beside('link-funded-project', 'import-co-design-rows'),
    async FundedProjectUnlinked(journey, target) {
      await drive(journey, { type: 'FundedProjectLinked' }, target.id);
      await send(journey, 'unlink-funded-project', target);
    },
    ReportingDeadlineSet: by('set-reporting-deadline'),
    async ReportingRecorded(journey, target) {
      await send(journey, 'set-reporting-deadline', target);
      await send(journey, 'record-reporting', target);
    },

    DocumentRegistered: about('DocumentRegistered', 'register-document'),
    DocumentSuperseded: beside('supersede-document', 'register-document'),
    ProtocolSet: by('set-protocol'),
  },
  alongside: new Set(),
  detours: new Set(),
  refusalOf(journey, verb, id = '') {
    if (verb === 'open-zone-register') return { status: 409, code: 'register-exists' };
    const isGone = journey.partsOf('coDesignRow').get(id)?.matches('takenBack') === true;
    return isGone ? { status: 404, code: 'co-design-row-not-found' } : undefined;
  },
};
