import type { AnyStateMachine, AnyStateNode } from 'xstate';
import { Control, type ControlState } from './control.js';
import { edgesOf, type Edge } from './edges.js';
import { labelOf, type Language } from './label.js';

/**
 * A machine as the text of a Mermaid `stateDiagram-v2`: nested states, regions side by side, the states
 * called as people call them and the edges as their facts (`RequestDecided [granted]`). Edges between the
 * same two states are one arrow. Facts that a state only permits are not drawn unless asked for: `table`,
 * the accessible twin, lists them all.
 * @param options.current where to show the machine standing
 */
export function diagram(
  machine: AnyStateMachine,
  {
    current,
    language = 'it',
    permitted = false,
  }: { current?: ControlState; language?: Language; permitted?: boolean } = {},
): string {
  const root = machine.root as AnyStateNode;
  const edges = edgesOf(machine).filter(({ from, to }) => permitted || from !== to);
  // The machine itself is drawn only where something hangs on it.
  const framed = root.type === 'parallel' || edges.some(({ from }) => from === root);
  const drawing = new Drawing(edges, language);
  const lines = [
    ...(framed ? drawing.state(root) : drawing.inside(root)),
    ...drawing.arrows(beside(root)),
    ...(current === undefined ? [] : standing(machine, current)),
  ];
  return `stateDiagram-v2\n${lines.map((line) => `${indented(line)}\n`).join('')}`;
}

class Drawing {
  readonly #edges: readonly Edge[];
  readonly #language: Language;

  constructor(edges: readonly Edge[], language: Language) {
    this.#edges = edges;
    this.#language = language;
  }

  state(node: AnyStateNode): readonly string[] {
    const title = `state "${this.#title(node)}" as ${idOf(node)}`;
    const inside = this.inside(node);
    return inside.length > 0 ? [`${title} {`, ...inside.map(indented), '}'] : [title];
  }

  /** The states within a state, where it begins and ends, and the arrows that stay within it. */
  inside(node: AnyStateNode): readonly string[] {
    const children = Object.values(node.states as Record<string, AnyStateNode>);
    const initial = node.type === 'compound' ? node.initial.target : undefined;
    if (node.type === 'parallel') {
      return children.flatMap((child, index) => [
        // A past is no region: it stands beside the last one.
        ...(index > 0 && child.type !== 'history' ? ['--'] : []),
        ...this.state(child),
        ...this.arrows(beside(child)),
      ]);
    }
    return [
      ...children.flatMap((child) => this.state(child)),
      ...(initial ?? []).map((first) => `[*] --> ${idOf(first)}`),
      ...this.arrows(idOf(node)),
      ...children
        .filter((child) => child.type === 'final')
        .map((child) => `${idOf(child)} --> [*]`),
    ];
  }

  /** The arrows that are drawn in one place. */
  arrows(place: string): readonly string[] {
    const labels = new Map<string, string[]>();
    for (const edge of this.#edges) {
      if (placeOf(edge) !== place) continue;
      const arrow = `${idOf(edge.from)} --> ${idOf(edge.to)}`;
      labels.set(arrow, [...(labels.get(arrow) ?? []), ...labelsOf(edge)]);
    }
    return [...labels].map(([arrow, facts]) =>
      facts.length > 0 ? `${arrow} : ${[...new Set(facts)].join('<br/>')}` : arrow,
    );
  }

  #title(node: AnyStateNode): string {
    if (node.type === 'history') return node.history === 'deep' ? '[H*]' : '[H]';
    return labelOf(node, this.#language).replaceAll('#', '#35;').replaceAll('"', '#quot;');
  }
}

/**
 * Where an arrow is drawn. Mermaid moves a state to where it is first met in a nested block, so only
 * arrows between two states of the same block may stand in it; all others stand outside.
 */
function placeOf({ from, to }: Edge): string {
  const { parent } = from;
  if (parent && parent === to.parent) {
    if (parent.type !== 'parallel') return idOf(parent);
    if (from === to) return beside(from);
  }
  return beside(from.machine.root as AnyStateNode);
}

function beside(node: AnyStateNode): string {
  return `beside ${idOf(node)}`;
}

function labelsOf({ fact, guard }: Edge): readonly string[] {
  if (fact === undefined) return [];
  return guard?.asks === 'outcome' ? [`${fact} [${guard.is}]`] : [fact];
}

/** Marked by more than colour: not everybody sees it. */
function standing(machine: AnyStateMachine, current: ControlState): readonly string[] {
  return [
    'classDef current fill:#0066cc,color:#ffffff,stroke:#17324d,stroke-width:4px,font-weight:bold',
    ...new Control(machine)
      .standing(current)
      .filter((node) => Object.keys(node.states as object).length === 0)
      .map((node) => `class ${idOf(node)} current`),
  ];
}

/** Two underscores: with one, a state called `end` would be the marker Mermaid draws for the end. */
function idOf(node: AnyStateNode): string {
  return [node.machine.id, ...node.path].join('__').replaceAll(/\W/g, '_');
}

function indented(line: string): string {
  return `  ${line}`;
}
