import { romeDay, romeTime } from '#calendar';
import type { DocumentColumn, DocumentField, PlanDocument } from './document.js';
import { dayText, paragraphOf } from './values.js';

/** A register as it goes into a document. */
export interface DocumentedRegister {
  readonly registerId: string;
  readonly title: string;
  readonly zone: string;
  /** The last fact it rests on. */
  readonly revision: number;
  /** The moment it is of, in milliseconds since 1970 (UTC). */
  readonly atMs: number;
  readonly columns: readonly DocumentColumn[];
  readonly rows: readonly (readonly string[])[];
  /** How many rows the register has in all. */
  readonly total: number;
  /** What the rows are narrowed down by; nothing where they are all there. */
  readonly filters: readonly { readonly label: string; readonly value: string }[];
}

/** The rows of a register as a document with one table: the same rows at the same moment give the same document. */
export function registerDocument({
  registerId,
  title,
  zone,
  revision,
  atMs,
  columns,
  rows,
  total,
  filters,
}: DocumentedRegister): PlanDocument {
  const at = `${dayText(romeDay(atMs))}, ore ${romeTime(atMs)}`;
  const about: readonly (readonly [name: string, text: string])[] = [
    ['Alla data', at],
    ['Righe', rows.length === total ? String(total) : `${rows.length} di ${total}`],
    ...filters.map(({ label, value }) => ['Solo dove', `${label}: ${value}`] as const),
  ];
  return {
    ...{ cycleId: registerId, title, subtitle: `Zona ${zone}`, revision },
    ...{ isFrozen: false, manifestHash: undefined },
    recordedAt: new Date(atMs).toISOString(),
    foot: `Registro fino al fatto n. ${revision}`,
    about: [{ kind: 'fields', fields: about.map(asField) }],
    sections: [
      {
        ...{ id: 'prospetto', level: 2, heading: 'Prospetto' },
        blocks: () =>
          rows.length === 0
            ? [paragraphOf('Nessuna riga è così.')]
            : [{ kind: 'table', caption: title, columns, rows }],
      },
      {
        ...{ id: 'come-e-fatto', level: 2, heading: 'Come è fatto questo documento' },
        blocks: () => [
          paragraphOf(
            `È scritto da Traccia a partire dai fatti registrati del registro ${registerId}, come era alla data indicata. Titolari, soggetti, stati e periodi stanno con le parole della fonte, dove ne ha.`,
          ),
        ],
      },
    ],
  };
}

const asField = ([name, text]: readonly [name: string, text: string]): DocumentField => ({
  name,
  blocks: [paragraphOf(text)],
});
