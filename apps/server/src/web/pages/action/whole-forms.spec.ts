import { plainToInstance } from 'class-transformer';
import { validateSync, type ValidationError } from 'class-validator';
import { verbs } from '#planning';
import { fieldsOf, withoutForm, type FormField } from './form-field.js';
import { readFields } from './typed.js';

/** What somebody types who fills in everything, by what a field asks for. */
const byKind: Readonly<Record<FormField['asked']['kind'], string>> = {
  ...{ text: 'Testo', long: 'Testo\nlungo', lines: 'Uno\r\nDue', numbers: '16 17' },
  ...{ day: '2024-02-20', time: '09:30', address: 'https://www.example.org/avviso' },
  ...{ number: '2', amount: '1.461.245,9', decimal: '12,5', yesNo: 'false', tick: 'true' },
  ...{ fingerprint: 'a'.repeat(64), reference: 'anziani', references: 'anziani' },
  ...{ choice: '', choices: '', group: '', groups: '' },
};

/** Of what has a form of its own. */
const byName: Readonly<Record<string, string>> = {
  ...{ year: '2024', fromYear: '2024', toYear: '2024' },
  ...{ mediaType: 'application/pdf', field: '/title', pointer: '/data/text' },
  'ProtocolRequest.number': '0012345',
  'PeriodRequest.from': '2024-02-20',
  'PeriodRequest.to': '2024-02-20',
  'AddUnit.unitId': 'anziani',
};

function typedFor(fields: readonly FormField[], before = ''): (readonly [string, string[]])[] {
  return fields.flatMap(({ owner, name, asked }) => {
    const key = before + name;
    if (asked.kind === 'group') return typedFor(asked.fields, `${key}.`);
    if (asked.kind === 'groups') return typedFor(asked.fields, `${key}.3.`);
    const chosen = 'values' in asked ? (asked.values[0] ?? '') : byKind[asked.kind];
    return [[key, [byName[`${owner}.${name}`] ?? byName[name] ?? chosen]]] as const;
  });
}

const wrong = (errors: readonly ValidationError[], before = ''): readonly string[] =>
  errors.flatMap(({ property, constraints = {}, children = [] }) => [
    ...Object.values(constraints).map((said) => `${before}${property}: ${said}`),
    ...wrong(children, `${before}${property}/`),
  ]);

describe('A form in which everything is filled in', () => {
  it.each(
    verbs.filter(({ name }) => !withoutForm.has(name)).map((verb) => [verb.name, verb] as const),
  )('is a request that the verb takes: %s', (_, verb) => {
    const fields = fieldsOf(verb);
    const { wish, typed } = readFields(fields, new Map(typedFor(fields)));
    const command = plainToInstance(verb.command, wish);
    const errors = validateSync(command, { whitelist: true, forbidNonWhitelisted: true });
    expect(wrong(errors)).toEqual([]);
    expect(Object.keys(wish).toSorted()).toEqual(fields.map(({ name }) => name).toSorted());
    // Rows move up to where the verb counts them, and are found there when the form is shown again.
    expect([...typed.keys()].filter((name) => name.includes('.3.'))).toEqual([]);
    expect(readFields(fields, typed)).toEqual({ wish, typed });
  });
});
