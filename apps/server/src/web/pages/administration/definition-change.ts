import { table, type TableRow, type Workflow } from '#workflow';

/** What a version of a definition does otherwise than the one before. */
export interface DefinitionChange {
  /** The version before. */
  readonly from: number;
  readonly added: readonly TableRow[];
  readonly removed: readonly TableRow[];
  /** The names of the documents that are not the same. */
  readonly documents: readonly string[];
}

type AnyWorkflow = Pick<Workflow, 'definition' | 'reference'>;

/** Compares two versions by the rows of their tables: what is drawn, told step by step. Pure. */
export function definitionChange(before: AnyWorkflow, after: AnyWorkflow): DefinitionChange {
  const [old, now] = [rowsOf(before), rowsOf(after)];
  const documents = new Set([
    ...Object.keys(before.definition.documents),
    ...Object.keys(after.definition.documents),
  ]);
  return {
    from: before.reference.version,
    added: [...now].filter(([key]) => !old.has(key)).map(([, row]) => row),
    removed: [...old].filter(([key]) => !now.has(key)).map(([, row]) => row),
    documents: [...documents].filter(
      (name) =>
        JSON.stringify(before.definition.documents[name]) !==
        JSON.stringify(after.definition.documents[name]),
    ),
  };
}

/** The rows of all machines of a definition, each with the machine it is of as part of its key. */
function rowsOf({ definition: { root, parts } }: AnyWorkflow): ReadonlyMap<string, TableRow> {
  const machines = [root, ...Object.values(parts).map(({ machine }) => machine)];
  return new Map(
    machines.flatMap((machine) =>
      table(machine).map((row) => [
        [machine.id.replace(/\d+$/, ''), row.from, row.fact, row.guard, row.to].join(' '),
        row,
      ]),
    ),
  );
}
