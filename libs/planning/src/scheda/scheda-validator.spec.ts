import fc from 'fast-check';
import { schedaValidator } from './scheda-validator.js';
import { schedaSchemaV1 } from './scheda.v1.schema.js';

const check = schedaValidator(schedaSchemaV1);
const properties: Readonly<Record<string, { readonly title: string }>> = schedaSchemaV1.properties;

/** A scheda with all that a submission needs and nothing more. */
const complete = {
  title: 'Trasporto sociale',
  sector: 'SOCIO_SANITARIO',
  holder: 'COMUNE',
  kind: 'NEW',
  needIds: ['N1'],
  description: 'Accompagnamento alle visite',
  indicators: [{ name: 'Persone', target: '100', source: 'Registro' }],
  start: '2024-01-01',
  end: '2024-12-31',
  periodPrecision: 'year',
};
const without = (...fields: readonly string[]): Record<string, unknown> =>
  Object.fromEntries(Object.entries(complete).filter(([field]) => !fields.includes(field)));
const fields = (content: object, stage: 'draft' | 'submitted'): readonly string[] =>
  check({ ...content }, stage).map(({ field }) => field);

describe('A draft', () => {
  it('may lack everything', () => {
    expect(check({}, 'draft')).toEqual([]);
  });

  it.each<[string, string, string, object, string, string]>([
    [
      'a field of its own',
      '/colour',
      'colour',
      { colour: 'red' },
      'campo che lo schema non prevede',
      'not a field of the schema',
    ],
    [
      'a sector of its own',
      '/sector',
      'Settore',
      { sector: 'SPORT' },
      'valore fuori elenco',
      'not one of the listed values',
    ],
    [
      'a title of 201 characters',
      '/title',
      'Titolo',
      { title: 'x'.repeat(201) },
      'testo troppo lungo: al più 200 caratteri',
      'too long: at most 200 characters',
    ],
    [
      'a number for a title',
      '/title',
      'Titolo',
      { title: 7 },
      'tipo sbagliato: atteso string',
      'wrong type: string expected',
    ],
    [
      'a day that the calendar does not have',
      '/start',
      'Inizio',
      { start: '2024-02-30' },
      'deve essere un giorno del calendario, come 2024-02-20',
      'must be a day of the calendar, such as 2024-02-20',
    ],
    [
      'half a person',
      '/expectedRecipients',
      'Destinatari previsti',
      { expectedRecipients: 1.5 },
      'tipo sbagliato: atteso integer',
      'wrong type: integer expected',
    ],
    [
      'an indicator without a target',
      '/indicators/0/target',
      'Indicatori',
      { indicators: [{ name: 'Persone', source: 'Registro' }] },
      'campo da compilare',
      'to be filled in',
    ],
    [
      'a fingerprint of another length',
      '/attachments/0/sha256',
      'Allegati',
      { attachments: [{ title: 'Atto', sha256: 'abc' }] },
      'deve essere un’impronta SHA-256: 64 cifre esadecimali minuscole, come 9f86d081…',
      'must be a SHA-256 fingerprint: 64 small hexadecimal digits, such as 9f86d081…',
    ],
  ])('may not have %s: %s', (_what, field, label, content, it, en) => {
    expect(check({ ...content }, 'draft')).toEqual([{ field, label, it, en }]);
  });

  it.each([
    ['an empty text', ''],
    ['blanks alone', ' \n\t '],
    ['a control sign', 'Trasporto\u0007'],
    ['what turns the words around', 'Trasporto \u202eelaicos'],
    ['half a sign', 'Trasporto \ud83d'],
  ])('may not have %s for a title', (_what, title) => {
    expect(check({ title }, 'draft')).toEqual([
      {
        field: '/title',
        label: 'Titolo',
        it: 'deve dire qualcosa: non bastano spazi, e non può avere segni che non si vedono',
        en: 'must say something: blanks are not enough, and signs that cannot be seen are not allowed',
      },
    ]);
  });

  it('may have whatever a person can read', () => {
    expect(check({ description: 'È già così:\r\n\t«100 %» 🏡' }, 'draft')).toEqual([]);
  });

  it('has words for every form of its schema, and never shows a regular expression', () => {
    const told = check(
      {
        ...{ title: ' ', needIds: ['a b'], start: 'domani' },
        resources: [{ source: 'AUSL', amount: '1,50' }],
        attachments: [{ title: 'Atto', sha256: 'abc' }],
      },
      'draft',
    );
    expect(told).toHaveLength(5);
    for (const { it, en } of told) {
      expect(it).toMatch(/^deve (dire|avere|essere) /);
      expect(en).toMatch(/^must (say|have|be) /);
    }
  });

  it('is told of everything that is wrong at once', () => {
    expect(fields({ colour: 'red', title: '', sector: 'SPORT' }, 'draft')).toHaveLength(3);
  });

  it('counts money in decimal strings with two decimals, never in floats', () => {
    const amount = (value: unknown) => ({ resources: [{ source: 'AUSL', amount: value }] });
    const cents = fc.bigInt({ min: 0n, max: 99_999_999_999_999n });
    fc.assert(
      fc.property(cents, (all) => {
        const text = `${all / 100n}.${String(all % 100n).padStart(2, '0')}`;
        expect(check(amount(text), 'draft')).toEqual([]);
      }),
    );
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (float) => {
        expect(fields(amount(float), 'draft')).toEqual(['/resources/0/amount']);
      }),
    );
  });

  it.each([
    '12',
    '12.5',
    '12.345',
    '012.50',
    '-1.00',
    '1,50',
    '1.000,00',
    '',
    ' 1.00',
    '1e3',
    null,
  ])('does not take %j for money', (amount) => {
    expect(fields({ resources: [{ source: 'AUSL', amount }] }, 'draft')).toEqual([
      '/resources/0/amount',
    ]);
  });

  it('may leave the amount out: unknown is not zero', () => {
    expect(check({ resources: [{ source: 'AUSL' }] }, 'draft')).toEqual([]);
  });
});

