import { freeTextsOf } from '../correction/free-texts.js';
import { verbByName } from '../verbs.js';
import { personalFieldsOf } from './personal-fields.js';
import { fateOfText, textsTold, verbsWithTexts, type FateOfText } from './texts-of-verbs.js';

/** The last member that has a name: of a list, that of the list. */
const nameIn = (pointer: string): string | undefined =>
  pointer.split('/').findLast((member) => member !== '*');

/** Where the fields of a request that go by another name in the facts they become. */
const otherNames: Readonly<Record<string, string>> = {
  'rename-unit /name': 'newName',
  'revise-scheda /changes': 'description',
  'import-schede /rows': 'description',
  'import-co-design-spreadsheet /rows': 'activity',
  'import-units /rows': 'name',
};

const told = (fate: FateOfText): readonly (readonly [verb: string, pointer: string])[] =>
  verbsWithTexts.flatMap((verb) =>
    textsTold(verb).flatMap((pointer) =>
      fateOfText(verb, pointer) === fate ? [[verb, pointer] as const] : [],
    ),
  );

/** The names under which texts of these kinds stand in the facts of a verb. */
const namesIn = (verb: string, of: (factType: string) => readonly string[]) =>
  (verbByName.get(verb)?.facts ?? []).flatMap(of).map(nameIn);

describe('What is said of the texts of a verb', () => {
  it.each(verbsWithTexts)('is said of one that there is: %s', (verb) => {
    expect(verbByName.has(verb)).toBe(true);
  });

  it.each(told('redactable'))(
    'holds: in what becomes of %s %s it can be redacted',
    (verb, pointer) => {
      const name = otherNames[`${verb} ${pointer}`] ?? nameIn(pointer);
      expect(namesIn(verb, freeTextsOf)).toContain(name);
    },
  );

  it.each(told('sealed'))('holds: in what becomes of %s %s it is sealed', (verb, pointer) => {
    expect(namesIn(verb, personalFieldsOf)).toContain(nameIn(pointer));
  });

  it.each([...told('impersonal'), ...told('kept')])(
    'holds: what becomes of %s %s is not sealed',
    (verb, pointer) => {
      expect(namesIn(verb, personalFieldsOf)).not.toContain(nameIn(pointer));
    },
  );

  it('is nothing where nobody has said anything', () => {
    expect(fateOfText('request-fixes', '/text')).toBe('redactable');
    expect(fateOfText('request-fixes', '/reason')).toBe('redactable');
    expect(fateOfText('request-fixes', '/note')).toBeUndefined();
    expect(fateOfText('ask-the-oracle', '/text')).toBeUndefined();
  });
});
