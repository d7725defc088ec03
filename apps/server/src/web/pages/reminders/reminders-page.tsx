import type { ComponentChildren, JSX } from 'preact';
import { dayInWords } from '#calendar';
import type { CycleLife } from '#planning';
import type { Frame } from '../../frame.js';
import { ErrorSummary } from '../../pieces/error-summary.js';
import type { FieldError } from '../../pieces/field.js';
import { Notice } from '../../pieces/notice.js';
import { Page } from '../../pieces/page.js';
import { roleOf } from '../history/fact-row.js';
import { cycleCrumb } from '../cycle/cycle-address.js';
import { asField, type PlannedReminder, type SameMessage } from './planned-reminders.js';
import { UndoReminders } from './undo-reminders.js';
import type { WaitingReminder } from './waiting-reminders.js';

interface RemindersFrame {
  readonly frame: Frame;
  readonly life: Readonly<CycleLife>;
}

/** Whom reminders would reach and what they would say, before anything is sent. */
export function RemindersPage({
  messages,
  reason,
  errors,
  others,
  ...properties
}: RemindersFrame & {
  readonly messages: readonly SameMessage[];
  /** As it was typed. */
  readonly reason: string;
  readonly errors: readonly FieldError[];
  /** Whether other units than those that are shown owe something, too. */
  readonly others: boolean;
}): JSX.Element {
  const { frame, life } = properties;
  const { words } = frame;
  const said = words.reminders;
  const { cycleId } = life.data;
  const count = messages.reduce((sum, { reminders }) => sum + reminders.length, 0);
  return (
    <RemindersFramed {...properties} before={errors.length > 0 ? words.errors.prefix : undefined}>
      <ErrorSummary words={words} errors={errors} />
      {count === 0 ? (
        <Notice kind="done">
          <p>{others ? said.nobodyLate : said.nothing}</p>
        </Notice>
      ) : (
        <form method="post" action={`/cicli/${cycleId}/solleciti`} class="reminders" noValidate>
          <p class="lead">{said.lead}</p>
          {messages.map((message) => (
            <Message key={`${message.due} ${message.deadlineId}`} frame={frame} message={message} />
          ))}
          <Reason frame={frame} reason={reason} errors={errors} />
          <p>
            <button type="submit" class="button">
              {said.send(count)}
            </button>
          </p>
        </form>
      )}
      {others && (
        <p>
          <a href={`/cicli/${cycleId}/solleciti?tutte=si`}>{said.showAll}</a>
        </p>
      )}
      <p>
        <a href={`/cicli/${cycleId}#units`}>{said.back}</a>
      </p>
    </RemindersFramed>
  );
}

function RemindersFramed({
  frame,
  life,
  before,
  children,
}: RemindersFrame & {
  readonly before: string | undefined;
  readonly children: ComponentChildren;
}): JSX.Element {
  const { words } = frame;
  return (
    <Page
      frame={frame}
      title={words.reminders.title}
      {...(before !== undefined && { before })}
      crumbs={[{ label: words.desk.title, address: '/' }, cycleCrumb(frame, life.data)]}
    >
      {children}
    </Page>
  );
}

function Message({
  frame,
  message: { deadlineId, due, subject, text, reminders },
}: {
  readonly frame: Frame;
  readonly message: SameMessage;
}): JSX.Element {
  const { words, language } = frame;
  const said = words.reminders;
  const id = `message-${due}-${deadlineId}`;
  return (
    <section class="card" aria-labelledby={id}>
      <h2 id={id}>{subject}</h2>
      <p class="small">{dayInWords(due, language, 'full')}</p>
      <fieldset>
        <legend>{said.whom}</legend>
        <ul class="reminded">
          {reminders.map((reminder) => (
            <Unit key={reminder.unit.unitId} frame={frame} reminder={reminder} />
          ))}
        </ul>
      </fieldset>
      <details open>
        <summary>{said.text}</summary>
        <pre class="message">{text}</pre>
      </details>
    </section>
  );
}

function Unit({
  frame: { words, language },
  reminder: { unit, deadlineId, told, commandId, isChosen },
}: {
  readonly frame: Frame;
  readonly reminder: PlannedReminder;
}): JSX.Element {
  const said = words.reminders;
  const { unitId, name } = unit;
  return (
    <li class="tick">
      <input
        type="checkbox"
        id={`unit-${unitId}`}
        name="sollecito"
        value={asField({ unitId, deadlineId, commandId })}
        checked={isChosen && told.length > 0}
        disabled={told.length === 0}
      />
      <label for={`unit-${unitId}`}>
        {name}
        <span class="small">
          {' '}
          {told.length === 0
            ? said.nobody
            : `${told.length === 1 ? said.receives : said.receive}: ${told
                .map(({ personId, role }) => `${personId} (${roleOf(role, language)})`)
                .join(', ')}`}
        </span>
      </label>
    </li>
  );
}

