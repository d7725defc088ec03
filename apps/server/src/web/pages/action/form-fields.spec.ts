import { verbs } from '#planning';
import { wordsIn } from '../../words/words.js';
import { choiceLabelIn, fieldLabelIn } from './field-words.js';
import { fieldsOf, withoutForm, type FormField } from './form-field.js';

const withForm = verbs.filter(({ name }) => !withoutForm.has(name));
const frames = (['it', 'en'] as const).map((language) => ({ language, words: wordsIn(language) }));

/** A field with those within it. */
const whole = (field: FormField): readonly FormField[] => [
  field,
  ...('fields' in field.asked ? field.asked.fields.flatMap(whole) : []),
];

describe('The form of a verb', () => {
  it('is there for every verb but those whose wish is written on a page or in a file', () => {
    expect([...withoutForm].toSorted()).toEqual([
      ...['import-co-design-spreadsheet', 'import-schede', 'import-units', 'revise-scheda'],
    ]);
    expect(withForm.length).toBeGreaterThan(160);
  });

  it.each(withForm.map((verb) => [verb.name, verb] as const))(
    'calls every field and every choice something, in both languages: %s',
    (_, verb) => {
      const fields = fieldsOf(verb).flatMap(whole);
      expect(fields.map(({ name }) => name)).toContain('reason');
      const nameless = fields.flatMap((field) =>
        frames.flatMap((frame) => [
          ...(fieldLabelIn(frame, field) ? [] : [`${field.owner}.${field.name}`]),
          ...('values' in field.asked ? field.asked.values : [])
            .filter((value, _index, values) => !choiceLabelIn(frame, values, value))
            .map((value) => `${field.owner}.${field.name}: ${value}`),
        ]),
      );
      expect(nameless).toEqual([]);
    },
  );

  it('tells what is missing', () => {
    const field = { owner: 'AddUnit', name: 'constructor' };
    expect(frames.map((frame) => fieldLabelIn(frame, field))).toEqual([undefined, undefined]);
    expect(choiceLabelIn({ language: 'it', words: wordsIn('it') }, ['x'], 'x')).toBeUndefined();
  });

  it('calls nothing that is no field', () => {
    const every = withForm.flatMap(fieldsOf).flatMap(whole);
    const known = new Set(every.flatMap(({ owner, name }) => [name, `${owner}.${name}`]));
    const labels = Object.keys(wordsIn('it').fields.labels);
    expect(labels.filter((label) => !known.has(label))).toEqual([]);
  });
});
