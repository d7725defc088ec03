import type { JSX } from 'preact';
import { dayInWords } from '#calendar';
import type { Json } from '#event-store';
import { forms, valueSets } from '#planning';
import type { Frame } from '../../frame.js';
import { euro } from '../../pieces/euro.js';
import { DocumentFile } from '../../pieces/kept-file.js';
import type { Language, Words } from '../../words/language.js';

/** What the schema of a scheda says of one of its fields; more than this no page reads. */
export interface FieldSchema {
  readonly title?: string;
  readonly type?: string;
  readonly format?: string;
  readonly pattern?: string;
  readonly enum?: readonly string[];
  readonly properties?: Readonly<Record<string, FieldSchema>>;
  readonly items?: FieldSchema;
}

const isDocument = (row: object): row is { readonly title: string; readonly sha256: string } => {
  const { title, sha256 } = row as Readonly<Record<string, unknown>>;
  return typeof title === 'string' && typeof sha256 === 'string';
};

/** The fingerprint of a document, on its own. */
const isFingerprint = ({ pattern }: FieldSchema): boolean =>
  pattern === forms.fingerprint.pattern.source;

const labels = new Map<string, string>(
  Object.values(valueSets).flatMap((set) =>
    Object.entries(set as Readonly<Record<string, string>>),
  ),
);

/** A value of a scheda as a person reads it, whatever kind it is of. */
export function FieldValue({
  value,
  schema,
  words,
  language,
  names,
  frame,
}: {
  readonly value: Json;
  readonly schema: FieldSchema;
  readonly words: Words;
  readonly language: Language;
  /** What is pointed to by an id, by that id. */
  readonly names?: ReadonlyMap<string, string> | undefined;
  /** That of a page of the cycle, where the files of documents are shown that it names. */
  readonly frame?: Frame | undefined;
}): JSX.Element {
  const rest = { words, language, names, frame };
  if (typeof value === 'boolean') return <>{value ? words.scheda.yes : words.scheda.no}</>;
  if (typeof value === 'number') return <>{value.toLocaleString(localeOf(language))}</>;
  if (typeof value === 'string' && frame?.cycleId !== undefined && isFingerprint(schema)) {
    return <DocumentFile frame={frame} cycleId={frame.cycleId} document={{ sha256: value }} />;
  }
  if (typeof value === 'string') {
    return <>{names?.get(value) ?? textOf(value, schema, rest)}</>;
  }
  if (Array.isArray(value)) {
    const items = value as readonly Json[];
    if (items.length > 0 && items.every((item) => typeof item === 'object' && item !== null)) {
      return <ObjectTable rows={items} schema={schema.items ?? {}} {...rest} />;
    }
    return (
      <ul>
        {items.map((item, index) => (
          <li key={index}>
            <FieldValue value={item} schema={schema.items ?? {}} {...rest} />
          </li>
        ))}
      </ul>
    );
  }
  return <ObjectTable rows={[value]} schema={schema} {...rest} />;
}

function ObjectTable({
  rows,
  schema,
  words,
  language,
  names,
  frame,
}: {
  readonly rows: readonly Json[];
  readonly schema: FieldSchema;
  readonly words: Words;
  readonly language: Language;
  readonly names?: ReadonlyMap<string, string> | undefined;
  readonly frame?: Frame | undefined;
}): JSX.Element {
  const objects = rows as readonly Readonly<Record<string, Json>>[];
  const named = words.schedaColumns as Readonly<Record<string, string>>;
  const columns = Object.keys(schema.properties ?? objects[0] ?? {}).filter((column) =>
    objects.some((each) => each[column] !== undefined),
  );
  return (
    <table class="table">
      <thead>
        <tr>
          {columns.map((column) => (
            <th key={column} scope="col">
              {named[column] ?? column}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {objects.map((each, index) => (
          <tr key={index}>
            {columns.map((column) => (
              <td key={column}>
                {frame?.cycleId !== undefined && isDocument(each) && column === 'sha256' ? (
                  <DocumentFile frame={frame} cycleId={frame.cycleId} document={each} />
                ) : (
                  each[column] !== undefined && (
                    <FieldValue
                      value={each[column]}
                      schema={schema.properties?.[column] ?? {}}
                      words={words}
                      language={language}
                      names={names}
                      frame={frame}
                    />
                  )
                )}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function textOf(
  value: string,
  { format, pattern, enum: codes }: FieldSchema,
  { words, language }: { readonly words: Words; readonly language: Language },
): string {
  if (format === 'date') return dayInWords(value, language);
  if (pattern?.includes('\\.[0-9]{2}') === true) return euro(value, language);
  if (codes === undefined) return value;
  const known: Readonly<Record<string, string>> = words.writing.codes;
  return labels.get(value) ?? known[value] ?? value;
}

function localeOf(language: Language): string {
  return language === 'it' ? 'it-IT' : 'en-GB';
}
