import { roleNames, type Role } from '#people';
import { organisationValueSets, valueSets } from '#planning';
import type { Frame } from '../../frame.js';
import type { FormField } from './form-field.js';

/** What a field is called; undefined where nobody has said so. */
export function fieldLabelIn(
  { words }: Pick<Frame, 'words'>,
  { owner, name }: Pick<FormField, 'owner' | 'name'>,
): string | undefined {
  const labels: Readonly<Record<string, string>> = words.fields.labels;
  return [`${owner}.${name}`, name]
    .filter((key) => Object.hasOwn(labels, key))
    .map((key) => labels[key])[0];
}

/** What a choice is called; undefined where nobody has said so. @param values all there are in its place */
export function choiceLabelIn(
  { words, language }: Pick<Frame, 'words' | 'language'>,
  values: readonly string[],
  value: string,
): string | undefined {
  if (values.every((each) => Object.hasOwn(roleNames, each))) {
    return roleNames[value as Role][language];
  }
  const sets: readonly Readonly<Record<string, string>>[] = [
    ...Object.values(valueSets),
    ...Object.values(organisationValueSets),
  ];
  const set = sets.find((each) => values.every((code) => Object.hasOwn(each, code)));
  if (set) return set[value];
  const choices: Readonly<Record<string, string>> = words.fields.choices;
  return Object.hasOwn(choices, value) ? choices[value] : undefined;
}
