import type { SchedaProblem } from '#planning';
import type { FieldError } from '../../pieces/field.js';
import { columnLabel, fieldLabel } from './field-words.js';
import { idOfFault, type FaultOfField } from './save-scheda.js';
import type { SchedaInWriting } from './scheda-in-writing.js';

type Opened = Pick<SchedaInWriting, 'frame' | 'fields'>;

/** What is wrong with the fields of a form, each to be said beside it. */
export function errorsOf(faults: readonly FaultOfField[], opened: Opened): readonly FieldError[] {
  const { words, language } = opened.frame;
  return faults.map((fault) => {
    const problem = 'id' in fault ? words.writing.problems[fault.what] : fault[language];
    const id = idOfFault(fault);
    return { field: id, text: words.writing.problemIn(placeOf(id, opened), problem) };
  });
}

/** What is to be mended before a scheda can be submitted, with the field it is about. */
export function problemInWords(problem: SchedaProblem, opened: Opened): string {
  return errorsOf([problem], opened)[0]?.text ?? '';
}

/** `Indicatori, riga 1, Valore atteso` of `indicators.0.target`. */
function placeOf(id: string, { frame: { words }, fields }: Opened): string {
  const [name = '', row, columnName] = id.split('.');
  const field = fields.find((each) => each.name === name);
  if (!field) return name;
  const label = fieldLabel(field, words);
  if (row === undefined) return label;
  const column = field.columns.find((each) => each.name === columnName);
  const place = words.writing.row(Number(row) + 1).toLowerCase();
  return column
    ? `${label}, ${words.writing.inRow(Number(row) + 1, columnLabel(column, words))}`
    : `${label}, ${place}`;
}
