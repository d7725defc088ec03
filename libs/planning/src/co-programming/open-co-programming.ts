import { CycleCommand } from '../command/cycle-command.js';
import { IsDirectoryId, IsText } from '../command/fields.js';
import { roles, verb } from '../command/verb.js';
import type { LifeData } from '../life-data.js';

/**
 * Records the act that starts a procedure of co-programming: its purposes, its object, who may take part
 * and how, and the person responsible for it.
 */
export class OpenCoProgramming extends CycleCommand {
  /** Kind, number and date of the act. */
  @IsText(300)
  readonly act!: string;

  @IsText(10_000)
  readonly purposes!: string;

  @IsText(10_000)
  readonly object!: string;

  /** What a body needs in order to take part. */
  @IsText(10_000)
  readonly requirements!: string;

  /** How bodies take part: tables, written contributions, online. */
  @IsText(10_000)
  readonly participationMode!: string;

  @IsDirectoryId()
  readonly responsiblePersonId!: string;
}

export const openCoProgramming = verb<OpenCoProgramming, LifeData>({
  name: 'open-co-programming',
  command: OpenCoProgramming,
  title: { it: "Registra l'atto di avvio", en: 'Record the act of start' },
  who: roles('DIR'),
  reason: 'optional',
  facts: ['CoProgrammingOpened'],
  law: 'LR Toscana 65/2020 art. 10',
  decide: (_life, wish) => {
    const { act, purposes, object, requirements, participationMode, responsiblePersonId } = wish;
    const said = { act, purposes, object, requirements, participationMode, responsiblePersonId };
    return [{ type: 'CoProgrammingOpened', data: said }];
  },
});
