import type { Definition, Fact } from '#workflow';
import type { DataOf } from '../planning-fact.js';

/** The definition that the draft of a cycle names; for every definition whose lives begin with a draft. */
export const draftedReference: Definition['referenceIn'] = (first: Fact) =>
  // A first fact of this type was written by `draft-cycle` or by a draft from an earlier year.
  first.type === 'CycleDrafted' ? (first.data as DataOf<'CycleDrafted'>).definition : undefined;
