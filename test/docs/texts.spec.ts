import { fateOfText, textsTold, verbs, type FateOfText, type Verb } from '#planning';
import { openApiDocument } from '../../apps/server/src/api/openapi.js';
import { expectGenerated } from './generated-part.js';

interface Schema {
  readonly $ref?: string;
  readonly type?: string;
  readonly enum?: readonly unknown[];
  readonly pattern?: string;
  readonly format?: string;
  readonly items?: Schema;
  readonly properties?: Readonly<Record<string, Schema>>;
}

const { schemas } = (
  openApiDocument() as { readonly components: { readonly schemas: Record<string, Schema> } }
).components;

/** What takes these words takes a name and where somebody lives. */
const aPerson = 'Persona che abita in via Roma 1, interno 2';

/** Every place of a request in which somebody could write these words, as a JSON pointer. */
function freeTexts(schema: Schema | undefined, pointer = ''): readonly string[] {
  if (!schema) return [];
  if (schema.$ref !== undefined)
    return freeTexts(schemas[schema.$ref.split('/').at(-1) ?? ''], pointer);
  if (schema.items) return freeTexts(schema.items, `${pointer}/*`);
  if (schema.properties) {
    return Object.entries(schema.properties).flatMap(([name, member]) =>
      freeTexts(member, `${pointer}/${name}`),
    );
  }
  if (schema.type === 'object') return [pointer];
  if (schema.type !== 'string' || schema.enum || schema.format !== undefined) return [];
  return new RegExp(schema.pattern ?? '', 'u').test(aPerson) ? [pointer] : [];
}

/** What comes as a file is told by hand: no schema says what is in it. */
const fieldsOf = ({ name, command, fromFile }: Verb): readonly string[] =>
  fromFile ? textsTold(name) : freeTexts(schemas[command.name]);

const headings: Readonly<Partial<Record<FateOfText, string>>> = {
  sealed: 'sigillato / sealed',
  redactable: 'libero, si oscura / free, can be redacted',
  kept: 'libero, resta / free, stays',
  impersonal: 'non riguarda persone / no place for persons',
  asCorrected: 'come il campo corretto / as the field corrected',
};

describe('Every free text of every verb', () => {
  it.each(verbs)('$name says what it may hold of persons', (verb) => {
    expect(fieldsOf(verb).filter((field) => fateOfText(verb.name, field) === undefined)).toEqual(
      [],
    );
  });

  it.each(verbs)('$name says it of no text that is not there', (verb) => {
    const fields = fieldsOf(verb);
    expect(textsTold(verb.name).filter((field) => !fields.includes(field))).toEqual([]);
  });

  it('is told in docs/decisions/erasure.md', () => {
    const around = ['/reason', '/lateReason'];
    const rows = verbs.flatMap((verb) => {
      const fields = fieldsOf(verb).filter((field) => !around.includes(field));
      const cells = Object.keys(headings).map((fate) =>
        fields
          .filter((field) => fateOfText(verb.name, field) === fate)
          .map((field) => `\`${field}\``)
          .join(' '),
      );
      return fields.length === 0 ? [] : [`| \`${verb.name}\` | ${cells.join(' | ')} |`];
    });
    const columns = ['comando', ...Object.values(headings)];
    expectGenerated(
      'docs/decisions/erasure.md',
      'texts',
      [`| ${columns.join(' | ')} |`, `|${'---|'.repeat(columns.length)}`, ...rows].join('\n'),
    );
  });
});
