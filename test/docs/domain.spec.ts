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
import { roleNames } from '#people';
import { routePolicies } from '../../apps/server/src/http/route-policy.js';
import { diagram, tableText, Workflows, type DefinitionReference } from '#workflow';
import { expectGenerated, expectGeneratedPage, pagesIn } from './generated-part.js';

const workflows = new Workflows(definitions, sha256);

const pageOf = ({ id, version }: DefinitionReference): string => `${id}.v${version}.md`;

describe('docs/machines', () => {
  it.each(workflows.all.map((workflow) => [workflow.reference.id, workflow] as const))(
    'shows the machines of %s as they are',
    (_id, { definition, reference }) => {
      const { root, parts, title } = definition;
      const machines = [root, ...Object.values(parts).map((part) => part.machine)];
      const text = machines.flatMap((machine) => [
        `## ${machine.id}`,
        ['```mermaid', diagram(machine).trim(), '```'].join('\n'),
        '<details><summary>La stessa macchina come tabella</summary>',
        tableText(machine).trim(),
        '</details>',
      ]);
      const head = [
        `# ${title.it} (\`${reference.id}\` v${reference.version})`,
        'Written by a test from the machines themselves (`UPDATE_DOCS=1 npm test -- test/docs`).',
        `Digest: \`${reference.digest}\``,
      ];
      expectGeneratedPage(
        `docs/machines/${pageOf(reference)}`,
        `${[...head, ...text].join('\n\n')}\n`,
      );
    },
  );

  it('has a page for each definition, and no other', () => {
    const pages = workflows.all.map(({ reference }) => pageOf(reference));
    expect(pagesIn('docs/machines')).toEqual(pages.sort());
  });
});

describe('docs/policy.md', () => {
  it('shows who may do what, by the rules in force', () => {
    const names = Object.keys(roleNames) as (keyof typeof roleNames)[];
    const head = ['Comando', 'Decisivo', ...names];
    const rows = policyMatrix(verbs).map(({ verb, title, decisive, rules }) => [
      `${title} (\`${verb}\`)`,
      decisive ? 'sì' : '',
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

  it('shows by which rule each address is open, and to whom', () => {
    const head = ['Indirizzo', 'Regola', 'Ruoli'];
    const rows = routePolicies().map(({ route, rule, rules }) => {
      const who = Object.entries(rules).flatMap(([role, by]) => (by === null ? [] : [role]));
      const isOfRoles = /^(read|operate)\//.test(rule);
      return [`\`${route}\``, `\`${rule}\``, isOfRoles ? who.join(', ') : ''];
    });
    expectGenerated('docs/policy.md', 'routes', markdownTable(head, rows));
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
