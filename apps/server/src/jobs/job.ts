import type { ExportFormatName } from '#exports';

/** What a job makes: one of the formats of a cycle, some schede as PDF, or a bundle of evidence. */
export type JobKind = ExportFormatName | 'schede-pdf' | 'evidence';

/**
 * Where a job stands. `stopping` is one that was cancelled while it ran, until it has noticed; `expired` one whose file
 * was removed after the days that files are kept.
 */
export type JobState =
  'waiting' | 'running' | 'stopping' | 'done' | 'failed' | 'cancelled' | 'expired';

/** What somebody asks to have made. */
export interface AskedJob {
  readonly kind: JobKind;
  readonly cycleId: string;
  /** Only what was recorded by then, ISO 8601 UTC with milliseconds; fixed when it is asked for. */
  readonly at: string;
  /** The schede, where it is of some. */
  readonly schedaIds: readonly string[];
}

/** How far a job has come, in what it really does. */
export type JobStep =
  /** Going through the document to know on which page everything will stand. */
  | { readonly what: 'layout' | 'writing'; readonly number: number; readonly of: number }
  /** Other parts of the document than schede. */
  | { readonly what: 'chapters' }
  /** Written so far. */
  | { readonly what: 'bytes'; readonly number: number };

/** A file that a job has made. */
export interface JobFile {
  readonly name: string;
  readonly mediaType: string;
  readonly bytes: number;
  /** SHA-256, hex. */
  readonly sha256: string;
}

/** A piece of long work that somebody asked for. Instants are ISO 8601 UTC. */
export interface Job extends AskedJob {
  readonly jobId: string;
  readonly zone: string;
  readonly personId: string;
  readonly state: JobState;
  readonly askedAt: string;
  readonly startedAt: string | undefined;
  readonly endedAt: string | undefined;
  /** From 0 to 1. */
  readonly share: number;
  readonly step: JobStep | undefined;
  /** How many times it was begun; more than once after a standstill, and when somebody had it begun again. */
  readonly begun: number;
  /** How many times the program ended in the middle of it. */
  readonly interrupted: number;
  /** Why it came to nothing. */
  readonly failure: JobFailure | undefined;
  readonly file: JobFile | undefined;
}

/** `no-plan`: the cycle was not there yet; `interrupted`: the program ended in the middle of it too often. */
export type JobFailure =
  'no-plan' | 'not-whole' | 'not-allowed' | 'log-away' | 'no-room' | 'interrupted' | 'unknown';
