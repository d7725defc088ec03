import { IsOptional } from 'class-validator';
import { HasForm, forms } from '#planning';
import { InstantQuery } from '../api/query.js';

/** Of which cycle or register evidence is asked for, and as it stood when; without one, of everything. */
export class EvidenceQuery extends InstantQuery {
  @IsOptional()
  @HasForm(forms.cycleId)
  readonly cycle?: string;
}