function Reason({
  frame: { words },
  reason,
  errors,
}: {
  readonly frame: Frame;
  readonly reason: string;
  readonly errors: readonly FieldError[];
}): JSX.Element {
  const said = words.reminders;
  const error = errors.find(({ field }) => field === 'motivo');
  return (
    <div class={error ? 'field field-wrong' : 'field'}>
      <label for="motivo">{said.reason}</label>
      <p class="hint" id="motivo-hint">
        {said.reasonHint}
      </p>
      {error && (
        <p class="field-error" id="motivo-error">
          {error.text}
        </p>
      )}
      <textarea
        id="motivo"
        name="motivo"
        rows={2}
        maxLength={1000}
        aria-describedby={error ? 'motivo-hint motivo-error' : 'motivo-hint'}
        {...(error && { 'aria-invalid': 'true' as const })}
      >
        {reason}
      </textarea>
    </div>
  );
}

/** A reminder, and what became of it. */
export interface ReminderOutcome {
  /** What its unit is called. */
  readonly name: string;
  /** Why it was refused; undefined for what was done. */
  readonly refused: string | undefined;
  /** Whether it was taken back meanwhile: a form may be sent again. */
  readonly isTakenBack?: boolean;
}

/** What became of each reminder, and for a while the way to take them back. */
export function RemindersOutcomePage({
  outcomes,
  waiting,
  ...properties
}: RemindersFrame & {
  readonly outcomes: readonly ReminderOutcome[];
  readonly waiting: readonly WaitingReminder[];
}): JSX.Element {
  const { frame, life } = properties;
  const said = frame.words.reminders;
  const { cycleId } = life.data;
  const left = outcomes.filter(
    ({ refused, isTakenBack }) => refused === undefined && isTakenBack !== true,
  ).length;
  return (
    <RemindersFramed {...properties} before={undefined}>
      <Outcomes
        outcomes={outcomes}
        result={said.result}
        done={said.sent}
        refused={said.refused}
        takenBack={said.undo.wasDone}
      >
        <UndoReminders frame={frame} cycleId={cycleId} waiting={waiting} />
        {waiting.length === 0 && left > 0 && <p>{said.undo.over(left)}</p>}
      </Outcomes>
      <p>
        <a href={`/cicli/${cycleId}#units`}>{life.data.title}</a>
      </p>
    </RemindersFramed>
  );
}

/** Which reminders were taken back, and why others were not. */
export function RemindersTakenBackPage({
  outcomes,
  ...properties
}: RemindersFrame & { readonly outcomes: readonly ReminderOutcome[] }): JSX.Element {
  const { frame, life } = properties;
  const { undo } = frame.words.reminders;
  const { cycleId, title } = life.data;
  return (
    <RemindersFramed {...properties} before={undefined}>
      {outcomes.length === 0 ? (
        <Notice kind="warning">
          <p>{undo.none}</p>
        </Notice>
      ) : (
        <Outcomes
          outcomes={outcomes}
          result={undo.result}
          done={undo.done}
          refused={undo.refused}
        />
      )}
      <p>
        <a href={`/cicli/${cycleId}/solleciti`}>{undo.again}</a>
      </p>
      <p>
        <a href={`/cicli/${cycleId}#units`}>{title}</a>
      </p>
    </RemindersFramed>
  );
}

function Outcomes({
  outcomes,
  result,
  done,
  refused: refusedTitle,
  takenBack,
  children,
}: {
  readonly outcomes: readonly ReminderOutcome[];
  readonly result: (done: number, refused: number) => string;
  /** What the lists of what was done and of what was not are called. */
  readonly done: string;
  readonly refused: string;
  readonly takenBack?: string;
  readonly children?: ComponentChildren;
}): JSX.Element {
  const refused = outcomes.filter((outcome) => outcome.refused !== undefined);
  const made = outcomes.filter((outcome) => outcome.refused === undefined);
  return (
    <>
      <Notice kind={refused.length === 0 ? 'done' : 'warning'}>
        <p role="status" tabIndex={-1} autofocus>
          <strong>{result(made.length, refused.length)}</strong>
        </p>
      </Notice>
      {children}
      {refused.length > 0 && (
        <>
          <h2>{refusedTitle}</h2>
          <ul>
            {refused.map(({ name, refused: why }) => (
              <li key={name}>
                <strong>{name}</strong>: {why}
              </li>
            ))}
          </ul>
        </>
      )}
      {made.length > 0 && (
        <>
          <h2>{done}</h2>
          <ul>
            {made.map(({ name, isTakenBack }) => (
              <li key={name}>
                {name}
                {isTakenBack === true && ` (${takenBack ?? ''})`}
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  );
}
