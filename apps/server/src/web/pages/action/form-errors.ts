import type { RequestProblem } from '#planning';
import type { Frame } from '../../frame.js';
import type { FieldError } from '../../pieces/field.js';
import { fieldLabelIn } from './field-words.js';
import type { FormField } from './form-field.js';
import { inputId } from './input-id.js';

/** What is wrong at an input. */
export interface FormError extends FieldError {
  /** The same without the name of the field, for beside it. */
  readonly said: string;
}

/**
 * What a verb found wrong, each at the input it is about: of a list in one input, at that input. What is about no
 * input of the form is told of the form as a whole.
 * @param problems each with the JSON pointer of its field: `/attendance/0/unitId`
 */
export function errorsAt(
  fields: readonly FormField[],
  problems: readonly RequestProblem[],
  frame: Frame,
): readonly FormError[] {
  const errors = problems.map(({ field: pointer, it, en }) => {
    const found = inputAt(fields, pointer.split('/').slice(1));
    const said = frame.language === 'it' ? it : en.slice(en.indexOf(' ') + 1);
    const label = found && fieldLabelIn(frame, found.field);
    return { field: inputId(found?.name ?? ''), text: label ? `${label}: ${said}` : said, said };
  });
  return [...new Map(errors.map((error) => [error.field, error])).values()];
}

interface Found {
  readonly field: FormField;
  readonly name: string;
}

function inputAt(
  fields: readonly FormField[],
  [first, ...rest]: readonly string[],
  before = '',
): Found | undefined {
  const field = fields.find(({ name }) => name === first);
  if (!field) return undefined;
  const { asked } = field;
  const here = { field, name: before + field.name };
  if (asked.kind === 'group') return inputAt(asked.fields, rest, `${here.name}.`) ?? here;
  if (asked.kind !== 'groups') return here;
  const [row, ...within] = rest;
  const inRow =
    row === undefined ? undefined : inputAt(asked.fields, within, `${here.name}.${row}.`);
  return inRow ?? here;
}
