import { globSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { NewEvent } from '#event-store';
import type { RecordedFact } from '#workflow';

/** Where the histories are kept. */
export const folder = import.meta.dirname;

/** A fact as a history keeps it. */
export type KeptFact = RecordedFact & Pick<NewEvent, 'id' | 'data' | 'metadata'>;

/** Every history that is kept, by its place in the folder. */
export const historyFiles = (): readonly string[] =>
  globSync('**/*.ndjson', { cwd: folder }).sort();

/** The facts of a history, in order. */
export function factsOf(file: string): readonly KeptFact[] {
  const lines = readFileSync(join(folder, file), 'utf8').trimEnd().split('\n');
  return lines.map((line) => JSON.parse(line) as KeptFact);
}

/** Keeps a history: one fact a line. */
export function keepFacts(file: string, facts: readonly KeptFact[]): void {
  writeFileSync(join(folder, file), facts.map((fact) => `${JSON.stringify(fact)}\n`).join(''));
}