describe('A submission', () => {
  it('is complete with these fields', () => {
    expect(check(complete, 'submitted')).toEqual([]);
  });

  it.each(Object.keys(without('needIds', 'indicators')))('needs %s', (field) => {
    const label = properties[field]?.title;
    expect(check(without(field), 'submitted')).toEqual([
      { field: `/${field}`, label, it: 'campo da compilare', en: 'to be filled in' },
    ]);
  });

  it.each([
    ['needIds', 'noNeedReason'],
    ['indicators', 'noIndicatorReason'],
  ])('needs %s, or to say why there is none', (field, reason) => {
    const problem = {
      field: `/${field}`,
      label: properties[field]?.title,
      it: 'compila il campo o di’ perché manca',
      en: 'fill it in or say why it is missing',
    };
    expect(check(without(field), 'submitted')).toEqual([problem]);
    expect(check({ ...complete, [field]: [] }, 'submitted')).toEqual([problem]);
    expect(check({ ...without(field), [reason]: 'Servizio di base' }, 'submitted')).toEqual([]);
    expect(check({ ...complete, [field]: [], [reason]: 'Servizio' }, 'submitted')).toEqual([]);
  });

  it('is told of what is wrong and of what is missing', () => {
    expect([...fields({ ...without('sector'), title: '' }, 'submitted')].sort()).toEqual([
      '/sector',
      '/title',
    ]);
  });

  it('leaves nothing to a draft that would not do as a draft', () => {
    const content = fc.dictionary(
      fc.constantFrom(...Object.keys(complete), 'colour'),
      fc.jsonValue(),
    );
    fc.assert(
      fc.property(content, (each) => {
        const draft = fields(each, 'draft');
        expect(fields({ ...each }, 'submitted')).toEqual(expect.arrayContaining([...draft]));
      }),
    );
  });
});

describe('The validator', () => {
  it('is compiled once for a schema', () => {
    expect(schedaValidator(schedaSchemaV1)).toBe(check);
  });

  it('leaves the content as it was', () => {
    const content = Object.freeze({ ...complete });
    check(content, 'submitted');
    expect(content).toEqual(complete);
  });
});
