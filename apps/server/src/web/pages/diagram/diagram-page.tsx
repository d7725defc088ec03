import type { JSX } from 'preact';
import { factWords, type CycleLife } from '#planning';
import type { Frame } from '../../frame.js';
import { Page } from '../../pieces/page.js';
import { cycleCrumb } from '../cycle/cycle-address.js';
import type { DrawnMachine } from './diagrams.js';
import { StateDiagram } from './state-diagram.js';
import { StepsTable } from './steps-table.js';
import type { WayOut } from './ways-out.js';

/** A machine as it is drawn, with where something stands in it. */
export interface ShownMachine {
  readonly drawn: DrawnMachine;
  readonly current: ReadonlySet<string>;
  readonly counts?: ReadonlyMap<string, number>;
}

/** The way of a cycle and that of a scheda, with where they stand. */
export function DiagramPage({
  frame,
  life,
  cycle,
  scheda,
  ofScheda,
}: {
  readonly frame: Frame;
  readonly life: Readonly<CycleLife>;
  readonly cycle: ShownMachine;
  readonly scheda: ShownMachine;
  /** The code of the scheda that is shown; undefined for all of them. */
  readonly ofScheda: string | undefined;
}): JSX.Element {
  const { words } = frame;
  const said = words.diagramPage;
  return (
    <Page
      frame={frame}
      title={said.title}
      crumbs={[{ label: words.desk.title, address: '/' }, cycleCrumb(frame, life.data)]}
    >
      <p class="lead">{said.lead}</p>{' '}
      <Machine frame={frame} id="cycle" title={said.ofCycle} machine={cycle} />
      <Machine
        frame={frame}
        id="scheda"
        title={ofScheda === undefined ? said.ofScheda : said.ofThisScheda(ofScheda)}
        machine={scheda}
      />
    </Page>
  );
}

/** A machine under its title: the picture, what can happen in many of its states, and its table. */
export function Machine({
  frame,
  id,
  title,
  machine: { drawn, current, counts },
}: {
  readonly frame: Frame;
  readonly id: string;
  readonly title: string;
  readonly machine: ShownMachine;
}): JSX.Element {
  const { words, language } = frame;
  const said = words.diagramPage;
  const { graph, picture, waysOut } = drawn;
  const now = graph.states.filter(({ key }) => current.has(key)).map((state) => state[language]);
  return (
    <div>
      <h2 id={`${id}-heading`}>{title}</h2>
      {now.length > 0 && <p>{said.now(now.join(', '))}</p>}
      <div class="diagram-frame" role="region" aria-labelledby={`${id}-heading`} tabIndex={0}>
        <StateDiagram
          id={id}
          title={title}
          description={`${said.steps(graph.states.length, graph.steps.length)}. ${
            now.length > 0 ? said.now(now.join(', ')) : ''
          }`}
          picture={picture}
          current={current}
          {...(counts && { counts })}
        />
      </div>
      <WaysOut frame={frame} waysOut={waysOut} current={current} counts={counts} />
      <StepsTable frame={frame} graph={graph} current={current} />
    </div>
  );
}

/** What can happen in many states, in words; where something stands there, it says so. */
function WaysOut({
  frame: { words, language },
  waysOut,
  current,
  counts,
}: {
  readonly frame: Frame;
  readonly waysOut: readonly WayOut[];
  readonly current: ReadonlySet<string>;
  readonly counts: ReadonlyMap<string, number> | undefined;
}): JSX.Element | null {
  const said = words.diagramPage;
  if (waysOut.length === 0) return null;
  return (
    <>
      <p>{said.waysOut}</p>
      <ul>
        {waysOut.map(({ state, facts, from }) => (
          <li key={state.key}>
            {current.has(state.key) ? (
              <strong>
                {state[language]} ({said.here})
              </strong>
            ) : (
              state[language]
            )}
            : {facts.map((fact) => factWords(fact)[language]).join(', ')}, {said.fromStates(from)}
            {(counts?.get(state.key) ?? 0) > 0 && ` · ${counts?.get(state.key) ?? 0}`}
          </li>
        ))}
      </ul>
    </>
  );
}
