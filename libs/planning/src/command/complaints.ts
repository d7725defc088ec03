import type { ValidationError } from 'class-validator';

/** What is wrong with a field, for a person to read: a sentence that goes on after the field's name. */
export interface Complaint {
  readonly it: string;
  readonly en: string;
}

/** The numbers and the list of values in an English sentence of class-validator. */
interface Said {
  readonly numbers: readonly string[];
  readonly values: string;
}

/** The constraints of our requests, by the names class-validator gives them. */
const sentences: Readonly<Record<string, (said: Said, en: string) => string>> = {
  arrayMaxSize: ({ numbers }) => `deve avere al massimo ${numbers[0]} elementi`,
  arrayMinSize: ({ numbers }) => `deve avere almeno ${numbers[0]} elementi`,
  arrayUnique: () => 'non deve ripetere lo stesso elemento',
  equals: (_said, en) => `deve essere ${en.slice(en.indexOf('equal to ') + 'equal to '.length)}`,
  isAlone: () => 'non può stare insieme a un altro momento: indicane uno solo',
  isArray: () => 'deve essere un elenco',
  isBoolean: () => 'deve essere vero o falso (true, false)',
  isIn: ({ values }) => `deve essere uno di questi valori: ${values}`,
  isInstant: () => 'deve essere un istante, come 2024-03-20T12:00:00+01:00',
  isInt: () => 'deve essere un numero intero',
  isIso8601: () => 'deve essere un giorno del calendario, come 2024-02-20',
  isLength: ({ numbers: [first, second] }, en) => {
    if (second !== undefined) return `deve avere da ${first} a ${second} caratteri`;
    return `deve avere ${en.includes('longer') ? 'almeno' : 'al massimo'} ${first} caratteri`;
  },
  isNotIn: () => 'è un nome riservato: scegline un altro',
  isObject: () => 'deve essere un oggetto',
  isString: () => 'deve essere un testo',
  isUrl: () => 'deve essere un indirizzo web completo, come https://www.example.org/avviso',
  max: ({ numbers }) => `non deve essere più di ${numbers[0]}`,
  min: ({ numbers }) => `non deve essere meno di ${numbers[0]}`,
  nestedValidation: () => 'deve essere un oggetto, o un elenco di oggetti',
  unknownValue: () => 'non è una richiesta',
  whitelistValidation: () => 'non è previsto: va tolto',
};

/** The constraints that have an Italian sentence; a test holds this list against the requests. */
export const knownConstraints: ReadonlySet<string> = new Set(Object.keys(sentences));

/** What a value is comes before how much of it there is: nobody asks how large a text is. */
const kindsFirst = ['isObject', 'isArray', 'isString', 'isInt', 'isBoolean'];

/** The one thing to tell of a field that class-validator found wrong; undefined where only its fields are. */
export function complaintAbout({
  property,
  value,
  constraints = {},
  contexts,
}: ValidationError): Complaint | undefined {
  const names = Object.keys(constraints);
  const name = kindsFirst.find((kind) => names.includes(kind)) ?? names[0];
  if (name === undefined) return undefined;
  if (value === undefined && !unasked.has(name)) {
    return { it: 'manca: è obbligatorio', en: `${property} is missing` };
  }
  // What `HasForm` has put there.
  const words = contexts?.[name] as Pick<Complaint, 'it'> | undefined;
  return complaint(property, name, constraints[name] ?? '', words);
}

/** What class-validator says of fields that nobody asked for: none of them is missing. */
const unasked: ReadonlySet<string> = new Set(['unknownValue', 'whitelistValidation']);

/**
 * A complaint of class-validator in both languages.
 * @param constraint its name: `isLength`
 * @param en its sentence: `title must be longer than or equal to 1 and shorter than or equal to 300 characters`
 * @param words what a form has in Italian (`HasForm`)
 */
export function complaint(
  property: string,
  constraint: string,
  en: string,
  words?: Pick<Complaint, 'it'>,
): Complaint {
  const each = en.startsWith('each value in ');
  const afterName = en.slice(en.indexOf(property) + property.length);
  const said = {
    numbers: afterName.match(/-?\d+/g) ?? [],
    values: afterName.slice(afterName.indexOf(': ') + 2),
  };
  const it = words?.it ?? sentences[constraint]?.(said, afterName) ?? 'non è valido';
  return { it: each ? `in ogni elemento: ${it}` : it, en };
}
