import { isMembers } from '../check/entry.js';

/** What a bundle is about: the whole log, or one cycle or register. */
export type Scope =
  | { readonly kind: 'log' }
  | {
      readonly kind: 'cycle';
      /** `livornese-poa-annuale-2024` */
      readonly cycle: string;
      readonly stream: string;
      /** As it stood at this instant, ISO 8601 UTC. */
      readonly at?: string;
    };

export interface ManifestFile {
  readonly path: string;
  readonly bytes: number;
  /** In hex. */
  readonly sha256: string;
}

/** What is in a bundle; its SHA-256 is signed (`manifest.note`). */
export interface Manifest {
  readonly v: 1;
  readonly origin: string;
  /** Facts that the seal covers. */
  readonly size: number;
  readonly scope: Scope;
  /** Facts in `facts.ndjson`. */
  readonly facts: number;
  /** The streams all of whose facts are here, up to the seal or the instant; all of them where it is the whole log. */
  readonly streams: readonly string[];
  /** The types of facts that are decisions. */
  readonly decisions: readonly string[];
  readonly files: readonly ManifestFile[];
}

/** The files that the manifest cannot name: itself, and those that hold it. */
export const unlistedFiles: readonly string[] = [
  ...['manifest.json', 'manifest.note', 'verify.html', 'verify.html.note'],
];

/** What is signed of a file. No checkpoint can be read as this, and this as no checkpoint. */
export function signedFileText(origin: string, name: string, sha256: string): string {
  return `traccia.evidence/v1\n${origin}\n${name}\nsha256 ${sha256}\n`;
}

/** @returns undefined for what is no manifest */
export function manifestIn(value: unknown): Manifest | undefined {
  if (!isMembers(value)) return undefined;
  const { v, origin, size, scope, facts, streams, decisions, files } = value;
  const isManifest =
    v === 1 &&
    typeof origin === 'string' &&
    Number.isSafeInteger(size) &&
    Number.isSafeInteger(facts) &&
    isMembers(scope) &&
    (scope['kind'] === 'log' ||
      (scope['kind'] === 'cycle' && typeof scope['stream'] === 'string')) &&
    areTexts(streams) &&
    areTexts(decisions) &&
    Array.isArray(files) &&
    files.every(isFile);
  return isManifest ? (value as unknown as Manifest) : undefined; // looked at member by member
}

function areTexts(value: unknown): boolean {
  return Array.isArray(value) && value.every((each) => typeof each === 'string');
}

function isFile(value: unknown): boolean {
  return (
    isMembers(value) &&
    typeof value['path'] === 'string' &&
    Number.isSafeInteger(value['bytes']) &&
    (value['bytes'] as number) >= 0 &&
    typeof value['sha256'] === 'string'
  );
}
