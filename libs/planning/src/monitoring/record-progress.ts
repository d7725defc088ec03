import { IsIn, IsOptional } from 'class-validator';
import { CycleCommand } from '../command/cycle-command.js';
import { IsId, IsText } from '../command/fields.js';
import { present } from '../command/present.js';
import { refuse } from '../command/refuse.js';
import { nestedList } from '../command/requests.js';
import { verb } from '../command/verb.js';
import { codes, executionStatuses, type ExecutionStatus } from '../value-sets.js';
import { measurementProblem, MeasurementRequest, measurementsOf } from './measurements.js';
import { openCheckpointOf } from './monitoring.data.js';
import { statusNeedsWhy } from './status-needs-why.js';

/** The unit says how far a scheda of the plan in force has come, at a checkpoint or in between. */
export class RecordProgress extends CycleCommand {
  @IsId()
  readonly schedaId!: string;

  @IsIn(codes(executionStatuses))
  readonly status!: ExecutionStatus;

  /** How it is getting on. Asked when it is suspended, done in part or not done: why. */
  @IsOptional()
  @IsText(4000)
  readonly text?: string;

  @nestedList(MeasurementRequest, 100)
  readonly measured!: MeasurementRequest[];
}

/**
 * It adds to a history and overwrites nothing, so that two people of a unit do not get in each other's way:
 * `If-Match` may be given and need not be.
 */
export const recordProgress = verb<RecordProgress>({
  name: 'record-progress',
  command: RecordProgress,
  title: { it: "Registra l'avanzamento", en: 'Record the progress' },
  who: [
    { role: 'UH', when: 'own-unit' },
    { role: 'RF', when: 'own-unit' },
  ],
  reason: 'optional',
  facts: ['ProgressRecorded'],
  about: 'scheda',
  decide({ data }, { schedaId, status, text, measured }, { occurredOn }) {
    const scheda = data.schede[schedaId];
    if (!scheda) return refuse('scheda-not-found', { id: schedaId });
    const stopped =
      statusNeedsWhy(status, text) ??
      measurementProblem(scheda, measured, { year: data.year, occurredOn });
    if (stopped) return stopped;
    const checkpointId = openCheckpointOf(data)?.checkpointId;
    return [
      {
        type: 'ProgressRecorded',
        data: {
          schedaId,
          status,
          measured: measurementsOf(measured),
          ...present({ checkpointId, text }),
        },
      },
    ];
  },
});
