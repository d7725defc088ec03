import type { JSX } from 'preact';
import { factWords } from '#planning';
import type { StateGraph } from '#workflow';
import type { Frame } from '../../frame.js';

/** What a diagram shows, row by row. */
export function StepsTable({
  frame: { words, language },
  graph: { states, steps },
  current,
}: {
  readonly frame: Frame;
  readonly graph: StateGraph;
  readonly current: ReadonlySet<string>;
}): JSX.Element {
  const said = words.diagramPage;
  const names = new Map(states.map((state) => [state.key, state[language]]));
  return (
    <details>
      <summary>{said.twin}</summary>
      <table class="table table-cards">
        <thead>
          <tr>
            <th scope="col">{said.from}</th>
            <th scope="col">{said.by}</th>
            <th scope="col">{said.to}</th>
          </tr>
        </thead>
        <tbody>
          {steps.map(({ from, to, facts }) => (
            <tr key={`${from} ${to}`}>
              <th scope="row">
                {names.get(from)}
                {current.has(from) && ` (${said.here})`}
              </th>
              <td data-label={said.by}>
                {facts.map((fact) => factWords(fact)[language]).join(', ')}
              </td>
              <td data-label={said.to}>{names.get(to)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}
