import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Definition } from '#workflow';
import type { LifeData } from '../life-data.js';
import { definitionOf, NoDefinition } from './candidate.js';

/**
 * The definition that a module file makes. The file is run, with the rights of the process.
 * @throws NoDefinition
 */
export async function definitionOfFile(
  file: string,
  known: readonly Definition<LifeData>[],
): Promise<Definition<LifeData>> {
  const path = resolve(file);
  if (!existsSync(path))
    throw new NoDefinition(`Il file ${path} non c’è.`, `There is no file ${path}.`);
  let module: unknown;
  try {
    module = await import(pathToFileURL(path).href);
  } catch (error) {
    const why = String(error);
    throw new NoDefinition(
      `Il file ${path} non si può eseguire: ${why}`,
      `The file ${path} cannot be run: ${why}`,
    );
  }
  return definitionOf(module, path, known);
}

/**
 * The definitions of the program and those that files add to them, each of which may build on the ones before it.
 * @throws NoDefinition
 */
export async function definitionsWith(
  files: readonly string[],
  known: readonly Definition<LifeData>[],
): Promise<readonly Definition<LifeData>[]> {
  let all = known;
  for (const file of files) all = [...all, await definitionOfFile(file, all)];
  return all;
}
