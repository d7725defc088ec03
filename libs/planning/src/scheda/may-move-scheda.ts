import type { Person } from '#people';
import { stateOfPart, type Refusal } from '#workflow';
import { refuse } from '../command/refuse.js';
import type { CycleLife } from '../command/verb.js';
import type { Scheda } from './scheda.data.js';

/**
 * What the office has checked was checked where it stood: only the coordinator gives it to another unit or
 * programme. Undefined when the person may go on.
 */
export function mayMoveScheda(
  life: Readonly<CycleLife>,
  { schedaId, code }: Pick<Scheda, 'schedaId' | 'code'>,
  { role }: Person,
): Refusal | undefined {
  const state = stateOfPart(life, 'scheda', schedaId);
  const isChecked = state === 'checked' || state === 'amendmentChecked';
  return isChecked && role !== 'UPc' ? refuse('checked-moves-by-office', { code }) : undefined;
}
