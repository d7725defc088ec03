import { daysBetween } from '#calendar';
import { valueSets } from '#planning';
import { fieldOf } from '#workflow';
import type { Journey } from '../journey.fixture.js';
import { begun, late, noticeDays, yearBegan } from './co-programming-days.fixture.js';
import { UNIT } from '../server.fixture.js';
import type { Wishes } from '../journey.fixture.js';

/** A document kept elsewhere. */
export const document = { title: 'Documento', sha256: 'a'.repeat(64), protocol: '12/2024' };

const source = { file: 'poa-2024.md', lines: [16, 17] };
const reason = 'Così ha chiesto il territorio';

/** Everything a scheda needs in order to be submitted. */
export const completeContent = {
  sector: 'SOCIO_SANITARIO',
  holder: 'AUSL',
  kind: 'NEW',
  description: 'Assistenza domiciliare',
  start: '2024-01-01',
  end: '2024-12-31',
  periodPrecision: 'year',
  noNeedReason: 'Il profilo non ne parla',
  noIndicatorReason: 'Da concordare',
};

/** Who is responsible for the procedure now: the coordinator or the operator, whose ids are known. */
function responsible(journey: Journey): 'UPc' | 'UPo' {
  return journey.all('ResponsiblePersonReplaced').at(-1)?.to === 'operatore' ? 'UPo' : 'UPc';
}

const councils = { large: 600, small: 400 };

/** How a session can end, with votes that agree. */
const endings: Readonly<Record<string, (journey: Journey) => object>> = {
  approved: ({ server }) => ({
    members: members('for'),
    number: '12',
    actDate: server.clock.day(),
  }),
  approvedWithPrescriptions: ({ server }) => ({
    members: members('for'),
    number: '13',
    actDate: server.clock.day(),
    prescriptions: [{ text: 'Aggiornare gli indicatori', due: '2024-12-31' }],
  }),
  rejected: () => ({ members: members('against'), text: 'Le risorse non bastano' }),
  postponed: () => ({ members: members(undefined), text: 'Si rinvia ad altra seduta' }),
  noQuorum: () => ({
    members: [
      { body: 'Comune maggiore', present: false, quotaThousandths: councils.large },
      { body: 'Comune minore', present: true, quotaThousandths: councils.small },
    ],
  }),
};

function members(vote: 'for' | 'against' | undefined): readonly object[] {
  return Object.values(councils).map((quotaThousandths, index) => ({
    body: `Comune ${index + 1}`,
    present: true,
    quotaThousandths,
    ...(vote && { vote }),
  }));
}

/** The categories nobody has been heard or exempted for yet. */
export function openCategories(journey: Journey): readonly string[] {
  const heard = new Map<string, readonly string[]>();
  for (const { type, data } of journey.facts) {
    if (type === 'MeetingHeld' || type === 'CategoriesAttributed') {
      heard.set(data.meetingId, data.categories);
    }
  }
  const settled = new Set([
    ...journey.all('CategoryExempted').map(({ category }): string => category),
    ...journey.all('MinutesRecorded').flatMap(({ meetingId }) => heard.get(meetingId) ?? []),
  ]);
  return Object.keys(valueSets.categories).filter((code) => !settled.has(code));
}

/** The categories whose exemption awaits the director. */
export function proposedCategories(journey: Journey): readonly string[] {
  const proposed = new Set<string>();
  for (const { type, data } of journey.facts) {
    if (type === 'CategoryExemptionProposed') proposed.add(data.category);
    if (type === 'CategoryExemptionDeclined') proposed.delete(data.category);
  }
  return openCategories(journey).filter((code) => proposed.has(code));
}

