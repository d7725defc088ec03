import type { Anchor, DeadlineTemplate } from '#deadlines';
import type { DeadlineBasis, DeadlineKind } from '../value-sets.js';

/** A template of deadlines as cycles have them. */
export interface CycleDeadlineTemplate extends DeadlineTemplate {
  readonly kind: DeadlineKind;
  readonly basis: DeadlineBasis;
}

const approval: Anchor = {
  date: 'target-approval',
  it: 'data obiettivo di approvazione',
  en: 'target day of approval',
};

const regionalAct: Anchor = { date: 'regional-act', it: 'atto regionale', en: 'regional act' };
const kickoff: Anchor = { date: 'kickoff', it: 'riunione di avvio', en: 'kickoff' };

/** Everything here is a proposal of this project, which the office changes as it needs, but for the notice and what is due once a year. */
const basis: DeadlineBasis = 'OFFICE';

const calendarDays = (step: string, days: number, it: string, en: string) =>
  ({ step, days, count: 'calendar', it, en }) as const;

/** What is due so many calendar days before the approval, on a working day. */
const before = (
  ...[key, kind, days, it, en]: [string, DeadlineKind, number, string, string]
): CycleDeadlineTemplate => ({
  ...{ key, kind, label: { it, en }, anchor: approval, direction: 'before', roll: 'before', basis },
  steps: [calendarDays('lead', days, 'giorni', 'days')],
});

/** What is due so many calendar days after a date, on a working day. */
const after = (
  ...[anchor, key, kind, days, it, en]: [Anchor, string, DeadlineKind, number, string, string]
): CycleDeadlineTemplate => ({
  ...{ key, kind, label: { it, en }, anchor, direction: 'after', roll: 'after', basis },
  steps: [calendarDays(key, days, 'giorni', 'days')],
});

/** What is due on a day of the year or, where nobody works then, on the working day after it. */
const onDay = (
  ...[key, kind, dayOfYear, it, en, ofYear = 'this']: [
    ...[string, DeadlineKind, string, string, string],
    ('this' | 'next')?,
  ]
): CycleDeadlineTemplate => ({
  ...{ key, kind, label: { it, en }, direction: 'before', steps: [], roll: 'after', basis },
  anchor: { dayOfYear, ofYear, it: 'termine di ogni anno', en: 'term of every year' },
  follows: [approval.date],
});

/** What a law asks for at least once in every year, whatever day the plan is approved on and whoever works on its last. */
const onceAYear = (
  ...[key, kind, act, it, en]: [string, DeadlineKind, string, string, string]
): CycleDeadlineTemplate => ({
  ...{ key, kind, label: { it, en }, direction: 'before', steps: [], basis: 'LAW', act },
  anchor: { dayOfYear: '12-31', ofYear: 'this', it: 'fine dell’anno', en: 'end of the year' },
});

/**
 * The usual deadlines of a yearly programme, most of them counted back from the day by which it is to be approved,
 * the first ones on from the regional act and from the kickoff. None of
 * those is in a law: the regional act of the year may say other days, and a person then sets them. Of the
 * co-programming the law says how long its notice lasts at least. What a law asks for once a year comes last.
 */
export const poaAnnualeDeadlinesV1: readonly CycleDeadlineTemplate[] = [
  after(regionalAct, 'kickoff', 'KICKOFF', 30, 'Riunione di avvio', 'Kickoff'),
  after(
    ...([kickoff, 'health-profile', 'HEALTH_PROFILE', 30] as const),
    ...(['Profilo di salute allegato', 'Health profile attached'] as const),
  ),
  {
    key: 'co-programming-decision',
    kind: 'CO_PROGRAMMING_DECISION',
    label: { it: 'Decisione sulla co-programmazione', en: 'Decision on co-programming' },
    anchor: approval,
    direction: 'before',
    steps: [
      {
        ...calendarDays('notice', 20, 'giorni di avviso', 'days of notice'),
        law: 'LR Toscana 65/2020 art. 10 c. 1 b',
      },
      {
        ...{ step: 'sessions', days: 10, count: 'working' },
        ...{ it: 'giorni lavorativi per le sedute', en: 'working days for the sessions' },
      },
      calendarDays(
        ...(['report', 15, 'giorni per la relazione', 'days for the reasoned report'] as const),
      ),
      calendarDays(
        ...([
          'uptake',
          15,
          'giorni per recepirla nel piano',
          'days to take it up in the plan',
        ] as const),
      ),
    ],
    roll: 'before',
    basis,
    follows: ['kickoff'],
  },
  {
    ...before('schede-submitted', 'SCHEDE_SUBMITTED', 45, 'Schede trasmesse', 'Schede submitted'),
    follows: ['kickoff'],
  },
  {
    ...before(
      ...(['participation', 'PARTICIPATION', 30] as const),
      ...(['Partecipazione conclusa', 'Participation complete'] as const),
    ),
    follows: ['kickoff'],
  },
  {
    ...before('schede-checked', 'SCHEDE_CHECKED', 20, 'Schede verificate', 'Schede checked'),
    follows: ['kickoff'],
  },
  before(
    ...(['proposal', 'PROPOSAL', 10] as const),
    ...(['Proposta alla Conferenza', 'Proposal to the conference'] as const),
  ),
  before(
    ...(['convocation', 'CONVOCATION', 7] as const),
    ...(['Convocazione della Conferenza', 'Convocation of the conference'] as const),
  ),
  {
    ...{ key: 'approval', kind: 'APPROVAL', label: { it: 'Approvazione', en: 'Approval' } },
    ...{ anchor: approval, direction: 'before', steps: [], basis },
  },
  after(
    ...([approval, 'publication', 'PUBLICATION', 15] as const),
    ...(['Pubblicazione del piano', 'Publication of the plan'] as const),
  ),
  onDay('first-checkpoint', 'CHECKPOINT', '06-30', 'Primo monitoraggio', 'First checkpoint'),
  onDay('second-checkpoint', 'CHECKPOINT', '09-30', 'Secondo monitoraggio', 'Second checkpoint'),
  onDay('final-report', 'FINAL_REPORT', '02-28', 'Rendiconto', 'Final report', 'next'),
  onceAYear(
    ...(['preservation-transfer', 'PRESERVATION_TRANSFER', 'CAD art. 44 c. 1-bis'] as const),
    ...(['Versamento in conservazione', 'Transfer to preservation'] as const),
  ),
  onceAYear(
    ...(['admin-access-check', 'ADMIN_ACCESS_CHECK'] as const),
    'Garante, provvedimento 27 novembre 2008, 4.4',
    'Verifica degli accessi degli amministratori',
    'Check of the administrators’ accesses',
  ),
];
