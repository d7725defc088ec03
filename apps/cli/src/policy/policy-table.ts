import type { PolicyRow } from '#planning';
import { roleNames, type Role } from '#people';

/** How the matrix can be written. */
export const policyFormats = ['csv', 'markdown'] as const;
export type PolicyFormat = (typeof policyFormats)[number];

/** The policy as a table of verbs and roles; a cell holds the rule that allows it, or nothing. */
export function policyTable(matrix: readonly PolicyRow[], format: PolicyFormat): readonly string[] {
  const known = Object.keys(roleNames) as Role[];
  const head = ['verbo', 'titolo', 'decisivo', ...known];
  const body = matrix.map(({ verb, title, decisive, rules }) => [
    verb,
    title,
    decisive ? 'sì' : '',
    ...known.map((role) => rules[role] ?? ''),
  ]);
  if (format === 'csv') return [head, ...body].map(csvLine);
  return [markdownLine(head), markdownLine(head.map(() => '---')), ...body.map(markdownLine)];
}

/** RFC 4180: a field with a comma or a quote stands in quotes, quotes are doubled. */
function csvLine(fields: readonly string[]): string {
  return fields
    .map((field) => (/[",\n]/.test(field) ? `"${field.replaceAll('"', '""')}"` : field))
    .join(',');
}

function markdownLine(cells: readonly string[]): string {
  return `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
}
