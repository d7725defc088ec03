import type { JSX } from 'preact';
import type { Frame } from '../../frame.js';
import type { FileFault } from './trial.js';

/** What is wrong, each with its place and with what to do about it. */
export function FaultList({
  frame: { words, language },
  faults,
}: {
  readonly frame: Frame;
  readonly faults: readonly FileFault[];
}): JSX.Element {
  const said = words.importing;
  return (
    <ul class="import-faults">
      {faults.map(({ row, title, address, problem, remedy }, index) => (
        <li key={index}>
          {(address ?? row) !== undefined && (
            <strong>
              {address === undefined ? said.row(row ?? 0) : said.cell(address)}
              {title === undefined ? '' : ` · ${title}`}:{' '}
            </strong>
          )}
          {problem[language]} {remedy[language]}
        </li>
      ))}
    </ul>
  );
}
