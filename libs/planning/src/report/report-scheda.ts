import { IsBoolean, IsIn, IsOptional } from 'class-validator';
import { CycleCommand } from '../command/cycle-command.js';
import { IsId, IsText } from '../command/fields.js';
import { present } from '../command/present.js';
import { refuse } from '../command/refuse.js';
import { nestedList } from '../command/requests.js';
import { verb } from '../command/verb.js';
import {
  measurementProblem,
  MeasurementRequest,
  measurementsOf,
} from '../monitoring/measurements.js';
import { codes, executionStatuses, type ExecutionStatus } from '../value-sets.js';

/** The unit reports on a scheda: how the year ended for it, what was done, whether it should go on. */
export class ReportScheda extends CycleCommand {
  @IsId()
  readonly schedaId!: string;

  @IsIn(codes(executionStatuses))
  readonly status!: ExecutionStatus;

  /** What was done; where less was done than approved, also why. */
  @IsText(4000)
  readonly doneText!: string;

  @nestedList(MeasurementRequest, 100)
  readonly measured!: MeasurementRequest[];

  /** Whether it should be in the programme of the next year. */
  @IsBoolean()
  readonly rePropose!: boolean;

  /** Why; asked when it should not. */
  @IsOptional()
  @IsText(1000)
  readonly reProposeReason?: string;
}

/**
 * How a scheda is getting on, not how the year ended for it. A report is about a year that is over: what did
 * not begin in it was not done, and what goes on was completed or done in part and is proposed again (the
 * regional system, too, asks for the status and the proposal apart). A suspension can last beyond the year.
 */
const notFinal: ReadonlySet<ExecutionStatus> = new Set(['NOT_STARTED', 'UNDER_WAY']);

export const reportScheda = verb<ReportScheda>({
  name: 'report-scheda',
  command: ReportScheda,
  title: { it: 'Rendiconta la scheda', en: 'Report on the scheda' },
  who: [
    { role: 'UH', when: 'own-unit' },
    { role: 'RF', when: 'own-unit' },
  ],
  reason: 'optional',
  facts: ['SchedaReported'],
  about: 'scheda',
  // It takes the place of a report handed in before.
  ifMatch: 'required',
  decide({ data }, wish, { occurredOn }) {
    const { schedaId, status, doneText, measured, rePropose, reProposeReason } = wish;
    const scheda = data.schede[schedaId];
    if (!scheda) return refuse('scheda-not-found', { id: schedaId });
    if (notFinal.has(status)) {
      return refuse('status-not-final', { status: executionStatuses[status], statusEn: status });
    }
    if (!rePropose && reProposeReason === undefined) return refuse('not-re-proposed-unexplained');
    const problem = measurementProblem(scheda, measured, { year: data.year, occurredOn });
    if (problem) return problem;
    return [
      {
        type: 'SchedaReported',
        data: {
          schedaId,
          status,
          doneText,
          measured: measurementsOf(measured),
          rePropose,
          ...present({ reProposeReason }),
        },
      },
    ];
  },
});
