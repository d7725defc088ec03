/** HTML in which every text was escaped. Only `markup` makes it, so that no text of a person can become an element. */
export class Markup {
  private constructor(readonly html: string) {}

  /** The tag `markup`: what stands in the template is HTML, what is put into it is text, or HTML made in the same way. */
  static of(parts: TemplateStringsArray, ...values: readonly MarkupValue[]): Markup {
    return new Markup(
      parts
        .map((part, index) => (index === 0 ? '' : htmlOf(values[index - 1] ?? '')) + part)
        .join(''),
    );
  }
}

type MarkupValue = string | Markup | readonly Markup[];

export const markup = (parts: TemplateStringsArray, ...values: readonly MarkupValue[]): Markup =>
  Markup.of(parts, ...values);

function htmlOf(value: MarkupValue): string {
  if (typeof value === 'string')
    return value.replaceAll(/[&<>"']/gu, (character) => `&#${character.charCodeAt(0)};`);
  return value instanceof Markup ? value.html : value.map(({ html }) => html).join('');
}
