import { IsOptional } from 'class-validator';
import { CycleCommand } from '../command/cycle-command.js';
import { IsId, IsText } from '../command/fields.js';
import { HasForm, type Form } from '../command/forms.js';
import { present } from '../command/present.js';
import { refuse } from '../command/refuse.js';
import { roles, verb } from '../command/verb.js';
import type { HealthProfileData } from './health-profile.data.js';
import { isTaken, themeProblem } from './theme.decisions.js';

/** A decimal number as text, `12.5`: never a float, whose digits are not those of the source. */
export const decimalNumber: Form = {
  pattern: /^-?\d{1,15}(\.\d{1,6})?$/,
  it: 'deve essere un numero con il punto e al massimo sei decimali, tra virgolette, come "12.5"',
  en: 'must be a number with a point and at most six decimals, in quotes, such as "12.5"',
};

/** Records an indicator: its value, what it is about and where it comes from. */
export class RecordIndicator extends CycleCommand {
  /** Default: a new id. */
  @IsOptional()
  @IsId()
  readonly indicatorId?: string;

  @IsOptional()
  @IsId()
  readonly themeId?: string;

  @IsText(300)
  readonly name!: string;

  /** A decimal number as text, `12.5`. Left out where the source gives none, which is not zero. */
  @IsOptional()
  @HasForm(decimalNumber)
  readonly value?: string;

  @IsOptional()
  @IsText(50)
  readonly unit?: string;

  /** As the source says it: `2023`, `2019-2021`. */
  @IsText(50)
  readonly period!: string;

  @IsId()
  readonly dataSourceId!: string;
}

export const recordIndicator = verb<RecordIndicator, HealthProfileData>({
  name: 'record-indicator',
  command: RecordIndicator,
  title: { it: 'Registra un indicatore', en: 'Record an indicator' },
  who: roles('UPc', 'UPo'),
  reason: 'optional',
  facts: ['IndicatorRecorded'],
  decide(life, wish, { newId }) {
    const { indicatorId = newId('indicator'), themeId = null, name, value = null } = wish;
    const { unit, period, dataSourceId } = wish;
    if (isTaken(life, life.data.indicators, indicatorId)) {
      return refuse('id-taken', { id: indicatorId });
    }
    if (!Object.hasOwn(life.data.dataSources, dataSourceId)) {
      return refuse('data-source-not-found', { id: dataSourceId });
    }
    const said = { indicatorId, themeId, name, value, ...present({ unit }), period, dataSourceId };
    return themeProblem(life, themeId) ?? [{ type: 'IndicatorRecorded', data: said }];
  },
});
