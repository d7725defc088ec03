import type { ComponentChildren, JSX } from 'preact';

/** A line of what is known. */
export function Line({
  term,
  children,
}: {
  readonly term: string;
  readonly children: ComponentChildren;
}): JSX.Element {
  return (
    <>
      <dt>{term}</dt>
      <dd>{children}</dd>
    </>
  );
}
