import type { AnyStateMachine } from 'xstate';
import type { Awaited, StateMeta } from './definition.js';
import { edgesOf } from './edges.js';
import type { Guard } from './guard.js';
import { fullLabelOf, labelOf, type Language } from './label.js';

/** One edge of a machine, as people would say it. */
export interface TableRow {
  readonly from: string;
  /** The type of the fact; empty for the way out of a state whose last sub-state is reached. */
  readonly fact: string;
  readonly outcome?: string;
  /** What else has to be true. */
  readonly guard?: string;
  /** The same as `from` where the fact is only permitted. */
  readonly to: string;
  /** The work that the state `from` waits for. */
  readonly awaits?: Awaited;
}

/** A machine as a table: what `diagram` shows, for whoever does not look at pictures. */
export function table(
  machine: AnyStateMachine,
  { language = 'it' }: { language?: Language } = {},
): readonly TableRow[] {
  return edgesOf(machine).map(({ from, fact = '', guard, to }) => {
    const awaits = (from.meta as StateMeta | undefined)?.awaits;
    return {
      from: fullLabelOf(from, language),
      fact,
      ...(guard?.asks === 'outcome' && { outcome: guard.is }),
      ...(guard && guard.asks !== 'outcome' && { guard: textOf(guard, language) }),
      to: fullLabelOf(to, language),
      ...(awaits && { awaits }),
    };
  });
}

const headings = {
  it: ['Da', 'Fatto', 'Esito', 'Se', 'A', 'Attende'],
  en: ['From', 'Fact', 'Outcome', 'If', 'To', 'Awaits'],
};

/** The table in Markdown. */
export function tableText(
  machine: AnyStateMachine,
  { language = 'it' }: { language?: Language } = {},
): string {
  const rows = table(machine, { language }).map(
    ({ from, fact, outcome = '', guard = '', to, awaits }) => [
      from,
      fact,
      outcome,
      guard,
      to,
      awaits ? `${awaits.roles.join(', ')}: ${awaits[language]}` : '',
    ],
  );
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |\n`;
  return [headings[language], headings[language].map(() => '---'), ...rows].map(line).join('');
}

const joints = {
  it: { and: ' e ', or: ' o ', not: 'non' },
  en: { and: ' and ', or: ' or ', not: 'not' },
};

function textOf(guard: Guard, language: Language): string {
  switch (guard.asks) {
    case 'outcome':
      return `[${guard.is}]`;
    case 'stateIn':
      return guard.nodes.map((node) => `«${labelOf(node, language)}»`).join(joints[language].and);
    case 'not':
      return `${joints[language].not} ${guard.of.map((part) => textWithin(part, language)).join('')}`;
    case 'and':
    case 'or':
      return guard.of.map((part) => textWithin(part, language)).join(joints[language][guard.asks]);
    case 'something else':
      return guard.problem;
  }
}

/** In brackets where it would be read wrongly without. */
function textWithin(guard: Guard, language: Language): string {
  const text = textOf(guard, language);
  return guard.asks === 'and' || guard.asks === 'or' ? `(${text})` : text;
}
