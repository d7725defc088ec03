import { caseFileSchema, exportFormats, factsSchema, type ExportFormat } from '#exports';
import { format } from 'prettier';
import { expectGenerated, expectGeneratedPage, pageText } from './generated-part.js';

const formats = Object.entries<ExportFormat>(exportFormats);

describe('The page about exports', () => {
  it('has every format, with what it is and where it is laid down', async () => {
    const head = ['formato', 'che cosa / what', 'file', 'di una zona / of a zone', 'specifica'];
    const rows = formats.map(([name, { title, ending, ofZones, specification }]) =>
      [
        `\`${name}\``,
        `${title.it} / ${title.en}`,
        `\`.${ending}\``,
        ofZones ? 'sì / yes' : 'no',
        specification.startsWith('http') ? `<${specification}>` : `\`${specification}\``,
      ].join(' | '),
    );
    const table = [head.join(' | '), head.map(() => '---').join(' | '), ...rows];
    const text = table.map((row) => `| ${row} |`).join('\n');
    expectGenerated('docs/exports.md', 'formats', await format(text, { parser: 'markdown' }));
  });

  it('says of every format what opens it, and against what it is held', () => {
    const page = pageText('docs/exports.md');
    for (const [name] of formats) expect(page).toMatch(new RegExp(`^\\| \`${name}\` +\\| `, 'm'));
  });

  it.each([
    ['docs/schemas/facts.v1.schema.json', factsSchema],
    ['docs/schemas/fascicolo.v1.schema.json', caseFileSchema],
  ])('publishes %s as the exports keep to it', async (page, schema) => {
    expectGeneratedPage(
      page,
      await format(JSON.stringify(schema), { parser: 'json', printWidth: 100 }),
    );
  });
});
