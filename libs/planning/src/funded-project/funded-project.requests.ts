import { ArrayMaxSize, ArrayUnique, IsArray, IsOptional } from 'class-validator';
import { CycleCommand } from '../command/cycle-command.js';
import { IsAmount, IsId, IsText } from '../command/fields.js';
import { present } from '../command/present.js';
import { nestedList } from '../command/requests.js';
import { IsPeriod, optionalPeriod, type PeriodRequest } from '../zone-register/period.request.js';
import { isSame } from '../zone-register/scheda-reference.js';
import { referenceOf, SchedaReferenceRequest } from '../zone-register/scheda-reference.request.js';
import type { ProjectDescription, ProjectLinks } from './funded-project.facts.js';

/** An action of a project inside a request. */
export class ProjectActionRequest {
  @IsText(2000)
  readonly text!: string;

  @IsOptional()
  @IsAmount()
  readonly minEur?: string;

  @IsOptional()
  @IsAmount()
  readonly maxEur?: string;

  /** For how long the amounts are: `mese`. */
  @IsOptional()
  @IsText(50)
  readonly per?: string;
}

/** A command that says what a project is. */
export abstract class ProjectCommand extends CycleCommand {
  @IsOptional()
  @IsText(300)
  readonly name?: string;

  @IsOptional()
  @IsText(4000)
  readonly description?: string;

  @IsOptional()
  @IsText(300)
  readonly funder?: string;

  @IsOptional()
  @IsText(300)
  readonly holder?: string;

  @IsOptional()
  @IsAmount()
  readonly amountEur?: string;

  @IsOptional()
  @IsPeriod()
  readonly period?: PeriodRequest;

  @IsOptional()
  @IsArray()
  @ArrayMaxSize(20)
  @IsText(60, true)
  readonly cup?: string[];

  @IsOptional()
  @nestedList(ProjectActionRequest, 50)
  readonly actions?: ProjectActionRequest[];
}

/** What a command says of a project, as a fact keeps it. */
export function descriptionOf(command: ProjectCommand): ProjectDescription {
  const { name, description, funder, holder, amountEur, period, cup, actions } = command;
  return {
    ...present({ name, description, funder, holder, amountEur }),
    ...optionalPeriod(period),
    ...present({ cup }),
    ...(actions && {
      actions: actions.map(({ text, minEur, maxEur, per }) => ({
        text,
        ...present({ minEur, maxEur, per }),
      })),
    }),
  };
}

/** A command about what the money of a project is for. */
export abstract class ProjectLinksCommand extends CycleCommand {
  @IsId()
  readonly fundedProjectId!: string;

  @nestedList(SchedaReferenceRequest, 200)
  readonly schede!: SchedaReferenceRequest[];

  @IsArray()
  @ArrayMaxSize(200)
  @ArrayUnique()
  @IsId(true)
  readonly coDesignRowIds!: string[];
}

/** What a command names, as a fact keeps it: each once. */
export function linksOf({ schede, coDesignRowIds }: ProjectLinksCommand): ProjectLinks {
  const named = schede.map(referenceOf);
  return {
    schede: named.filter((scheda, index) => named.findIndex(isSame(scheda)) === index),
    coDesignRowIds,
  };
}
