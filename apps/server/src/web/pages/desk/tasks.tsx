import type { JSX } from 'preact';
import type { Task } from '#planning';
import type { Frame } from '../../frame.js';
import { DayFromToday } from '../../pieces/day.js';
import { cycleAddress } from '../cycle/cycle-address.js';
import { areFolded, groupedByWhen, togetherByWork, type SameWork } from './desk.js';

interface TasksProperties {
  readonly tasks: readonly Task[];
  /** `2026-11-26` in Rome. */
  readonly today: string;
  readonly frame: Frame;
}

/** What somebody has to do, what is overdue first. */
export function Tasks({ tasks, today, frame }: TasksProperties): JSX.Element {
  const { words } = frame;
  return (
    <>
      {groupedByWhen(tasks, today).map(({ when, tasks: due }) => (
        <section key={when} class={`tasks tasks-${when}`} aria-labelledby={`tasks-${when}`}>
          <h2 id={`tasks-${when}`}>
            {words.desk[when]} <span class="count">{due.length}</span>
          </h2>
          <ul class="items">
            {togetherByWork(due).map(({ tasks: [first, ...rest] }) => (
              <Work
                key={taskKey(first)}
                tasks={[first, ...rest]}
                isFolded={areFolded(rest.length + 1, tasks.length)}
                today={today}
                frame={frame}
              />
            ))}
          </ul>
        </section>
      ))}
    </>
  );
}

function Work({
  tasks,
  isFolded,
  ...rest
}: {
  readonly tasks: SameWork['tasks'];
  readonly isFolded: boolean;
  readonly today: string;
  readonly frame: Frame;
}): JSX.Element {
  const { words, language } = rest.frame;
  const [first] = tasks;
  if (!isFolded) {
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

/** The same for no other task of one person. */
export function taskKey({ cycleId, subject, it, onBehalfOf }: Task): string {
  return [cycleId, subject.kind, subject.id, it, onBehalfOf].join(' ');
}

/** The page on which a task is done, where there is one that its person may open. */
function addressOf({ cycleId, subject: { kind, id } }: Task, { may }: Frame): string | undefined {
  if (kind === 'scheda') return `/cicli/${cycleId}/schede/${id}`;
  return cycleAddress(cycleId, may);
}

function TaskLines({
  task,
  today,
  frame,
}: {
  readonly task: Task;
  readonly today: string;
  readonly frame: Frame;
}): JSX.Element {
  const { words, language } = frame;
  const { subject, due, why } = task;
  const address = addressOf(task, frame);
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
        </p>
      </div>
    </>
  );
}
