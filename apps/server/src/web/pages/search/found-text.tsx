import type { JSX } from 'preact';
import { FOUND_FROM, FOUND_TO } from '#planning';

/** A text in which what was looked for is marked. */
export function FoundText({ text }: { readonly text: string }): JSX.Element {
  return (
    <>
      {text.split(FOUND_FROM).map((part, index) => {
        const end = index === 0 ? -1 : part.indexOf(FOUND_TO);
        return (
          <>
            {end >= 0 && <mark>{part.slice(0, end)}</mark>}
            {part.slice(end + 1)}
          </>
        );
      })}
    </>
  );
}