/** For every verb a valid request, as the cycle stands; whether it is the moment is another question. */
export const wishesToApproval: Wishes = {
  'draft-cycle': () => ({ as: 'UPc', body: { title: 'POA', ...begun } }),
  'link-regional-act': () => ({
    as: 'UPc',
    body: { cite: 'DGR 1508/2022', date: '2022-12-19', affects: 'I tempi di approvazione' },
  }),
  'set-target-approval': ({ server, revision }) => ({
    as: 'UPc',
    body: { date: server.clock.day(100 + revision), basis: 'Indirizzi regionali', reason },
  }),
  'link-parent-plan': (_, { id }) => ({ as: 'UPo', body: { planId: id, name: 'PSSIR' } }),
  'import-tree': (journey, { id }) => ({
    as: 'UPo',
    body: {
      objectives: [
        { objectiveId: id, name: 'Domiciliarità' },
        { objectiveId: journey.fresh('O'), name: 'Doppione' },
      ],
      programmes: [
        { programmeId: journey.fresh('P'), name: 'Anziani', objectiveIds: [id] },
        { programmeId: journey.fresh('P'), name: 'Disabilità', objectiveIds: [id] },
        { programmeId: journey.fresh('P'), name: 'Doppione', objectiveIds: [] },
      ],
      source,
    },
  }),
  'add-objective': (_, { id }) => ({
    as: 'UPo',
    body: {
      ...{ objectiveId: id, name: 'Prevenzione', code: '3' },
      ...{ description: 'Prima che serva la cura', pssirReferences: ['Scheda 12'] },
    },
  }),
  'add-programme': (_, { id }) => ({
    as: 'UPo',
    body: {
      ...{ programmeId: id, name: 'Minori', objectiveIds: [], code: '3.1' },
      ...{ description: 'Nei servizi e a scuola', sector: 'SOCIO_SANITARIO' },
      responsibleUnitId: UNIT,
    },
  }),
  'link-programme': (journey) => ({
    as: 'UPo',
    body: { programmeId: programmeOf(journey), objectiveIds: [objectiveOf(journey)] },
  }),
  'rename-objective': (journey) => ({
    as: 'UPo',
    body: { objectiveId: objectiveOf(journey), name: `Obiettivo ${journey.revision}`, reason },
  }),
  'rename-programme': (journey) => ({
    as: 'UPo',
    body: { programmeId: programmeOf(journey), name: `Programma ${journey.revision}`, reason },
  }),
  'remove-objective': (journey) => ({
    as: 'UPo',
    body: { objectiveId: looseObjectiveOf(journey), reason },
  }),
  'remove-programme': (journey) => ({
    as: 'UPo',
    body: { programmeId: looseProgrammeOf(journey), reason },
  }),
  'open-cycle': (journey) => ({
    as: 'UPc',
    body: {
      caseFile: {
        identifier: 'fascicolo-1',
        ownerAdministration: 'Zona Livornese',
        otherAdministrations: ['Comune capofila'],
        subject: 'Programmazione operativa annuale',
      },
      responsiblePersonId: 'coordinatore',
      ...yearBegan(journey),
    },
  }),
  'hold-kickoff': (journey) => ({
    as: 'UPo',
    body: {
      attendance: [{ unitId: UNIT, personId: 'responsabile', presence: 'present' }],
      trainingOnProweb: true,
      materials: [document],
      ...yearBegan(journey),
    },
  }),
  'open-verification': () => ({ as: 'UPc', body: {} }),
  'request-fixes': (journey, { id }) => ({
    as: 'UPc',
    body: { schedaIds: [id], reasons: ['TEXT'], text: 'Da rivedere' },
  }),

  'raise-question': (_, { id }) => ({
    as: 'UPo',
    body: { questionId: id, subject: 'programme P', text: 'A quale obiettivo?', source },
  }),
  'answer-question': (_, { id }) => ({
    as: 'DIR',
    body: { questionId: id, answer: 'Al primo', basis: 'Parola della Direzione' },
  }),

  'set-deadline': ({ server }, { id }) => ({
    as: 'UPc',
    body: {
      ...{ deadlineId: id, basis: 'OFFICE' },
      // Of what is about nothing that can be done, people can be reminded at any time.
      kind: isToRemindOf(id) || id.startsWith('said') ? 'OTHER' : 'SCHEDE_SUBMITTED',
      // Time does not pass in these journeys: what is to be missed is set when its day is over.
      due: isToRemindOf(id) || id.startsWith('missed') ? server.clock.day(-1) : '2024-09-30',
    },
  }),
  'record-missed-deadline': (_, { id }) => ({ as: 'SYS', body: { deadlineId: id } }),
  'record-reminder': (journey, { id }) => ({ as: 'SYS', body: reminderOf(journey, id) }),
  'remind-unit': (_, { id }) => ({ as: 'UPc', body: { deadlineId: id, unitId: UNIT, reason } }),
  'take-back-reminder': (_, { id: reminderId }) => ({ as: 'UPo', body: { reminderId } }),
  'set-calendar': ({ server, revision }) => ({
    as: 'UPc',
    // Another day each time: of a calendar that is there already nothing would be left to set.
    body: { approvalOn: server.clock.day(200 + revision) },
  }),
  'extend-deadline': (journey, { id }) => ({
    as: 'UPc',
    body: { deadlineId: id, to: dueLater(journey, id, isToRemindOf(id) ? 2 : 30), reason },
  }),
  'shorten-deadline': (journey, { id }) => ({
    as: 'UPc',
    body: { deadlineId: id, to: dueLater(journey, id, -1), reason },
  }),
  'record-deadline-met': (_, { id }) => ({ as: 'UPo', body: { deadlineId: id, document } }),
  'waive-deadline': (_, { id }) => ({ as: 'UPc', body: { deadlineId: id, reason } }),

  'attach-health-profile': () => ({
    as: 'UPo',
    body: { edition: '2024', title: 'Profilo di salute', document },
  }),
  'adopt-health-profile': () => ({
    as: 'SEG',
    body: { organ: 'Conferenza zonale', act: 'Delibera 3/2024' },
  }),
  'import-needs': (_, { id }) => ({
    as: 'UPo',
    body: {
      edition: '2024',
      themes: ['Cronicità'],
      needs: [{ needId: id, kind: 'critical', text: 'Fragilità', theme: 'Cronicità' }],
      source,
    },
  }),

  'schedule-meeting': (journey, { id }) => ({
    as: 'UPo',
    body: {
      meetingId: id,
      title: 'Tavolo',
      counterpart: 'CONSULTA_TERZO_SETTORE',
      date: journey.server.clock.day(7),
      channel: 'IN_PERSON',
    },
  }),
  'convene-meeting': (_, { id }) => ({
    as: 'UPo',
    body: { meetingId: id, invitees: ['Consulta del Terzo settore'] },
  }),
  'reschedule-meeting': (journey, { id }) => ({
    as: 'UPo',
    body: { meetingId: id, to: journey.server.clock.day(14 + journey.revision), reason },
  }),
  'cancel-meeting': (_, { id }) => ({ as: 'UPo', body: { meetingId: id, reason } }),
  'record-meeting-held': (_, { id }) => ({
    as: 'UPo',
    body: {
      meetingId: id,
      categories: ['UTENTI'],
      attendance: ['Consulta del Terzo settore'],
      contents: ['Bisogni degli anziani'],
    },
  }),
  'attribute-categories': (_, { id }) => ({
    as: 'UPo',
    body: { meetingId: id, categories: ['UTENTI'], reason },
  }),
  'record-minutes': (_, { id }) => ({ as: 'UPo', body: { meetingId: id, document } }),
  'open-minutes-to-observations': ({ server }, { id }) => ({
    as: 'UPo',
    body: { meetingId: id, until: server.clock.day(1) },
  }),
  'approve-minutes': (_, { id }) => ({ as: 'DIR', body: { meetingId: id } }),
  'receive-contribution': (_, { id }) => ({
    as: 'ETS',
    body: { contributionId: id, body: 'Associazione di volontariato', document },
  }),
  'answer-contribution': (_, { id }) => ({
    as: 'UPo',
    body: { contributionId: id, answer: 'PARTLY', text: 'Accolto in parte' },
  }),
  'propose-category-exemption': (journey) => {
    const proposed = new Set(proposedCategories(journey));
    const category = openCategories(journey).findLast((code) => !proposed.has(code)) ?? 'UTENTI';
    return { as: 'UPc', body: { category, reason } };
  },
  'exempt-category': (journey) => {
    const [category = 'UTENTI'] = proposedCategories(journey);
    return { as: 'DIR', body: { category, reason } };
  },

  'propose-co-programming': (journey) => ({
    as: 'UPc',
    body: {
      decision: 'activated',
      text: 'Lo chiede la Consulta del Terzo settore',
      ...yearBegan(journey),
    },
  }),
  'decide-co-programming': (journey) => ({
    as: 'DIR',
    body: {
      decision: 'activated',
      act: 'Decreto 7/2024',
      occurredOn: noticeDays(journey).started,
      ...late,
    },
  }),
  'publish-notice': (journey) => ({
    as: 'UPo',
    body: {
      occurredOn: noticeDays(journey).published,
      closesOn: noticeDays(journey).closes,
      url: 'https://www.example.org/avviso',
      requirements: 'Iscrizione al RUNTS',
      ...late,
    },
  }),
  'extend-notice': (journey) => ({
    as: 'UPo',
    body: {
      to: noticeDays(journey).extended,
      reason,
      occurredOn: noticeDays(journey).closes,
      ...late,
    },
  }),
  'close-notice': (journey) => ({
    as: 'UPo',
    body: { occurredOn: noticeDays(journey).closed, ...late },
  }),
  'receive-application': (journey, { id }) => ({
    as: 'UPo',
    body: {
      applicationId: id,
      body: 'Cooperativa sociale',
      protocol: '33/2024',
      occurredOn: noticeDays(journey).closes,
      ...late,
    },
  }),
  'admit-application': (_, { id }) => ({ as: 'UPo', body: { applicationId: id } }),
  'not-admit-application': (_, { id }) => ({ as: 'UPo', body: { applicationId: id, reason } }),
  'record-co-programming-session': (_, { id }) => ({
    as: 'UPo',
    body: { sessionId: id, theme: 'Domiciliarità' },
  }),
  'replace-responsible-person': (journey) => ({
    as: 'DIR',
    body: { personId: responsible(journey) === 'UPc' ? 'operatore' : 'coordinatore', reason },
  }),
  'issue-co-programming-report': (journey) => ({
    as: responsible(journey),
    body: { document, sentTo: ['Direzione di zona'] },
  }),
  'conclude-co-programming': (journey) => ({
    as: 'UPo',
    body: {
      procedureCycleId: journey.all('CoProgrammingReferred').at(-1)?.procedureCycleId ?? 'nessuno',
    },
  }),
  'publish-co-programming-report': () => ({
    as: 'UPo',
    body: { url: 'https://www.example.org/relazione' },
  }),

  'assign-scheda': (journey, { id }) => ({
    as: 'UPc',
    body: {
      schedaId: id,
      programmeId: programmeOf(journey),
      unitId: UNIT,
      personId: 'responsabile',
      title: 'Assistenza domiciliare',
    },
  }),
  'reassign-scheda': (journey, { id }) => ({
    as: 'UPc',
    // The unit stays, so that its people can go on.
    body: { schedaId: id, unitId: UNIT, personId: journey.fresh('responsabile'), reason },
  }),
  'move-scheda': (journey, { id }) => ({
    as: 'UPc',
    body: { schedaId: id, programmeId: otherProgrammeOf(journey, id), reason },
  }),
  'revise-scheda': (journey, { id }) => ({
    as: 'RF',
    body: {
      schedaId: id,
      changes: { ...completeContent, recipients: journey.fresh('Anziani') },
    },
  }),
  'submit-scheda': (_, { id }) => ({ as: 'UH', body: { schedaId: id } }),
  'take-scheda-in-charge': (_, { id }) => ({ as: 'UPo', body: { schedaId: id } }),
  'return-scheda': (_, { id }) => ({
    as: 'UPo',
    body: { schedaId: id, reasons: ['INCOMPLETE'], text: 'Mancano gli indicatori' },
  }),
  'check-scheda': (_, { id }) => ({ as: 'UPo', body: { schedaId: id } }),
  'request-withdrawal': (_, { id }) => ({ as: 'UH', body: { schedaId: id, reason } }),
  'grant-withdrawal': (_, { id }) => ({ as: 'UPc', body: { schedaId: id, reason } }),
  'deny-withdrawal': (_, { id }) => ({ as: 'UPc', body: { schedaId: id, reason } }),

  'close-verification': () => ({ as: 'UPc', body: { leftOut: [] } }),
  'endorse-proposal': (journey) => ({
    as: 'DIR',
    body: { manifestHash: manifestOf(journey) },
  }),
  'return-proposal': () => ({ as: 'DIR', body: { text: 'Mancano le risorse' } }),
  'convene-organ': (journey, { id }) => ({
    as: 'SEG',
    body: {
      sessionId: id,
      organ: 'Conferenza zonale integrata',
      sessionOn: journey.server.clock.day(),
      protocol: '44/2024',
      items: ['Approvazione del POA'],
    },
  }),
  'cancel-session': (journey) => ({
    as: 'SEG',
    body: { sessionId: sessionOf(journey), reason },
  }),
  'record-deliberation': (journey, { outcome = 'approved' }) => ({
    as: 'SEG',
    body: {
      sessionId: sessionOf(journey),
      outcome,
      quorumThousandths: 501,
      manifestHash: manifestOf(journey),
      prescriptions: [],
      ...endings[outcome]?.(journey),
    },
  }),
};

