import type { JSX } from 'preact';
import type { Task } from '#planning';
import type { Frame } from '../../frame.js';
import { DayFromToday } from '../../pieces/day.js';
import { taskKey } from './tasks.js';

/** What waits for somebody who decides: one card each, with what to look at before. */
export function Decisions({
  frame,
  decisions,
  today,
}: {
  readonly frame: Frame;
  readonly decisions: readonly Task[];
  /** `2026-11-26` in Rome. */
  readonly today: string;
}): JSX.Element {
  const { words, language } = frame;
  return (
    <section aria-labelledby="decisioni">
      <h2 id="decisioni">
        {words.desk.decisions} <span class="count">{decisions.length}</span>
      </h2>
      {decisions.map((task) => (
        <article key={taskKey(task)} class="card decision">
          <h3>{task[language]}</h3>
          <p>
            {task.subject.label}
            {task.due !== null && (
              <>
                {' · '}
                <strong>
                  <DayFromToday day={task.due} today={today} language={language} />
                </strong>
              </>
            )}
          </p>
          <p class="small">
            {words.desk.why}: {task.why[language]}
          </p>
          <p class="decision-documents">
            <span class="small">{words.desk.documents}:</span>
            {documentsOf(task, frame).map(({ label, address }) => (
              <a key={address} href={address}>
                {label}
              </a>
            ))}
          </p>
        </article>
      ))}
    </section>
  );
}

function documentsOf(
  { cycleId }: Task,
  { words, may }: Frame,
): readonly { readonly label: string; readonly address: string }[] {
  const of = `/cicli/${cycleId}`;
  return [
    ...(may.openCycle ? [{ label: words.desk.theCycle, address: of }] : []),
    ...(may.openSchede ? [{ label: words.desk.theSchede, address: `${of}/schede` }] : []),
    ...(may.openHistory ? [{ label: words.desk.theHistory, address: `${of}/storico` }] : []),
  ];
}
