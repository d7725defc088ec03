import type { Refusal } from '#workflow';
import type { CycleData } from '../cycle/cycle-data.js';
import type { OrganisationData } from '../organisation/organisation.data.js';
import type { ZoneRegisterData } from '../zone-register/zone-register.data.js';
import type { FieldKind } from './field-kinds.js';

/** What any life may remember. Where a life has had a fact, it remembers what that fact leaves behind. */
export type WholeLife = CycleData & ZoneRegisterData & OrganisationData;

/** What of a type of fact can be corrected: nothing that a decision already taken may rest on. */
export interface Correctable {
  /** By pattern of JSON pointer into the data of the fact. */
  readonly fields: Readonly<Record<string, FieldKind>>;
  /** The member of its data that says what it is about. */
  readonly subject?: string;
  /** Where in the data of the cycle the last fact of the type left a copy of its own data. */
  readonly copies: (life: WholeLife, subjectId: string) => readonly string[];
  /** The copy's place of a field, where it is not that of the fact. */
  readonly place?: (field: string) => string;
  /** Each fact of the type says something else of the same thing: another one does not stand in its place. */
  readonly piecemeal?: true;
  /** What else must be so. */
  readonly problem?: (
    life: Readonly<WholeLife>,
    asked: { readonly subjectId: string; readonly field: string; readonly value: string },
  ) => Refusal | undefined;
}
