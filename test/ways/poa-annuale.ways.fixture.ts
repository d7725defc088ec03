import { poaAnnualeV1 } from '#planning';
import { fieldOf } from '#workflow';
import type { Journey } from '../journey.fixture.js';
import { driversBetweenYears, wishesBetweenYears } from './between-years.ways.fixture.js';
import { driversOfProposals, wishesOfProposals } from './deadline-proposals.ways.fixture.js';
import {
  driversMonitoringAndReport,
  wishesMonitoringAndReport,
} from './monitoring-and-report.ways.fixture.js';
import {
  driversRevisionAndEndings,
  wishesRevisionAndEndings,
} from './revision-and-endings.ways.fixture.js';
import { driversOfProcedures } from './procedure-of-programme.drivers.fixture.js';
import { driversSpreadsheet, wishesSpreadsheet } from './spreadsheet.ways.fixture.js';
import { driversToApproval } from './to-approval.drivers.fixture.js';
import { wishesToApproval } from './to-approval.wishes.fixture.js';
import type { Ways } from '../journey.fixture.js';

/** How to get about in a yearly programme. */
export const poaWays: Ways = {
  definition: poaAnnualeV1,
  wishes: {
    ...wishesToApproval,
    ...wishesMonitoringAndReport,
    ...wishesRevisionAndEndings,
    ...wishesBetweenYears,
    ...wishesSpreadsheet,
    ...wishesOfProposals,
  },
  drivers: {
    ...driversToApproval,
    ...driversOfProcedures,
    ...driversMonitoringAndReport,
    ...driversRevisionAndEndings,
    ...driversBetweenYears,
    ...driversSpreadsheet,
    ...driversOfProposals,
  },
  alongside: new Set([
    'SchedaLeftOut',
    'SchedaApproved',
    'PrescriptionSet',
    'SchedaReopened',
    'SchedaDropped',
    'RevisionMerged',
    'CarryOverRecorded',
  ]),
  detours: new Set(['SchedaCarriedOver', 'SpreadsheetImported', 'CycleSuspended']),
  refusalOf,
};

/** The verbs that a revision alone opens again for a scheda of the plan. */
const touchContent: ReadonlySet<string> = new Set([
  ...['revise-scheda', 'submit-scheda', 'return-scheda', 'check-scheda', 'move-scheda'],
]);

/** Whether a scheda stands in the plan, and no revision takes it up. */
function atRest(journey: Journey, id: string): boolean {
  const scheda = journey.part('scheda', id);
  const states = ['approved', 'reported', 'reportReturned', 'accepted', 'excused'];
  return states.some((state) => scheda.matches(state));
}

/** The no that such a verb gets, where a rule that says what is missing comes before the moment. */
function refusalOf(
  journey: Journey,
  verb: string,
  id?: string,
): { readonly status: number; readonly code: string } | undefined {
  const { root } = journey;
  if (
    verb.endsWith('-withdrawal') &&
    journey.all('SchedaApproved').some((of) => of.schedaId === id)
  ) {
    return { status: 409, code: 'only-by-revision' };
  }
  if (touchContent.has(verb) && id !== undefined && atRest(journey, id)) {
    return { status: 409, code: 'only-by-revision' };
  }
  if (verb === 'draft-cycle' || verb === 'draft-from-previous') {
    return { status: 409, code: 'cycle-exists' };
  }
  if (verb === 'undo-spreadsheet-import' && isWorkedOn(journey, id)) {
    return { status: 409, code: 'spreadsheet-import-worked-on' };
  }
  if (verb === 'carry-over-schede') return { status: 404, code: 'cycle-not-found' };
  if (verb === 'issue-co-programming-report' && root.matches('draft')) {
    return { status: 403, code: 'not-responsible-person' };
  }
  if (verb === 'open-verification' && root.matches('preparation')) {
    if (!root.matches({ preparation: { participation: 'complete' } })) {
      return { status: 422, code: 'participation-incomplete' };
    }
    const settled = ['notActivated', { activated: 'published' }].some((coProgramming) =>
      root.matches({ preparation: { coProgramming } }),
    );
    if (!settled) return { status: 422, code: 'co-programming-undecided' };
  }
  if (verb === 'start-final-report' && root.matches('inForce')) {
    const code = root.matches({ inForce: { monitoring: 'atCheckpoint' } })
      ? 'checkpoint-still-open'
      : 'revision-still-open';
    return { status: 422, code };
  }
  return undefined;
}

/** Whether anything happened to what an import brought in, which was not taken back. */
function isWorkedOn(journey: Journey, importId: string | undefined): boolean {
  const undone = journey.all('SpreadsheetImportUndone');
  if (undone.some(({ spreadsheetImportId }) => spreadsheetImportId === importId)) return false;
  const at = journey.facts.findIndex(
    ({ type, data }) => type === 'SpreadsheetImported' && data.spreadsheetImportId === importId,
  );
  const imported = journey.facts[at];
  if (imported?.type !== 'SpreadsheetImported') return false;
  const moves = journey.machineOf('scheda').events as readonly string[];
  return journey.facts
    .slice(at + 1)
    .some(
      ({ type, data }) =>
        moves.includes(type) && imported.data.ids.includes(String(fieldOf(data, 'schedaId'))),
    );
}
