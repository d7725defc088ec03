import { definitionOfFile, type LifeData } from '#planning';
import type { Definition } from '#workflow';
import { CommandFailed } from '../failure.js';

/**
 * The definition that somebody names: a version that is known (`poa-annuale@1`), or a module file that makes one.
 * @throws CommandFailed, NoDefinition
 */
export function candidateNamed(
  name: string,
  known: readonly Definition<LifeData>[],
): Promise<Definition<LifeData>> {
  const [, id, version] = /^([a-z][a-z-]*)@(\d{1,6})$/.exec(name) ?? [];
  if (id === undefined) return definitionOfFile(name, known);
  const found = known.find((each) => each.id === id && each.version === Number(version));
  if (found) return Promise.resolve(found);
  const names = known.map((each) => `${each.id}@${each.version}`).join(', ');
  throw new CommandFailed(`La versione ${name} non è nota. Note sono: ${names}.`);
}
