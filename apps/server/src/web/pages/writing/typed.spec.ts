import fc from 'fast-check';
import { fieldsOf, type SchedaField } from './scheda-field.js';
import { readTyped, sameTyped, typedFrom, typedOf, type TypedField } from './typed.js';

const schema = {
  properties: {
    title: { type: 'string', maxLength: 200 },
    description: { type: 'string', maxLength: 10_000 },
    kind: { enum: ['NEW', 'CARRIED_OVER'] },
    pnrr: { type: 'boolean' },
    start: { type: 'string', format: 'date' },
    expected: { type: 'integer' },
    territory: { type: 'array', items: { type: 'string', maxLength: 200 }, maxItems: 50 },
    resources: {
      type: 'array',
      items: {
        required: ['source'],
        properties: {
          source: { enum: ['AUSL', 'COMUNE'] },
          amount: { type: 'string', pattern: '^(0|[1-9][0-9]{0,11})\\.[0-9]{2}$' },
          note: { type: 'string', maxLength: 500 },
        },
      },
    },
  },
};
const fields = fieldsOf(schema);
const field = (name: string): SchedaField => {
  const found = fields.find((each) => each.name === name);
  if (!found) throw new Error(name);
  return found;
};

const word = fc.stringMatching(/^[a-zà'"<&;=]{1,12}$/);
const line = fc.array(word, { minLength: 1, maxLength: 4 }).map((words) => words.join(' '));
const text = fc.array(line, { minLength: 1, maxLength: 4 }).map((lines) => lines.join('\n'));
const day = fc
  .date({ min: new Date('1990-01-01'), max: new Date('2090-01-01'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));
const amount = fc.tuple(fc.nat(), fc.nat(99)).map(([whole, cents]) => {
  return `${whole}.${String(cents).padStart(2, '0')}`;
});
const content = fc.record(
  {
    ...{ title: line, description: text, kind: fc.constantFrom('NEW', 'CARRIED_OVER') },
    ...{ pnrr: fc.boolean(), start: day, expected: fc.nat() },
    territory: fc.array(line, { minLength: 1, maxLength: 4 }),
    resources: fc.array(
      fc.record(
        { source: fc.constantFrom('AUSL', 'COMUNE'), amount, note: text },
        { requiredKeys: ['source'] },
      ),
      { minLength: 1, maxLength: 3 },
    ),
  },
  { requiredKeys: [] },
);

/** What a browser sends of what stands in a form: every line of a text ends as in the first days of the network. */
function sent({ name }: SchedaField, typed: TypedField): URLSearchParams {
  const form = new URLSearchParams();
  const add = (key: string, value: string): void => {
    form.append(key, value.replaceAll('\n', '\r\n'));
  };
  if (typeof typed === 'string') add(name, typed);
  else
    for (const item of typed) {
      if (typeof item === 'string') add(name, item);
      else for (const [column, value] of Object.entries(item)) add(`${name}.${column}`, value);
    }
  return form;
}

describe('What a scheda says', () => {
  it('comes back as it was from a form that nobody touched', () => {
    fc.assert(
      fc.property(content, (said) => {
        for (const each of fields) {
          const shown = typedOf(said, each);
          const back = typedFrom(sent(each, shown), each);
          expect(sameTyped(back, shown)).toBe(true);
          const value = (said as Readonly<Record<string, unknown>>)[each.name] ?? null;
          expect(readTyped(back, each)).toEqual({ value });
        }
      }),
    );
  });
});

describe('What somebody typed', () => {
  it('is cleared of rows and items in which nothing stands', () => {
    const territory = new URLSearchParams('territory=Cecina&territory=+&territory=Livorno');
    expect(typedFrom(territory, field('territory'))).toEqual(['Cecina', 'Livorno']);
    const rows = new URLSearchParams(
      'resources.source=&resources.amount=&resources.note=' +
        '&resources.source=AUSL&resources.amount=1.461,5&resources.note=',
    );
    const typed = typedFrom(rows, field('resources'));
    expect(readTyped(typed, field('resources'))).toEqual({
      value: [{ source: 'AUSL', amount: '1461.50' }],
    });
  });

  it('that cannot be meant is told by the id of where it stands, and is no value', () => {
    expect(readTyped('domani', field('start'))).toEqual({
      problems: [{ id: 'start', what: 'day' }],
    });
    const rows = [
      { source: 'AUSL', amount: '1', note: '' },
      { source: '', amount: 'tanto', note: '' },
    ];
    expect(readTyped(rows, field('resources'))).toEqual({
      problems: [{ id: 'resources.1.amount', what: 'amount' }],
    });
  });

  it('empties a field where it is nothing', () => {
    for (const [name, typed] of [
      ...[['title', ''] as const, ['start', ''] as const, ['pnrr', ''] as const],
      ...[['territory', []] as const, ['resources', []] as const],
    ]) {
      expect(readTyped(typed, field(name))).toEqual({ value: null });
    }
  });

  it('has the lines of word processors as lines', () => {
    const form = new URLSearchParams([['description', 'uno\u000bdue\u2029tre\r\nquattro ']]);
    expect(typedFrom(form, field('description'))).toBe('uno\ndue\ntre\nquattro');
  });
});
