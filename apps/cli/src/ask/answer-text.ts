import { codeInWords } from '#audit';
import type { AuditAnswerView } from './audit-answer.js';

/** Longer cells are cut: the whole text is in the answer as JSON. */
const WIDEST = 48;

const verdicts: Readonly<Record<AuditAnswerView['verdict'], string>> = {
  'in-order': 'In ordine',
  findings: 'Da guardare',
  'not-known': 'Non si sa',
};

/** An answer as lines in Italian: the verdict, what it rests on, and each table that has rows. */
export function answerText(answer: AuditAnswerView): readonly string[] {
  const { number, question, source, cycleId, at, verdict, sentence, tables, facts } = answer;
  return [
    `${number}. ${question.it}`,
    `   ${cycleId}${at === null ? '' : `, com’era il ${at}`} · ${source}`,
    '',
    `${verdicts[verdict]}: ${sentence.it}`,
    ...answer.notKnown.map(({ it }) => `Non si sa: ${it}`),
    ...tables
      .filter(({ rows }) => rows.length > 0)
      .flatMap(({ title, columns, rows }) => [
        ...['', title.it],
        ...alignedRows([
          columns.map(({ it }) => it),
          ...rows.map((row) => columns.map(({ key }) => cellText(row[key] ?? null))),
        ]),
      ]),
    ...['', `Poggia su ${facts.length} ${facts.length === 1 ? 'fatto' : 'fatti'}.`],
  ];
}

function cellText(value: string | number | boolean | null): string {
  if (value === null) return '–';
  if (typeof value === 'boolean') return value ? 'sì' : 'no';
  const said = typeof value === 'string' ? codeInWords(value, 'it') : String(value);
  const text = said.replaceAll(/\s+/g, ' ');
  return text.length > WIDEST ? `${text.slice(0, WIDEST - 1)}…` : text;
}

/** Rows with their columns one under the other; the first is the heading. */
function alignedRows(rows: readonly (readonly string[])[]): readonly string[] {
  const [heading = []] = rows;
  const widths = heading.map((_title, column) =>
    Math.max(...rows.map((row) => (row[column] ?? '').length)),
  );
  const lines = rows.map((row) =>
    `  ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ')}`.trimEnd(),
  );
  const rule = `  ${widths.map((width) => '─'.repeat(width)).join('  ')}`;
  return [...lines.slice(0, 1), rule, ...lines.slice(1)];
}
