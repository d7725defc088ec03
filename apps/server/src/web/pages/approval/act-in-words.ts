import { dayInWords } from '#calendar';
import { plansInForce, type CycleLife } from '#planning';
import type { Frame } from '../../frame.js';

/** By which act the plan that is in force was approved, in one line; undefined where there is none. */
export function actInWords(
  { words, language }: Pick<Frame, 'words' | 'language'>,
  { data }: Pick<Readonly<CycleLife>, 'data'>,
): string | undefined {
  const approval = plansInForce(data).findLast(({ approval: act }) => act !== null)?.approval;
  if (!approval) return undefined;
  const { number, on, organ } = approval;
  return words.approval.approvedBy(number ?? '–', dayInWords(on, language), organ);
}
