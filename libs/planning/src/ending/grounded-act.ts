import { CycleCommand } from '../command/cycle-command.js';
import { IsText } from '../command/fields.js';

/** An act of an organ that undoes what was approved, and the ground it gives. */
export abstract class GroundedAct extends CycleCommand {
  /** The act, as one cites it: organ, number, date. */
  @IsText(300)
  readonly act!: string;

  /** The ground the act gives, in its words. */
  @IsText(4000)
  readonly ground!: string;
}
