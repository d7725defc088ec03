import type { Action, CycleLife, Scheda } from '#planning';
import type { FieldError } from '../../pieces/field.js';
import type { ComparedField } from '../revisions/field-changes.js';
import type { Names } from '../scheda/named.js';
import type { Checked } from './checklist.js';
import type { Hand } from './queue.js';

/** A scheda before whoever checks it. */
export interface ShownVerification {
  readonly life: Readonly<CycleLife>;
  readonly scheda: Readonly<Scheda>;
  readonly standing: string;
  readonly unit: string;
  /** Each field, with what has changed in it since its unit got it last; undefined where it never had. */
  readonly fields: readonly ComparedField[];
  readonly isCompared: boolean;
  readonly names: Names;
  readonly actions: readonly Action[];
  /** Whether it can be taken in charge, and whether it is being checked. */
  readonly mayTake: boolean;
  readonly isInCheck: boolean;
  readonly taken: Hand | undefined;
  /** The next of those that wait. */
  readonly next:
    { readonly schedaId: string; readonly code: string; readonly title: string } | undefined;
  readonly checked: Checked;
  readonly errors: readonly FieldError[];
}
