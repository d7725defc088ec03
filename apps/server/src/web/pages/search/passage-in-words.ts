import { dayInWords, isDay } from '#calendar';
import { FOUND_FROM, FOUND_TO, poaAnnualeV1, type FoundThing } from '#planning';
import type { Frame } from '../../frame.js';
import { columnLabel, fieldLabel } from '../writing/field-words.js';
import { choiceLabels, fieldsOf } from '../writing/scheda-field.js';

/** What the index puts between two texts of a thing. */
const BETWEEN = ' · ';

/**
 * The words around what was found, as a person says them: the index holds what the facts say, and that is codes and
 * days as programs write them.
 */
export function passageInWords(
  { kind, passage }: Pick<FoundThing, 'kind' | 'passage'>,
  frame: Frame,
): string {
  const codes = kind === 'scheda' ? codesOfSchede(frame) : new Map<string, string>();
  return passage
    .split(BETWEEN)
    .map((text) => {
      const plain = text.replaceAll(FOUND_FROM, '').replaceAll(FOUND_TO, '');
      const marked = (said: string): string =>
        text === plain ? said : FOUND_FROM + said + FOUND_TO;
      // The index gives a piece of all texts: of a day where it ends there is the year, where it begins nothing.
      const year = /^(\d{4})-(?:\d\d-?)?…$/.exec(plain)?.[1];
      if (year !== undefined) return `${marked(year)}…`;
      if (/^…\d\d-\d\d$/.test(plain)) return '…';
      const bare = plain.replaceAll('…', '');
      const said = codes.get(bare) ?? dayOf(bare, frame);
      return said === undefined ? text : plain.replace(bare, () => marked(said));
    })
    .join(BETWEEN);
}

/** A day as a fact has it, or as the index writes it: `2024-01-31`, `31/01/2024`. */
function dayOf(text: string, { language }: Frame): string | undefined {
  const day = /^\d\d\/\d\d\/\d{4}$/.test(text) ? text.split('/').reverse().join('-') : text;
  return isDay(day) ? dayInWords(day, language) : undefined;
}

/** The choices of a scheda by their codes, each with what its field is called. */
function codesOfSchede({ words }: Frame): ReadonlyMap<string, string> {
  const fields = fieldsOf(poaAnnualeV1.documents['schedaSchema'] as object);
  const choices = fields.flatMap((field) => [
    { field, label: fieldLabel(field, words) },
    ...field.columns.map((column) => ({ field: column, label: columnLabel(column, words) })),
  ]);
  return new Map(
    choices.flatMap(({ field, label }) =>
      choiceLabels(field, words.writing.codes).map(([code, said]) => [code, `${label}: ${said}`]),
    ),
  );
}
