import { CycleCommand } from '../command/cycle-command.js';
import { IsCycleId } from '../command/fields.js';
import { refuse } from '../command/refuse.js';
import { roles, verb } from '../command/verb.js';
import type { LifeData } from '../life-data.js';
import { coProgrammingProcedure } from './co-programming-procedure.js';
import type { CoProgrammingData } from './co-programming.data.js';

/** Takes over the published report of the procedure that the programme waits for. */
export class ConcludeCoProgramming extends CycleCommand {
  /** The procedure: `livornese-co-programmazione-2025`. */
  @IsCycleId()
  readonly procedureCycleId!: string;
}

export const concludeCoProgramming = verb<ConcludeCoProgramming, CoProgrammingData & LifeData>({
  name: 'conclude-co-programming',
  command: ConcludeCoProgramming,
  title: { it: "Prendi atto dell'esito del procedimento", en: 'Take over the outcome' },
  who: roles('UPc', 'UPo'),
  reason: 'optional',
  facts: ['CoProgrammingConcluded'],
  law: 'LR Toscana 65/2020 art. 10',
  looksAt: ({ procedureCycleId }) => ({ lives: [procedureCycleId] }),
  decide({ data }, { procedureCycleId }, { elsewhere, occurredOn }) {
    const awaited = data.coProgramming.procedureCycleId;
    if (awaited !== procedureCycleId) {
      return refuse('other-procedure', { awaited: awaited ?? '—' });
    }
    const procedure = coProgrammingProcedure(elsewhere.life(procedureCycleId));
    const {
      act,
      report,
      reportUrl,
      reportPublishedOn = occurredOn,
    } = procedure?.data.coProgramming ?? {};
    if (act === undefined || report === undefined || reportUrl === undefined) {
      return refuse('procedure-not-published', { cycleId: procedureCycleId });
    }
    if (occurredOn < reportPublishedOn) {
      return refuse('conclusion-before-publication', { publishedOn: reportPublishedOn });
    }
    return [
      {
        type: 'CoProgrammingConcluded',
        data: { procedureCycleId, act, document: report, url: reportUrl },
      },
    ];
  },
});
