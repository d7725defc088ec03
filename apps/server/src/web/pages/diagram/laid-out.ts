import type { ElkNode } from 'elkjs';
import { factWords } from '#planning';
import type { StateGraph } from '#workflow';
import type { Language } from '../../words/language.js';

/** A box of a diagram; sizes and places are in the units of its SVG. */
export interface Box {
  readonly key: string;
  readonly lines: readonly string[];
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly isFinal: boolean;
}

/** An arrow: the points it goes through, and what stands beside it. */
export interface Arrow {
  readonly from: string;
  readonly to: string;
  readonly points: readonly { readonly x: number; readonly y: number }[];
  readonly label:
    { readonly lines: readonly string[]; readonly x: number; readonly y: number } | undefined;
}

/** A diagram with every box and arrow in its place. */
export interface LaidOut {
  readonly width: number;
  readonly height: number;
  readonly boxes: readonly Box[];
  readonly arrows: readonly Arrow[];
}

/** How wide a letter is about, how high a line, and how long one may be. */
const [LETTER, LINE, LONGEST] = [6.6, 15, 17];
const [SMALL_LETTER, SMALL_LINE, SMALL_LONGEST] = [5.4, 12, 17];
const PADDING = 10;

const options = {
  'elk.algorithm': 'layered',
  'elk.direction': 'DOWN',
  'elk.edgeRouting': 'ORTHOGONAL',
  'elk.layered.spacing.nodeNodeBetweenLayers': '28',
  'elk.spacing.nodeNode': '28',
  'elk.spacing.edgeNode': '14',
  'elk.spacing.edgeEdge': '10',
  'elk.layered.cycleBreaking.strategy': 'MODEL_ORDER',
} as const;

/**
 * Finds a place for every box and arrow. The program that does so is large: it is loaded when somebody first asks, on the
 * server alone.
 */
export async function laidOut(graph: StateGraph, language: Language): Promise<LaidOut> {
  const { default: elk } = await import('elkjs/lib/elk.bundled.js');
  const boxes = graph.states.map((state) => {
    const lines = wrapped(state[language], LONGEST);
    const width = longest(lines) * LETTER + 2 * PADDING;
    return { ...state, lines, width, height: lines.length * LINE + 2 * PADDING };
  });
  const arrows = graph.steps.map((step, index) => {
    const lines = step.facts.flatMap((fact) => wrapped(factWords(fact)[language], SMALL_LONGEST));
    return { ...step, id: `step-${index}`, lines };
  });
  const placed: ElkNode = await new elk.default().layout({
    id: 'all',
    layoutOptions: options,
    children: boxes.map(({ key, width, height }) => ({ id: key, width, height })),
    edges: arrows.map(({ id, from, to, lines }) => ({
      ...{ id, sources: [from], targets: [to] },
      labels:
        lines.length === 0
          ? []
          : [
              {
                text: lines.join(' '),
                width: longest(lines) * SMALL_LETTER,
                height: lines.length * SMALL_LINE,
              },
            ],
    })),
  });
  const places = new Map(placed.children?.map((child) => [child.id, child]));
  const ways = new Map(placed.edges?.map((edge) => [edge.id, edge]));
  return {
    width: Math.ceil(placed.width ?? 0),
    height: Math.ceil(placed.height ?? 0),
    boxes: boxes.map(({ key, lines, width, height, isFinal }) => {
      const { x = 0, y = 0 } = places.get(key) ?? {};
      return { key, lines, x: round(x), y: round(y), width: round(width), height, isFinal };
    }),
    arrows: arrows.map(({ id, from, to, lines }) => {
      const way = ways.get(id);
      const points = (way?.sections ?? []).flatMap(({ startPoint, bendPoints = [], endPoint }) => [
        startPoint,
        ...bendPoints,
        endPoint,
      ]);
      const [label] = way?.labels ?? [];
      return {
        ...{ from, to },
        points: points.map(({ x, y }) => ({ x: round(x), y: round(y) })),
        label: label && { lines, x: round(label.x ?? 0), y: round(label.y ?? 0) },
      };
    }),
  };
}

const round = (value: number): number => Math.round(value * 10) / 10;

const longest = (lines: readonly string[]): number =>
  Math.max(...lines.map((line) => line.length), 1);

/** Broken where words end. */
function wrapped(text: string, most: number): readonly string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const line = lines.at(-1);
    if (line !== undefined && line.length + 1 + word.length <= most) {
      lines[lines.length - 1] = `${line} ${word}`;
    } else lines.push(word);
  }
  return lines;
}
