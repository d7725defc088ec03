import { auditQuestion, auditQuestions } from '#audit';
import { definitions, verbByName } from '#planning';
import { officeFunctions, type ServedBy } from '../../apps/server/src/api/office-functions.js';
import { queries } from '../../apps/server/src/api/openapi.queries.js';
import { expectGenerated, expectGeneratedPage, pageText } from './generated-part.js';

const isQuery = (path: string): boolean => queries.some((query) => query.path === path);
const isDefinition = (id: string): boolean => definitions.some((each) => each.id === id);

/** Whether what is named is there. */
function exists(by: ServedBy): boolean {
  if ('query' in by) return isQuery(by.query);
  if ('verb' in by) return verbByName.has(by.verb);
  return isDefinition(by.definition);
}

describe('The functions of an Ufficio di Piano', () => {
  it('are ten, in their order', () => {
    expect(officeFunctions.map(({ number }) => number)).toEqual(
      Array.from({ length: 10 }, (_, index) => index + 1),
    );
  });

  it.each(officeFunctions)('$number is served by what there is, and by nothing else', ({ by }) => {
    expect(by.filter((each) => !exists(each))).toEqual([]);
  });

  it.each(officeFunctions)('$number says what is missing, unless nothing is', (each) => {
    expect(each.missing !== undefined).toBe(each.served !== 'yes');
    expect(each.by.length > 0).toBe(each.served !== 'no');
  });

  it('are told in docs/functions.md', () => {
    const served = { yes: 'sì', partly: 'in parte', no: 'no' } as const;
    const named = (by: ServedBy): string =>
      'query' in by ? `GET ${by.query}` : 'verb' in by ? by.verb : by.definition;
    const parts = officeFunctions.map(({ number, title, served: how, by, missing }) =>
      [
        `## ${number}. ${title.it}`,
        `${title.en}. Servita / served: **${served[how]}**.`,
        ...(by.length === 0 ? [] : [by.map((each) => `- \`${named(each)}\``).join('\n')]),
        ...(missing ? [`${missing.it} / ${missing.en}`] : []),
      ].join('\n\n'),
    );
    const head = [
      '# The functions of an Ufficio di Piano, and what serves them',
      'Written by a test from the table the API serves under `GET /api/v1/functions` (`UPDATE_DOCS=1 npm test -- test/docs`).',
    ];
    expectGeneratedPage('docs/functions.md', `${[...head, ...parts].join('\n\n')}\n`);
  });
});

describe('docs/audit-questions.md', () => {
  it('lists the questions as the server answers them', () => {
    const rows = auditQuestions.map(
      ({ number, key, text, source }) =>
        `| ${number} | \`${key}\` | ${text.it}<br>${text.en} | ${source} |`,
    );
    const head = [
      '| n. | chiave / key | domanda / question | fonte / source |',
      '|---|---|---|---|',
    ];
    expectGenerated('docs/audit-questions.md', 'questions', [...head, ...rows].join('\n'));
  });

  const page = pageText('docs/audit-questions.md');

  it.each(queries.filter(({ path }) => /\/(reports|schede\/\{schedaId\})\//.test(path)))(
    'or a function of the office says what $path is for',
    ({ path }) => {
      expect(page + pageText('docs/functions.md')).toContain(`GET ${path}\``);
    },
  );

  const quoted = [...page.matchAll(/`([^`]+)`/g)].map(([, words = '']) => words);

  it('answers fifteen questions, each by a query at least', () => {
    const answers = page.split(/^\d+\. /m).slice(1);
    expect(answers).toHaveLength(15);
    for (const answer of answers) expect(answer).toMatch(/`GET \/api\/v1\//);
  });

  it('names only addresses that the server has', () => {
    const addresses = quoted.flatMap((words) => /^GET (\S+)$/.exec(words)?.[1] ?? []);
    expect(addresses.length).toBeGreaterThanOrEqual(15);
    expect(addresses.filter((address) => !isQuery(address))).toEqual([]);
  });

  it('names only commands and definitions that there are', () => {
    const names = quoted.filter((words) => /^[a-z]+(-[a-z]+)+$/.test(words));
    expect(names.length).toBeGreaterThan(1);
    const isKnown = (name: string): boolean =>
      verbByName.has(name) || isDefinition(name) || auditQuestion(name) !== undefined;
    expect(names.filter((name) => !isKnown(name))).toEqual([]);
  });
});
