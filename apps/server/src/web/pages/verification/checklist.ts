import type { valueSets } from '#planning';
import type { Words } from '../../words/language.js';

type ReturnReason = keyof typeof valueSets.returnReasons;
type ItemId = keyof Words['verification']['items'];

/** Something whoever checks a scheda looks at. */
export interface ChecklistItem {
  readonly id: ItemId;
  /** Why the scheda goes back where the answer is no. */
  readonly reason: ReturnReason;
  /** The fields of the sheet it is about. */
  readonly fields: readonly string[];
  /** What it rests on, where a norm says so. */
  readonly law?: string;
}

/** What is looked at. The domain knows the reasons of a return and nothing of this list: only what goes back is kept. */
export const checklist: readonly ChecklistItem[] = [
  { id: 'attivita', reason: 'TEXT', fields: ['title', 'description'] },
  { id: 'programma', reason: 'WRONG_PROGRAMME', fields: [], law: 'DGRT 1237/2023' },
  {
    ...{ id: 'bisogno', reason: 'NOT_TIED_TO_NEED', law: 'DGRT 1237/2023' },
    fields: ['needIds', 'noNeedReason'],
  },
  { id: 'obiettivi', reason: 'TEXT', fields: ['specificGoals', 'pssirReferences'] },
  {
    ...{ id: 'destinatari', reason: 'INCOMPLETE' },
    fields: ['recipients', 'expectedRecipients', 'territory'],
  },
  {
    ...{ id: 'indicatori', reason: 'NO_INDICATOR', law: 'DGRT 1237/2023' },
    fields: ['indicators', 'noIndicatorReason'],
  },
  { id: 'risorse', reason: 'RESOURCES_UNCLEAR', fields: ['resources'], law: 'DGRT 1237/2023' },
  { id: 'tempi', reason: 'INCOMPLETE', fields: ['start', 'end', 'periodPrecision'] },
  { id: 'titolare', reason: 'INCOMPLETE', fields: ['holder', 'sector', 'kind'] },
  {
    ...{ id: 'coprogettazione', reason: 'INCOMPLETE', law: 'd.lgs. 117/2017 art. 55' },
    fields: ['partners', 'coDesignIds'],
  },
  {
    ...{ id: 'pnrr', reason: 'INCOMPLETE', law: 'L. 3/2003 art. 11' },
    fields: ['pnrr', 'fundedProjectIds'],
  },
  { id: 'doppione', reason: 'DUPLICATE', fields: [] },
];

export const answers = ['si', 'no', 'na'] as const;
type ChecklistAnswer = (typeof answers)[number];

/** What somebody has answered so far, as it was typed. */
export interface Checked {
  readonly answerTo: Readonly<Partial<Record<string, ChecklistAnswer>>>;
  readonly noteOn: Readonly<Partial<Record<string, string>>>;
  /** What else to tell the unit. */
  readonly more: string;
  /** By when, as it was typed. */
  readonly due: string;
}

export const nothingChecked: Checked = { answerTo: {}, noteOn: {}, more: '', due: '' };

/** The names of the fields of an item in a form. */
export const answerField = (id: string): string => `voce-${id}`;
export const noteField = (id: string): string => `nota-${id}`;

/** @param isRestYes that what was not answered is all right */
export function checkedIn(form: URLSearchParams, isRestYes: boolean): Checked {
  const answerTo: Partial<Record<string, ChecklistAnswer>> = {};
  const noteOn: Partial<Record<string, string>> = {};
  for (const { id } of checklist) {
    const said = answers.find((answer) => answer === form.get(answerField(id)));
    const answer = said ?? (isRestYes ? 'si' : undefined);
    if (answer !== undefined) answerTo[id] = answer;
    noteOn[id] = (form.get(noteField(id)) ?? '').trim();
  }
  return {
    ...{ answerTo, noteOn },
    more: (form.get('altro') ?? '').trim(),
    due: (form.get('entro') ?? '').trim(),
  };
}

/** The items that were answered so, in the order of the list; undefined for those not answered. */
export function answered(
  { answerTo }: Checked,
  answer: ChecklistAnswer | undefined,
): readonly ChecklistItem[] {
  return checklist.filter(({ id }) => answerTo[id] === answer);
}

/** Why the scheda goes back and what is to be mended, in words; undefined where nothing is wrong with it. */
export function noteOf(
  checked: Checked,
  { verification: { items } }: Words,
): { readonly reasons: readonly ReturnReason[]; readonly text: string } | undefined {
  const wrong = answered(checked, 'no');
  const lines = wrong.map(({ id }) => {
    const note = checked.noteOn[id] ?? '';
    return note === '' ? `– ${items[id]}: no` : `– ${items[id]}: ${note}`;
  });
  const text = [...lines, ...(checked.more === '' ? [] : [checked.more])].join('\n');
  if (text === '') return undefined;
  const reasons = new Set(wrong.map(({ reason }) => reason));
  return { reasons: reasons.size === 0 ? ['OTHER'] : [...reasons], text };
}
