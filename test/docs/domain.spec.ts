import {
  definitions,
  operations,
  policyMatrix,
  readingNames,
  readings,
  sha256,
  verbs,
  type Reading,
} from '#planning';
import { roles } from '#people';
import { diagram, tableText, Workflows } from '#workflow';
import { expectGenerated } from './generated-part.js';

const workflows = new Workflows(definitions, sha256);

describe('docs/domain.md', () => {
  it.each(workflows.all.map((workflow) => [workflow.reference.id, workflow] as const))(
    'shows the machines of %s as they are',
    (_id, { definition, reference }) => {
      const machines = [definition.root, ...Object.values(definition.parts).map((p) => p.machine)];
      const text = machines
        .map((machine) =>
          [
            `### ${machine.id}`,
            '```mermaid',
            diagram(machine).trim(),
            '```',
            '<details><summary>La stessa macchina come tabella</summary>',
            '',
            tableText(machine).trim(),
            '',
            '</details>',
          ].join('\n'),
        )
        .join('\n\n');
      expectGenerated(
        'docs/domain.md',
        `machines ${reference.id}@${reference.version}`,
        `Digest: \`${reference.digest}\`\n\n${text}`,
      );
    },
  );
});

describe('docs/policy.md', () => {
  it('shows who may do what, by the rules in force', () => {
    const names = Object.keys(roles) as (keyof typeof roles)[];
    const head = ['Comando', ...names];
    const rows = policyMatrix(verbs).map(({ verb, title, rules }) => [
      `${title} (\`${verb}\`)`,
      ...names.map((role) => {
        const rule = rules[role];
        return rule === null ? '' : rule.endsWith('own-unit') ? 'propria unità' : '✓';
      }),
    ]);
    expectGenerated('docs/policy.md', 'matrix', markdownTable(head, rows));
  });

  it('shows who may read what', () => {
    const rows = (Object.keys(readings) as Reading[]).map((reading) => [
      `${readingNames[reading].it} (\`${reading}\`)`,
      readings[reading].join(', '),
    ]);
    expectGenerated('docs/policy.md', 'readings', markdownTable(['Lettura', 'Ruoli'], rows));
  });

  it('shows who may keep the service in order', () => {
    const rows = Object.entries(operations).map(([operation, who]) => [operation, who.join(', ')]);
    expectGenerated('docs/policy.md', 'operations', markdownTable(['Operazione', 'Ruoli'], rows));
  });
});

function markdownTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}
