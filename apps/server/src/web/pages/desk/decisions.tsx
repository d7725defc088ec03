import type { JSX } from 'preact';
import type { Task } from '#planning';
import type { Frame } from '../../frame.js';
import { DayFromToday } from '../../pieces/day.js';
import { actionAddress } from '../action/action-address.js';
import { approvalAddress } from '../approval/approval-tabs.js';
import { approvalVerbs, reportVerbs } from '../approval/verbs-of-pages.js';
import { taskKey } from './tasks.js';
import { verbOfTask } from './verb-of-task.js';

/** What waits for somebody who decides: one card each, with the way to the form, and what to look at before. */
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
          <Decide frame={frame} task={task} />
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

/** The way to the form by which it is decided; whoever would act for somebody else chooses that before. */
function Decide({
  frame,
  task,
}: {
  readonly frame: Frame;
  readonly task: Task;
}): JSX.Element | null {
  const { language, self, actingFor } = frame;
  const { cycleId, onBehalfOf } = task;
  const verb = verbOfTask(task, self?.role);
  if (verb === undefined || onBehalfOf !== (actingFor?.personId ?? null)) return null;
  return (
    <p class="decision-form">
      <a class="button" href={actionAddress(cycleId, verb.name, { returnTo: '/' })}>
        {verb.title[language]}
      </a>
    </p>
  );
}

function documentsOf(
  task: Task,
  { words, may, self }: Frame,
): readonly { readonly label: string; readonly address: string }[] {
  const { cycleId } = task;
  const of = `/cicli/${cycleId}`;
  const { name = '' } = verbOfTask(task, self?.role) ?? {};
  const isOfAct = may.openApproval && approvalVerbs.has(name);
  return [
    ...(isOfAct
      ? [
          { label: words.desk.theDocument, address: approvalAddress(cycleId, 'documento') },
          { label: words.desk.theApproval, address: approvalAddress(cycleId) },
        ]
      : []),
    ...(may.openApproval && reportVerbs.has(name)
      ? [{ label: words.desk.theReport, address: `${of}/rendiconto` }]
      : []),
    ...(may.openCycle ? [{ label: words.desk.theCycle, address: of }] : []),
    ...(may.openSchede ? [{ label: words.desk.theSchede, address: `${of}/schede` }] : []),
    ...(may.openHistory ? [{ label: words.desk.theHistory, address: `${of}/storico` }] : []),
  ];
}
