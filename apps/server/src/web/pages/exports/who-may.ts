import { exportFormatNames } from '#exports';
import type { Reading } from '#planning';
import type { JobKind } from '../../../jobs/job.js';

/** Every kind of job, in the order in which they are offered. */
export const jobKinds: readonly JobKind[] = [
  ...(['poa-pdf', 'poa-html', 'schede-pdf', 'case-file', 'evidence'] as const),
  ...exportFormatNames.filter((name) => !['poa-pdf', 'poa-html', 'case-file'].includes(name)),
];

export const isJobKind = (text: string): text is JobKind =>
  (jobKinds as readonly string[]).includes(text);

/** What somebody must be let read to have a file made. Of a moment past, the history as well. */
export function readingOf(kind: JobKind): Reading {
  if (kind === 'poa-pdf' || kind === 'poa-html' || kind === 'schede-pdf') return 'schede';
  return kind === 'evidence' ? 'audit' : 'history';
}
