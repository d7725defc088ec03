import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { definitionOf, definitions, type LifeData } from '#planning';
import type { Definition } from '#workflow';
import { CommandFailed } from '../failure.js';

/**
 * The definition that somebody names: a version the program knows (`poa-annuale@1`), or a module that makes one. The
 * module is run, with the rights of whoever asked.
 * @throws CommandFailed, NoDefinition
 */
export async function candidateNamed(name: string): Promise<Definition<LifeData>> {
  const [, id, version] = /^([a-z][a-z-]*)@(\d{1,6})$/.exec(name) ?? [];
  if (id !== undefined) {
    const known = definitions.find((each) => each.id === id && each.version === Number(version));
    if (known) return known;
    const names = definitions.map((each) => `${each.id}@${each.version}`).join(', ');
    throw new CommandFailed(`La versione ${name} non è nota. Note sono: ${names}.`);
  }
  const file = resolve(name);
  if (!existsSync(file)) throw new CommandFailed(`Il file ${file} non c’è.`);
  let module: unknown;
  try {
    module = await import(pathToFileURL(file).href);
  } catch (error) {
    throw new CommandFailed(`Il file ${file} non si può eseguire: ${String(error)}`, {
      cause: error,
    });
  }
  return definitionOf(module, file, definitions);
}
