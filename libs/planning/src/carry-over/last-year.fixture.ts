import type { Manifest } from '../approval/approval.facts.js';
import type { CycleLife } from '../command/verb.js';
import type { PlanningFact } from '../planning-fact.js';
import type { SchedaContent } from '../scheda/scheda.facts.js';
import {
  checked,
  fingerprint,
  gatesSettled,
  inPreparation,
  lifeAfter,
} from '../testing.fixture.js';

/** The cycle of the year before the one of the other tests. */
export const LAST_YEAR = 'livornese-poa-annuale-2023';

/** What each scheda of the plan says. */
export const lastContent = {
  title: 'Assistenza domiciliare',
  kind: 'NEW',
  description: 'Visite a casa',
  needIds: ['N1'],
  indicators: [{ name: 'Visite', target: '300', source: 'Registro' }],
  start: '2023-01-01',
  end: '2023-12-31',
  periodPrecision: 'year',
} as const satisfies SchedaContent;

const tree = {
  objectives: [{ objectiveId: 'O1', name: 'Integrazione' }],
  programmes: [{ programmeId: 'P1', name: 'Cure primarie', objectiveIds: ['O1'] }],
} as const;
const [, ...openedAndStarted] = inPreparation;

/** A scheda of last year, from its assignment to its check, with this content. */
function checkedWith(schedaId: string, content: SchedaContent): readonly PlanningFact[] {
  const contentHash = fingerprint(content);
  return checked(schedaId).map((fact): PlanningFact => {
    if (fact.type === 'SchedaAssigned') {
      const code = fact.data.code.replace('2024', '2023');
      return { ...fact, data: { ...fact.data, code, title: lastContent.title } };
    }
    if (fact.type === 'SchedaRevised') {
      return { ...fact, data: { ...fact.data, changes: content, contentHash } };
    }
    const isVersioned = fact.type === 'SchedaSubmitted' || fact.type === 'SchedaChecked';
    return isVersioned ? { ...fact, data: { ...fact.data, contentHash } } : fact;
  });
}

/** A plan of last year with these schede, approved; the others never got so far. */
export function approvedPlan(
  contents: Readonly<Record<string, SchedaContent>>,
  ...others: readonly PlanningFact[]
): readonly PlanningFact[] {
  const schede = Object.entries(contents).map(([schedaId, content]) => ({
    schedaId,
    code: `2023-P1-${schedaId.slice(2).padStart(3, '0')}`,
    programmeId: 'P1',
    unitId: 'anziani',
    version: 1,
    contentHash: fingerprint(content),
  }));
  const manifest: Manifest = {
    schede,
    ...tree,
    coProgramming: { decision: 'not_activated', ground: 'Tempi stretti' },
    documents: [],
  };
  const manifestHash = fingerprint(manifest);
  return [
    {
      type: 'CycleDrafted',
      data: {
        ...{ cycleId: LAST_YEAR, zone: 'livornese', year: 2023, title: 'POA 2023' },
        definition: lifeAfter().workflow.reference,
      },
    },
    { type: 'TreeImported', data: { ...tree, source: { file: 'poa-2023.md', lines: [1, 2] } } },
    ...openedAndStarted,
    ...Object.entries(contents).flatMap(([id, content]) => checkedWith(id, content)),
    ...others,
    ...gatesSettled,
    { type: 'VerificationOpened', data: {} },
    { type: 'VerificationClosed', data: { manifest, manifestHash, leftOut: [] } },
    { type: 'ProposalEndorsed', data: { manifestHash } },
    {
      type: 'OrganConvened',
      data: {
        ...{ sessionId: 'seduta-1', organ: 'Conferenza', sessionOn: '2023-02-28' },
        ...{ protocol: '1/2023', items: ['POA 2023'] },
      },
    },
    {
      type: 'DeliberationRecorded',
      data: {
        ...{ sessionId: 'seduta-1', outcome: 'approved', members: [], quorumThousandths: 501 },
        ...{ manifestHash, prescriptions: [], number: '1', actDate: '2023-02-28' },
      },
    },
    ...schede.map(({ schedaId, version, contentHash }): PlanningFact => ({
      type: 'SchedaApproved',
      data: { schedaId, version, contentHash },
    })),
  ];
}

/** A unit reports, and the office accepts. */
export function reported(
  schedaId: string,
  rePropose: boolean,
  reProposeReason?: string,
): readonly PlanningFact[] {
  return [
    {
      type: 'SchedaReported',
      data: {
        ...{ schedaId, status: 'COMPLETED', doneText: 'Fatto', measured: [], rePropose },
        ...(reProposeReason !== undefined && { reProposeReason }),
      },
    },
    { type: 'ReportAccepted', data: { schedaId } },
  ];
}

export const reportStarted: PlanningFact = { type: 'FinalReportStarted', data: {} };

/** The circumstances in which only this other life is known. */
export function knowing(life: CycleLife, ...others: readonly CycleLife[]) {
  const lives = [life, ...others];
  return {
    elsewhere: {
      life: (id: string) => lives.find(({ data }) => data.cycleId === id),
      fact: () => undefined,
      sameCommand: [],
      words: (text: string) => text,
      keysOf: () => [],
    },
  };
}
