import { Command } from '@nestjs/cqrs';
import { IsOptional, Length } from 'class-validator';
import type { Person } from '#people';
import type { Answer } from './answer.js';
import { IsDay } from './fields.js';
import { forms, HasForm } from './forms.js';

/** What the edge knows about a command besides its content: who asks, for which cycle, under which id. */
export interface CommandEnvelope {
  /** UUID chosen by the caller. The same id gets the same answer for ever. */
  readonly commandId: string;
  readonly cycleId: string;
  readonly person: Person;
  /** Revision of the last fact the caller has seen about the scheda (`If-Match`). */
  readonly ifMatch?: number;
  /** The person for whom it is done (`On-Behalf-Of`), by a delegation in the organisation of the zone. */
  readonly onBehalfOf?: string;
  /**
   * That a refusal is answered and recorded nowhere: the program only asks whether something is due by now, and
   * that it is not is nobody's attempt. No edge sets it.
   */
  readonly refusal?: 'answered';
}

/**
 * A wish about a cycle. Subclasses are the request bodies of the API, checked by class-validator; what is
 * not declared is refused. The envelope is set by the edge and never comes from the body.
 */
export abstract class CycleCommand extends Command<Answer> {
  declare envelope: CommandEnvelope;

  /** The day it happened, `2024-02-20`, Europe/Rome. Default: today. */
  @IsOptional()
  @IsDay()
  readonly occurredOn?: string;

  /** Why it is recorded late; asked when more than three calendar days have passed. */
  @IsOptional()
  @Length(3, 1000)
  @HasForm(forms.noHiddenSigns)
  readonly lateReason?: string;

  /** Why; asked by the commands that change or undo what others did. */
  @IsOptional()
  @Length(3, 4000)
  @HasForm(forms.noHiddenSigns)
  readonly reason?: string;
}
