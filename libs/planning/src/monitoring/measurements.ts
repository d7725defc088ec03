import { IsOptional } from 'class-validator';
import type { Refusal } from '#workflow';
import { IsDay, IsText } from '../command/fields.js';
import { HasForm, type Form } from '../command/forms.js';
import { present } from '../command/present.js';
import { refuse } from '../command/refuse.js';
import type { Scheda } from '../scheda/scheda.data.js';
import type { Measurement } from './monitoring.facts.js';

/** A number as it is kept: decimal digits in text, with a point, `1250.5`; never a float. */
const decimal: Form = {
  pattern: /^-?(0|[1-9]\d{0,11})(\.\d{1,6})?$/,
  it: 'deve essere un numero con il punto e al massimo sei decimali, tra virgolette, come "1250.5"',
  en: 'must be a number with a point and at most six decimals, in quotes, such as "1250.5"',
};

/** What an indicator of a scheda was found to be. */
export class MeasurementRequest {
  /** By the name it has in the scheda. */
  @IsText(200)
  readonly indicator!: string;

  @HasForm(decimal)
  readonly value!: string;

  @IsOptional()
  @IsText(50)
  readonly unit?: string;

  @IsDay()
  readonly measuredOn!: string;
}

/**
 * The first thing wrong with what was measured; undefined when all of it can stand in a fact. What a plan
 * brings about is measured from the first day of its year to the day on which its unit says so.
 */
export function measurementProblem(
  { code, content, approvals }: Readonly<Scheda>,
  measured: readonly MeasurementRequest[],
  { year, occurredOn }: { readonly year: number; readonly occurredOn: string },
): Refusal | undefined {
  const beganOn = `${year}-01-01`;
  // While a revision amends it, the scheda is carried out as it was approved.
  const names = indicatorsOf(approvals?.at(-1)?.content ?? content);
  const seen = new Set<string>();
  for (const { indicator, measuredOn } of measured) {
    if (!names.includes(indicator)) return refuse('indicator-unknown', { indicator, code });
    if (measuredOn > occurredOn) return refuse('not-yet-happened', { date: measuredOn });
    if (measuredOn < beganOn) return refuse('dates-reversed', { from: beganOn, to: measuredOn });
    const key = JSON.stringify([indicator, measuredOn]);
    if (seen.has(key)) return refuse('measured-twice', { indicator, date: measuredOn });
    seen.add(key);
  }
  return undefined;
}

/** What was measured as a fact keeps it. */
export function measurementsOf(measured: readonly MeasurementRequest[]): readonly Measurement[] {
  return measured.map(({ indicator, value, unit, measuredOn }) => ({
    indicator,
    value,
    measuredOn,
    ...present({ unit }),
  }));
}

/** The names of the indicators of a scheda, as far as its content has any. */
function indicatorsOf(content: Scheda['content']): readonly string[] {
  const { indicators } = content;
  if (!Array.isArray(indicators)) return [];
  // The schema of the scheda saw to it that each has a name.
  return (indicators as readonly { readonly name: string }[]).map(({ name }) => name);
}
