import type { RecordedEvent } from '#event-store';

/** Facts that say in their own text why, where others say it around them. */
const saidInText: ReadonlySet<string> = new Set([
  ...['CoProgrammingNotActivated', 'CoProgrammingProposed', 'SchedaReturned', 'ProposalReturned'],
  ...['ReportReturned', 'FinalReportReturned', 'PrescriptionNotAccepted', 'FixesRequested'],
]);

/** Where facts of any type say on what grounds something was done; the first that is there counts. */
const usual = ['reason', 'ground', 'derogation'] as const;

/** The words in the data of a fact that say why, and the JSON pointer to them. */
export interface StatedGrounds {
  readonly pointer: string;
  readonly text: string;
}

/** On what grounds something was done, as far as the data of the fact say; undefined where they do not. */
export function statedGrounds({
  type,
  data,
}: Pick<RecordedEvent, 'type' | 'data'>): StatedGrounds | undefined {
  // A refusal is looked for by its code: its words follow from that.
  const places = type === 'CommandRefused' ? ['code'] : saidInText.has(type) ? ['text'] : usual;
  for (const place of places) {
    const text = data[place];
    if (typeof text === 'string' && text !== '') return { pointer: `/${place}`, text };
  }
  return undefined;
}
