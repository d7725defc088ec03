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
  matches: () => 'non ha la forma prevista',
  max: ({ numbers }) => `non deve essere più di ${numbers[0]}`,
  min: ({ numbers }) => `non deve essere meno di ${numbers[0]}`,
  nestedValidation: () => 'deve essere un oggetto, o un elenco di oggetti',
  unknownValue: () => 'non è una richiesta',
  whitelistValidation: () => 'non è previsto: va tolto',
};

/** The constraints that have an Italian sentence; a test holds this list against the requests. */
export const knownConstraints: ReadonlySet<string> = new Set(Object.keys(sentences));

/**
 * A complaint of class-validator in both languages.
 * @param constraint its name: `isLength`
 * @param en its sentence: `title must be longer than or equal to 1 and shorter than or equal to 300 characters`
 */
export function complaint(property: string, constraint: string, en: string): Complaint {
  const each = en.startsWith('each value in ');
  const afterName = en.slice(en.indexOf(property) + property.length);
  const said = {
    numbers: afterName.match(/-?\d+/g) ?? [],
    values: afterName.slice(afterName.indexOf(': ') + 2),
  };
  const it = sentences[constraint]?.(said, afterName) ?? 'non è valido';
  return { it: each ? `in ogni elemento: ${it}` : it, en };
}
