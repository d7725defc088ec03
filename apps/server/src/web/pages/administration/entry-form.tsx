import type { JSX } from 'preact';
import type { ListedPerson } from '#people';
import { HiddenMarks } from '../../commands/form-marks.js';
import type { Frame } from '../../frame.js';
import type { FieldError } from '../../pieces/field.js';

/** The fields of an entry of the directory, by their names. */
const fields = ['personId', 'name', 'email', 'pec', 'note'] as const;
type EntryField = (typeof fields)[number];

/** What stands in a form for an entry, and what is wrong with it. */
export interface EntryState {
  readonly typed: Readonly<Record<EntryField, string>>;
  readonly errors: readonly FieldError[];
}

/** The form as it stands for an entry; empty for a new one. */
export function stateOfEntry(entry: Partial<ListedPerson> = {}): EntryState {
  const { personId = '', name = '', email = '', pec = '', note = '' } = entry;
  return { typed: { personId, name, email, pec, note }, errors: [] };
}

/** What was typed, without what surrounds it. */
export function entryTyped(form: URLSearchParams): EntryState['typed'] {
  const typed = (field: EntryField): string => (form.get(field) ?? '').trim();
  return {
    ...{ personId: typed('personId'), name: typed('name'), email: typed('email') },
    ...{ pec: typed('pec'), note: typed('note') },
  };
}

/** An entry as the directory asks for it: what is empty is not known. */
export function entryIn({ name, email, pec, note }: EntryState['typed']): object {
  return {
    name,
    ...(email !== '' && { email }),
    ...(pec !== '' && { pec }),
    ...(note !== '' && { note }),
  };
}

/** The form of an entry of the directory. */
export function EntryForm({
  frame,
  state: { typed, errors },
  action,
  isNew = false,
}: {
  readonly frame: Frame;
  readonly state: EntryState;
  readonly action: string;
  /** Whether the id is still to be chosen: it never changes. */
  readonly isNew?: boolean;
}): JSX.Element {
  const { words, self } = frame;
  const said = words.administration;
  const labels: Readonly<Record<EntryField, string>> = {
    personId: said.people.personId,
    name: said.name,
    email: said.people.email,
    pec: said.people.pec,
    note: said.people.note,
  };
  return (
    <form method="post" action={action} novalidate class="narrow">
      <HiddenMarks madeBy={self?.personId} />
      {fields
        .filter((field) => isNew || field !== 'personId')
        .map((field) => {
          const isNeeded = field === 'personId' || field === 'name';
          const hint = field === 'personId' ? said.people.personIdHint : undefined;
          const error = errors.find((each) => each.field === field);
          const described = [hint && `${field}-hint`, error && `${field}-error`]
            .filter(Boolean)
            .join(' ');
          return (
            <div key={field} class={error ? 'field field-wrong' : 'field'}>
              <label for={field}>
                {labels[field]}
                {!isNeeded && ` (${said.people.optional})`}
              </label>
              {hint !== undefined && (
                <p class="hint" id={`${field}-hint`}>
                  {hint}
                </p>
              )}
              {error && (
                <p class="field-error" id={`${field}-error`}>
                  {error.text}
                </p>
              )}
              <input
                id={field}
                name={field}
                type="text"
                inputmode={field === 'email' || field === 'pec' ? 'email' : 'text'}
                value={typed[field]}
                autocomplete="off"
                {...(isNeeded && { required: true })}
                {...(error && { 'aria-invalid': 'true' as const })}
                {...(described !== '' && { 'aria-describedby': described })}
              />
            </div>
          );
        })}
      <button type="submit" class="button">
        {said.people.save}
      </button>
    </form>
  );
}
