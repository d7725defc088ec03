import { fourEyesBroken, type LifeData } from '#planning';
import {
  begin,
  evolve,
  FactNotAccepted,
  UnknownDefinition,
  workflowOf,
  type Control,
  type DefinitionReference,
  type Life,
  type Workflows,
} from '#workflow';
import type { SealedFact } from '../check/entry.js';
import type { Replayed, Replaying } from '../check/replaying.js';
import type { Standing } from '../check/report.js';

/** Reads histories again with the engine and the definitions of the program. */
export class EngineReplay implements Replaying {
  readonly #lives = new Map<string, Life<LifeData> | undefined>();

  /** @param decisions the types of facts that decide something */
  constructor(
    private readonly workflows: Workflows<LifeData>,
    private readonly decisions: ReadonlySet<string> = new Set(),
  ) {}

  isDecision(type: string): boolean {
    return this.decisions.has(type);
  }

  next({ stream, rev, type, data, meta }: SealedFact): readonly Replayed[] {
    const where = `${stream} ${rev} (${type})`;
    const fact = { type, revision: rev, data: withoutSeals(data) as object, metadata: meta };
    try {
      if (!this.#lives.has(stream)) {
        this.#lives.set(stream, undefined); // should it not begin, what follows is not told again and again
        this.#lives.set(stream, begin(workflowOf(this.workflows, fact)));
      }
      const life = this.#lives.get(stream);
      if (life === undefined) return [];
      const broken = fourEyesBroken(life, fact);
      evolve(life, fact);
      return broken === undefined ? [] : [{ where, ...broken }];
    } catch (error) {
      this.#lives.set(stream, undefined);
      if (error instanceof UnknownDefinition && error.asked?.id !== undefined)
        return [cannotReplay(where, error.asked)];
      const why = error instanceof Error ? error.message : String(error);
      return [
        {
          where,
          it: `${error instanceof FactNotAccepted ? 'non è ammesso qui' : 'non si rilegge'}: ${why}`,
          en: `${error instanceof FactNotAccepted ? 'is not accepted here' : 'cannot be replayed'}: ${why}`,
        },
      ];
    }
  }

  standings(): readonly Standing[] {
    return [...this.#lives].flatMap(([stream, life]) => {
      if (life === undefined) return [];
      const { workflow, state, parts, revision } = life;
      const { id, version } = workflow.reference;
      const counted = Object.entries(parts).map(([kind, byId]) => {
        return [kind, count(Object.values(byId), workflow.part(kind))] as const;
      });
      return [
        {
          ...{ stream, definition: `${id}.v${version}`, facts: revision + 1 },
          state: workflow.root.phase(state),
          parts: Object.fromEntries(counted.filter(([, states]) => Object.keys(states).length > 0)),
        },
      ];
    });
  }
}

/** The rules are not those of a version that this program has: it cannot say whether they were kept. */
function cannotReplay(where: string, asked: Partial<DefinitionReference>): Replayed {
  const [id, version] = [asked.id ?? '?', asked.version ?? '?'];
  return {
    ...{ where, cannot: true },
    it: `Da ${where} in poi le decisioni non si possono rileggere qui: seguono ${id} versione ${version}, che questo programma non ha. Nel fascicolo c’è come dati (definitions/${id}.${version}.json); per rileggerle serve il file che l’ha portata (--definitions FILE).`,
    en: `From ${where} on the decisions cannot be replayed here: they follow ${id} version ${version}, which this program does not have. The bundle holds it as data (definitions/${id}.${version}.json); to replay them the file that brought it is needed (--definitions FILE).`,
  };
}

function count(
  states: readonly string[],
  control: Pick<Control, 'phase'>,
): Readonly<Record<string, number>> {
  const counted: Record<string, number> = {};
  for (const state of states.map((each) => control.phase(each)))
    counted[state] = (counted[state] ?? 0) + 1;
  return counted;
}

/** What a sealed text is read as: nobody needs its words to tell whether a fact was admitted. */
const SEALED = '[cifrato · sealed]';

function withoutSeals(value: unknown): unknown {
  if (value === null || typeof value !== 'object') return value;
  if (Array.isArray(value)) return value.map(withoutSeals);
  if ('$pii' in value) return SEALED;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, withoutSeals(each)]));
}
