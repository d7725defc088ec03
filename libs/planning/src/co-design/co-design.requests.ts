import { ArrayMaxSize, ArrayUnique, IsArray, IsIn, IsOptional } from 'class-validator';
import { CycleCommand } from '../command/cycle-command.js';
import { IsAmount, IsId, IsText, IsTextList } from '../command/fields.js';
import { present } from '../command/present.js';
import { IsSource, nested, nestedList, type SourceRequest } from '../command/requests.js';
import { optionalSource } from '../command/source-of.js';
import {
  codes,
  coDesignStates,
  legalForms,
  subjectRoles,
  type CoDesignState,
  type LegalForm,
  type SubjectRole,
} from '../value-sets.js';
import { IsPeriod, optionalPeriod, type PeriodRequest } from '../zone-register/period.request.js';
import {
  codesOf,
  IsProjectCodes,
  type ProjectCodesRequest,
} from '../zone-register/project-codes.js';
import { SchedaReferenceRequest } from '../zone-register/scheda-reference.request.js';
import type { CoDesignRow, Subject } from './co-design.facts.js';

/** Who holds it, in words, and which bodies that means. */
export class HolderRequest {
  @IsText(300)
  readonly text!: string;

  @IsOptional()
  @IsArray()
  @ArrayMaxSize(50)
  @ArrayUnique()
  @IsId(true)
  readonly bodyIds?: string[];
}

/** Somebody named beside a co-design. */
export class SubjectRequest {
  @IsText(500)
  readonly text!: string;

  @IsIn(codes(subjectRoles))
  readonly role!: SubjectRole;

  @IsOptional()
  @IsId()
  readonly bodyId?: string;
}

/** A row that adds to the convention of another. */
export class AddendumRequest {
  /** Default: a new id. */
  @IsOptional()
  @IsId()
  readonly coDesignRowId?: string;

  @nested(HolderRequest)
  readonly holder!: HolderRequest;

  @IsText(4000)
  readonly activity!: string;

  @nestedList(SubjectRequest, 100)
  readonly subjects!: SubjectRequest[];

  @IsIn(codes(coDesignStates))
  readonly state!: CoDesignState;

  /** The very word of the source for it. */
  @IsOptional()
  @IsText(300)
  readonly stateText?: string;

  @IsOptional()
  @IsText(500)
  readonly stateCondition?: string;

  @IsOptional()
  @IsPeriod()
  readonly period?: PeriodRequest;

  @IsOptional()
  @IsProjectCodes()
  readonly codes?: ProjectCodesRequest;

  @IsOptional()
  @IsAmount()
  readonly amountEur?: string;

  @IsOptional()
  @IsText(300)
  readonly act?: string;

  /** Laws, decrees and acts that the row quotes. */
  @IsOptional()
  @IsTextList(300)
  readonly legalReferences?: string[];

  @IsOptional()
  @IsSource()
  readonly source?: SourceRequest;
}

/** A row of the register of co-design. */
export class CoDesignRowRequest extends AddendumRequest {
  /** Default: unknown. */
  @IsOptional()
  @IsIn(codes(legalForms))
  readonly legalForm?: LegalForm;

  /** The row whose convention it adds to. */
  @IsOptional()
  @IsId()
  readonly addendumTo?: string;

  /** The row it renews. */
  @IsOptional()
  @IsId()
  readonly renews?: string;
}

/** A command about a row and a scheda of a yearly programme. */
export abstract class RowAndSchedaCommand extends CycleCommand {
  @IsId()
  readonly coDesignRowId!: string;

  @nested(SchedaReferenceRequest)
  readonly scheda!: SchedaReferenceRequest;
}

/** The subjects of a request as a fact keeps them. */
export const subjectsOf = (requests: readonly SubjectRequest[]): readonly Subject[] =>
  requests.map(({ text, role, bodyId }) => ({ text, role, ...present({ bodyId }) }));

/** The row of a request as a fact keeps it. */
export function rowOf(request: CoDesignRowRequest, newId: string): CoDesignRow {
  const { coDesignRowId = newId, holder, activity, legalForm = 'unknown', subjects } = request;
  const { stateText, stateCondition, period, codes: given, amountEur, act } = request;
  const { legalReferences = [], addendumTo, renews, source } = request;
  return {
    coDesignRowId,
    holder: { text: holder.text, bodyIds: holder.bodyIds ?? [] },
    activity,
    legalForm,
    subjects: subjectsOf(subjects),
    ...present({ stateText, stateCondition }),
    ...optionalPeriod(period),
    codes: codesOf(given),
    ...present({ amountEur, act }),
    legalReferences,
    ...present({ addendumTo, renews }),
    ...optionalSource(source),
  };
}
