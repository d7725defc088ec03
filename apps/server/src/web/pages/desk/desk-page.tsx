import type { JSX } from 'preact';
import type { Task } from '#planning';
import type { Frame } from '../../frame.js';
import { DayFromToday } from '../../pieces/day.js';
import { Notice } from '../../pieces/notice.js';
import { Page } from '../../pieces/page.js';
import { groupedByWhen } from './desk.js';

/** What somebody has to do, by when, and why it is theirs. */
export function DeskPage({
  frame,
  today,
  tasks,
  total,
}: {
  readonly frame: Frame;
  /** `2026-11-26` in Rome. */
  readonly today: string;
  readonly tasks: readonly Task[];
  /** How many there are, of which `tasks` are those due first. */
  readonly total: number;
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
          <ul class="rows">
            {due.map((task) => (
              <TaskRow key={taskKey(task)} task={task} today={today} frame={frame} />
            ))}
          </ul>
        </section>
      ))}
      {total > tasks.length && <p>{words.desk.more(total - tasks.length)}</p>}
    </Page>
  );

  function taskKey({ cycleId, subject, it, onBehalfOf }: Task): string {
    return [cycleId, subject.kind, subject.id, it, onBehalfOf, language].join(' ');
  }
}

function TaskRow({
  task,
  today,
  frame: { words, language },
}: {
  readonly task: Task;
  readonly today: string;
  readonly frame: Frame;
}): JSX.Element {
  const { subject, due, why, onBehalfOf } = task;
  return (
    <li class="row">
      <div class="row-main">
        <h3>{task[language]}</h3>
        <p>
          {subject.code !== null && <span class="code">{subject.code}</span>} {subject.label}
        </p>
      </div>
      <div class="row-aside">
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
    </li>
  );
}
