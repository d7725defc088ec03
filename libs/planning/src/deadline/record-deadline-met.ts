import { IsOptional } from 'class-validator';
import { CycleCommand } from '../command/cycle-command.js';
import { documentOf } from '../command/document-of.js';
import { IsId } from '../command/fields.js';
import { refuse } from '../command/refuse.js';
import { IsDocument, type DocumentRequest } from '../command/requests.js';
import { roles, verb } from '../command/verb.js';
import type { LifeData } from '../life-data.js';
import type { DeadlinesData } from './deadline.data.js';
import { kindNames } from './kind-names.js';
import { isMetByWord } from './met-by.js';

/**
 * Says that what a deadline is about is done, where no other fact would say so; it was done on the day of
 * `occurredOn`. Also of one that was missed: it is met late then.
 */
export class RecordDeadlineMet extends CycleCommand {
  @IsId()
  readonly deadlineId!: string;

  /** What shows it: a receipt, a report. */
  @IsOptional()
  @IsDocument()
  readonly document?: DocumentRequest;
}

export const recordDeadlineMet = verb<RecordDeadlineMet, DeadlinesData & LifeData>({
  name: 'record-deadline-met',
  command: RecordDeadlineMet,
  title: { it: 'Registra che la scadenza è rispettata', en: 'Record that the deadline is met' },
  who: roles('UPc', 'UPo'),
  reason: 'optional',
  facts: ['DeadlineMet'],
  about: 'deadline',
  decide(life, { deadlineId, document }, { occurredOn }) {
    const deadline = life.data.deadlines[deadlineId];
    if (!deadline) return refuse('deadline-not-found', { id: deadlineId });
    const { kind, setOn } = deadline;
    if (!isMetByWord(kind)) {
      return refuse('deadline-met-by-what-is-done', {
        ...{ what: kindNames.it[kind], whatEn: kindNames.en[kind] },
      });
    }
    if (occurredOn < setOn) return refuse('dates-reversed', { from: setOn, to: occurredOn });
    return [
      {
        type: 'DeadlineMet',
        data: { deadlineId, ...(document && { document: documentOf(document) }) },
      },
    ];
  },
});
