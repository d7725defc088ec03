import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayUnique,
  IsArray,
  IsIn,
  IsOptional,
} from 'class-validator';
import { Refusal } from '#workflow';
import { CycleCommand } from '../command/cycle-command.js';
import { IsAmount, IsId, IsText } from '../command/fields.js';
import { present } from '../command/present.js';
import { refuse } from '../command/refuse.js';
import { nestedList } from '../command/requests.js';
import { roles, verb } from '../command/verb.js';
import { codes, legalForms, type LegalForm } from '../value-sets.js';
import { faultOf } from '../zone-register/period.js';
import { IsPeriod, optionalPeriod, type PeriodRequest } from '../zone-register/period.request.js';
import { IsProjectCodes, type ProjectCodesRequest } from '../zone-register/project-codes.js';
import type { ZoneRegisterData } from '../zone-register/zone-register.data.js';
import { askAbout, circleOf, rowIn, rowNotFound } from './co-design.decisions.js';
import type { CompletedRow } from './co-design.facts.js';
import { SubjectRequest, subjectsOf } from './co-design.requests.js';
import { isOpen } from './open-fields.js';

/** Says later what a row did not say, and on what that rests. What it did say stays. */
export class CompleteCoDesignRow extends CycleCommand {
  @IsId()
  readonly coDesignRowId!: string;

  @IsOptional()
  @IsIn(codes(legalForms))
  readonly legalForm?: LegalForm;

  @IsOptional()
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(50)
  @ArrayUnique()
  @IsId(true)
  readonly holderBodyIds?: string[];

  @IsOptional()
  @ArrayMinSize(1)
  @nestedList(SubjectRequest, 100)
  readonly subjects?: SubjectRequest[];

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

  /** The row whose convention it adds to. */
  @IsOptional()
  @IsId()
  readonly addendumTo?: string;

  /** What it rests on: a document, an act, the word of an office. */
  @IsText(1000)
  readonly basis!: string;
}

export const completeCoDesignRow = verb<CompleteCoDesignRow, ZoneRegisterData>({
  name: 'complete-co-design-row',
  command: CompleteCoDesignRow,
  title: { it: 'Completa la riga', en: 'Complete the row' },
  who: roles('UPc', 'UPo'),
  reason: 'optional',
  facts: ['CoDesignRowCompleted', 'QuestionRaised'],
  about: 'coDesignRow',
  decide({ data }, wish, { newId }) {
    const { coDesignRowId, basis } = wish;
    const row = rowIn(data, coDesignRowId);
    if (row instanceof Refusal) return row;
    const filled = filledIn(wish);
    const said = Object.keys(filled.codes ?? {}).map((kind) => `codes.${kind}`);
    const fields = [...Object.keys(filled).filter((field) => field !== 'codes'), ...said];
    if (fields.length === 0) return refuse('nothing-changed');
    const closed = fields.find((field) => !isOpen(row, field));
    if (closed !== undefined) return refuse('already-said', { field: closed });
    const { addendumTo, codes: given } = filled;
    const from = row.period?.from;
    if (filled.period && from !== undefined && filled.period.from !== from) {
      return refuse('already-said', { field: 'period.from' });
    }
    if (addendumTo === coDesignRowId) return refuse('not-itself', { id: addendumTo });
    if (addendumTo !== undefined && !data.coDesignRows[addendumTo]) return rowNotFound(addendumTo);
    const circle = addendumTo !== undefined && circleOf(data, coDesignRowId, { addendumTo });
    if (circle) return circle;
    const { cup = [], cig = [] } = given ?? {};
    return (
      faultOf(filled.period) ?? [
        { type: 'CoDesignRowCompleted', data: { coDesignRowId, filled, basis } },
        ...askAbout(coDesignRowId, { cup, cig }, newId),
      ]
    );
  },
});

/** What the wish says, as a fact keeps it. */
function filledIn(wish: CompleteCoDesignRow): CompletedRow {
  const { legalForm, holderBodyIds, subjects, period, amountEur, act, addendumTo } = wish;
  const { cup, cig, clp } = wish.codes ?? {};
  const given = present({ cup, cig, clp });
  return {
    ...present({ legalForm, holderBodyIds }),
    ...(subjects && { subjects: subjectsOf(subjects) }),
    ...optionalPeriod(period),
    ...(Object.keys(given).length > 0 && { codes: given }),
    ...present({ amountEur, act, addendumTo }),
  };
}