function programmeOf(journey: Journey): string {
  return journey.all('TreeImported')[0]?.programmes[0]?.programmeId ?? 'nessuno';
}

/** A programme of the tree that the scheda is not in. */
function otherProgrammeOf(journey: Journey, schedaId: string): string {
  const moved = journey.all('SchedaMoved').findLast((each) => each.schedaId === schedaId);
  const assigned = [...journey.all('SchedaAssigned'), ...journey.all('SchedaCarriedOver')].find(
    (each) => each.schedaId === schedaId,
  );
  const present = moved?.toProgrammeId ?? assigned?.programmeId;
  const programmes = journey.all('TreeImported')[0]?.programmes ?? [];
  return programmes.find(({ programmeId }) => programmeId !== present)?.programmeId ?? 'nessuno';
}

function sessionOf(journey: Journey): string {
  return journey.all('OrganConvened').at(-1)?.sessionId ?? 'nessuna';
}

function objectiveOf(journey: Journey): string {
  return journey.all('TreeImported')[0]?.objectives[0]?.objectiveId ?? 'nessuno';
}

/** The objective that no programme was ever linked to: the second of a tree. */
function looseObjectiveOf(journey: Journey): string {
  const removed = new Set(journey.all('ObjectiveRemoved').map(({ objectiveId }) => objectiveId));
  const loose = journey.all('TreeImported').flatMap(({ objectives }) => objectives.slice(1, 2));
  return loose.find(({ objectiveId }) => !removed.has(objectiveId))?.objectiveId ?? 'nessuno';
}

