import type { JSX } from 'preact';

/** What is wrong with a field of a form. */
export interface FieldError {
  /** The id of the field. */
  readonly field: string;
  readonly text: string;
}

interface FieldProperties {
  readonly name: string;
  readonly label: string;
  readonly hint?: string;
  readonly errors: readonly FieldError[];
  /** A password, which nobody else should read from the screen. */
  readonly isSecret?: boolean;
  readonly value?: string;
  /** What a browser may fill in (HTML, autofill). */
  readonly autocomplete?: string;
  readonly inputmode?: 'text' | 'numeric';
}

/** A field with its label before it; hint and error are read out with it (WCAG 2.1, 1.3.1 and 3.3.1). */
export function Field(properties: FieldProperties): JSX.Element {
  const { name, label, hint, errors, isSecret = false } = properties;
  const error = errors.find(({ field }) => field === name);
  const described = [hint && `${name}-hint`, error && `${name}-error`].filter(Boolean).join(' ');
  const common: Common = {
    id: name,
    name,
    required: true,
    spellcheck: false,
    autocapitalize: 'none',
    ...(properties.value !== undefined && { value: properties.value }),
    ...(properties.autocomplete !== undefined && { autocomplete: properties.autocomplete }),
    ...(properties.inputmode !== undefined && { inputmode: properties.inputmode }),
    ...(error && { 'aria-invalid': 'true' as const }),
    ...(described !== '' && { 'aria-describedby': described }),
  };
  return (
    <div class={error ? 'field field-wrong' : 'field'}>
      <label for={name}>{label}</label>
      {hint && (
        <p class="hint" id={`${name}-hint`}>
          {hint}
        </p>
      )}
      {error && (
        <p class="field-error" id={`${name}-error`}>
          {error.text}
        </p>
      )}
      <Input {...common} isSecret={isSecret} />
    </div>
  );
}

type Common = Omit<JSX.IntrinsicElements['input'], 'type' | 'list' | 'role'>;

function Input({ isSecret, ...rest }: Common & { readonly isSecret: boolean }): JSX.Element {
  return isSecret ? <input {...rest} type="password" /> : <input {...rest} type="text" />;
}
