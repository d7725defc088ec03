import { Injectable } from '@nestjs/common';
import type { CycleLife } from '#planning';
import { graphOf, type StateGraph } from '#workflow';
import type { Language } from '../../words/language.js';
import { laidOut, type LaidOut } from './laid-out.js';
import { mainWays, type WayOut } from './ways-out.js';

/** A machine with every box and arrow in its place. */
export interface DrawnMachine {
  /** All of it. */
  readonly graph: StateGraph;
  /** What can happen in many states; it is not in the picture. */
  readonly waysOut: readonly WayOut[];
  readonly picture: LaidOut;
}

type Workflow = Pick<CycleLife['workflow'], 'reference' | 'root' | 'part'>;
/** Which machine of a definition: `cycle` for that of the whole in its outermost states, or the kind of a part. */
export type WhichMachine = 'cycle' | (string & {});

/** The diagrams of definitions: each is laid out once. */
@Injectable()
export class Diagrams {
  readonly #drawn = new Map<string, Promise<DrawnMachine>>();

  async of(workflow: Workflow, which: WhichMachine, language: Language): Promise<DrawnMachine> {
    const key = [JSON.stringify(workflow.reference), which, language].join(' ');
    const known = this.#drawn.get(key) ?? draw(workflow, which, language);
    this.#drawn.set(key, known);
    try {
      return await known;
    } catch (error) {
      this.#drawn.delete(key);
      throw error;
    }
  }
}

async function draw(
  workflow: Workflow,
  which: WhichMachine,
  language: Language,
): Promise<DrawnMachine> {
  const graph =
    which === 'cycle'
      ? graphOf(workflow.root.machine, { depth: 1 })
      : graphOf(workflow.part(which).machine);
  const { main, waysOut } = mainWays(graph);
  return { graph, waysOut, picture: await laidOut(main, language) };
}