/** The programme that no scheda ever came into: the third of a tree. */
function looseProgrammeOf(journey: Journey): string {
  const removed = new Set(journey.all('ProgrammeRemoved').map(({ programmeId }) => programmeId));
  const loose = journey.all('TreeImported').flatMap(({ programmes }) => programmes.slice(2, 3));
  return loose.find(({ programmeId }) => !removed.has(programmeId))?.programmeId ?? 'nessuno';
}

/** The fingerprint of what is proposed: of the revision that was verified, or else of the plan. */
function manifestOf(journey: Journey): string {
  const givenUp = journey.facts.findLastIndex(({ type }) => type === 'RevisionDropped');
  const made = journey.facts.findLast(
    ({ type }, index) => makesPlan.has(type) || (type === 'RevisionVerified' && index > givenUp),
  );
  return (fieldOf(made?.data ?? {}, 'manifestHash') as string | undefined) ?? '0'.repeat(64);
}

const makesPlan: ReadonlySet<string> = new Set([
  ...['VerificationClosed', 'RevisionMerged', 'SchedaAnnulled'],
]);

/** Whether people are to be reminded of a deadline at any time: it is over, or so near that it is time. */
export const isToRemindOf = (deadlineId: string): boolean =>
  /^(?:under-test|remind)/.test(deadlineId);

/** The reminder of a deadline that is due today: the last one that its day asks for. */
function reminderOf(journey: Journey, deadlineId: string): object {
  const due = dueLater(journey, deadlineId, 0);
  const passed = daysBetween(due, journey.server.clock.day());
  const offsetDays = [7, 1, 0, -2, -7].find((offset) => offset <= passed) ?? -14;
  return { deadlineId, due, offsetDays, level: 'owner' };
}

/** The day a deadline would be due, moved by so many days. */
export function dueLater(journey: Journey, deadlineId: string, days: number): string {
  const moves = journey.facts.flatMap(({ type, data }) =>
    (type === 'DeadlineSet' || type === 'DeadlineExtended' || type === 'DeadlineShortened') &&
    data.deadlineId === deadlineId
      ? ['due' in data ? data.due : data.to]
      : [],
  );
  const due = Date.parse(`${moves.at(-1) ?? '2024-09-30'}T00:00:00Z`);
  return new Date(due + days * 86_400_000).toISOString().slice(0, 10);
}
