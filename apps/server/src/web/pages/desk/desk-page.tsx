import type { JSX } from 'preact';
import type { CycleRow, Task } from '#planning';
import type { Frame } from '../../frame.js';
import { DayFromToday } from '../../pieces/day.js';
import { Notice } from '../../pieces/notice.js';
import { Page } from '../../pieces/page.js';
import { FOLDED_FROM, groupedByWhen, togetherByWork, type SameWork } from './desk.js';

/** What somebody has to do, by when, and why it is theirs. */
export function DeskPage({
  frame,
  today,
  tasks,
  total,
  cycles,
}: {
  readonly frame: Frame;
  /** `2026-11-26` in Rome. */
  readonly today: string;
  readonly tasks: readonly Task[];
  /** How many there are, of which `tasks` are those due first. */
  readonly total: number;
  readonly cycles: readonly CycleRow[];
}): JSX.Element {
  const { words, language } = frame;
  const overdue = tasks.filter(({ due }) => due !== null && due < today).length;
  return (
    <Page frame={frame} title={words.desk.title} {...(overdue > 0 && { before: `(${overdue})` })}>
      {total === 0 ? (
        <Notice kind="done">
          <p>{words.desk.nothing}</p>
        </Notice>
      ) : (
        <p class="lead">{words.desk.count(total)}</p>
      )}
      {groupedByWhen(tasks, today).map(({ when, tasks: due }) => (
        <section key={when} class={`tasks tasks-${when}`} aria-labelledby={`tasks-${when}`}>
          <h2 id={`tasks-${when}`}>
            {words.desk[when]} <span class="count">{due.length}</span>
          </h2>
          <ul class="items">
            {togetherByWork(due).map(({ tasks: [first, ...rest] }) => (
              <Work key={taskKey(first)} tasks={[first, ...rest]} today={today} frame={frame} />
            ))}
          </ul>
        </section>
      ))}
      {total > tasks.length && <p>{words.desk.more(total - tasks.length)}</p>}
      {cycles.length > 0 && (
        <section aria-labelledby="cycles">
          <h2 id="cycles">{words.desk.cycles}</h2>
          <ul class="items">
            {cycles.map(({ cycleId, title, phaseName }) => (
              <li key={cycleId} class="item">
                <h3>
                  <a href={`/cicli/${cycleId}`}>{title}</a>
                </h3>
                <p class="small">{phaseName[language]}</p>
              </li>
            ))}
          </ul>
        </section>
      )}
    </Page>
  );
}

function Work({
  tasks,
  ...rest
}: {
  readonly tasks: SameWork['tasks'];
  readonly today: string;
  readonly frame: Frame;
}): JSX.Element {
  const { words, language } = rest.frame;
  const [first] = tasks;
  if (tasks.length < FOLDED_FROM) {
    return (
      <>
        {tasks.map((task) => (
          <li key={taskKey(task)} class="item">
            <TaskLines task={task} {...rest} />
          </li>
        ))}
      </>
    );
  }
  return (
    <li class="item-folded">
      <details>
        <summary>
          {first[language]} <span class="count">{tasks.length}</span>
          <span class="visually-hidden"> {words.desk.same(tasks.length)}</span>
        </summary>
        <ul class="items">
          {tasks.map((task) => (
            <li key={taskKey(task)} class="item">
              <TaskLines task={task} {...rest} />
            </li>
          ))}
        </ul>
      </details>
    </li>
  );
}

function taskKey({ cycleId, subject, it, onBehalfOf }: Task): string {
  return [cycleId, subject.kind, subject.id, it, onBehalfOf].join(' ');
}

/** The page on which a task is done, where there is one. */
function addressOf({ cycleId, subject: { kind, id } }: Task): string | undefined {
  if (kind === 'scheda') return `/cicli/${cycleId}/schede/${id}`;
  return kind === 'cycle' ? `/cicli/${cycleId}` : undefined;
}

function TaskLines({
  task,
  today,
  frame: { words, language },
}: {
  readonly task: Task;
  readonly today: string;
  readonly frame: Frame;
}): JSX.Element {
  const { subject, due, why, onBehalfOf } = task;
  const address = addressOf(task);
  return (
    <>
      <div class="item-main">
        <h3>{address === undefined ? task[language] : <a href={address}>{task[language]}</a>}</h3>
        <p>
          {subject.code !== null && <span class="code">{subject.code}</span>} {subject.label}
        </p>
      </div>
      <div class="item-aside">
        {due !== null && (
          <p class="due">
            <DayFromToday day={due} today={today} language={language} />
          </p>
        )}
        <p class="small">
          {words.desk.why}: {why[language]}
          {onBehalfOf !== null && ` (${words.desk.onBehalf})`}
        </p>
      </div>
    </>
  );
}
