import type { JSX } from 'preact';

/** What is to be talked about at a meeting, point by point. */
export function AgendaItems({ items }: { readonly items: readonly string[] }): JSX.Element {
  return (
    <ol class="plain-list">
      {items.map((item, index) => (
        <li key={index}>{item}</li>
      ))}
    </ol>
  );
}
