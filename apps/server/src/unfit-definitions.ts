import type { EventStore } from '#event-store';
import type { LifeData } from '#planning';
import {
  AlteredDefinition,
  MIGRATION,
  migrationIn,
  UnknownDefinition,
  workflowOf,
  type Workflows,
} from '#workflow';

/** Cycles or registers of the log began with definitions that are not installed here as they were. */
export class UnfitDefinitions extends Error {
  override readonly name = 'UnfitDefinitions';

  /** @param reasons one for each cycle or register, by the name of its stream */
  constructor(readonly reasons: ReadonlyMap<string, AlteredDefinition | UnknownDefinition>) {
    const lines = [...reasons].map(([stream, reason]) => `- ${stream}: ${reason.message}`);
    super(
      'Questa versione di Traccia non può lavorare su questi dati: i cicli e registri elencati sono nati con una ' +
        'definizione che qui manca o non è più la stessa. Reinstalla la versione che li ha scritti; i dati ' +
        'non sono stati toccati.\n' +
        'This version of Traccia cannot work on this data: the cycles and registers listed began with a definition that ' +
        'is missing here or is no longer the same. Install the version that wrote them; the data was not ' +
        `touched.\n${lines.join('\n')}`,
    );
  }
}

/**
 * Looks at the first fact of every cycle and register, and at those that took one to a later version: they name the
 * definition that runs.
 * @throws UnfitDefinitions
 */
export async function mustKnowDefinitions(
  store: EventStore,
  workflows: Workflows<LifeData>,
): Promise<void> {
  const reasons = new Map<string, AlteredDefinition | UnknownDefinition>();
  const types = workflows.all.flatMap(({ root }) =>
    root.possible(root.initial).map(({ type }) => type),
  );
  const filter = { categories: ['cycle', 'register'], types: [...new Set([...types, MIGRATION])] };
  for await (const fact of store.readAll({ filter })) {
    try {
      const migration = migrationIn(fact);
      if (migration) workflows.find(migration.to);
      else workflowOf(workflows, fact);
    } catch (error) {
      const isUnfit = error instanceof AlteredDefinition || error instanceof UnknownDefinition;
      if (!isUnfit) throw error;
      reasons.set(fact.stream, error);
    }
  }
  if (reasons.size > 0) throw new UnfitDefinitions(reasons);
}
