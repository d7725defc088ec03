import type { JSX } from 'preact';
import { dayInWords } from '#calendar';
import type { TimelineRow } from '#history';
import { kindNames, type QuestionRow, type SchedaLateness } from '#planning';
import type { Frame } from '../../frame.js';
import { DayFromToday } from '../../pieces/day.js';
import { actionAddress } from '../action/action-address.js';
import { Instant } from '../history/instant.js';
import type { LinkedThing } from './linked.js';

/** By when something is owed of a scheda, and what became of it. */
export function DeadlinesOfScheda({
  frame: { words, language },
  deadlines,
  today,
}: {
  readonly frame: Frame;
  readonly deadlines: readonly SchedaLateness[];
  readonly today: string;
}): JSX.Element {
  return (
    <section aria-labelledby="deadlines" {...(deadlines.length === 0 && { class: 'unasked' })}>
      <h2 id="deadlines">{words.scheda.deadlines}</h2>
      {deadlines.length === 0 && <p>{words.scheda.noDeadlines}</p>}
      {deadlines.length > 0 && (
        <ul class="items">
          {deadlines.map(({ kind, due, doneOn, lateness, owedAgain }) => (
            <li
              key={kind}
              class={`item item-narrow${lateness === 'missing' ? ' deadline-missing' : ''}`}
            >
              <h3>{kindNames[language][kind]}</h3>
              <p>{due !== null && <DayFromToday day={due} today={today} language={language} />}</p>
              <p class="small">
                {words.lateness[lateness]}
                {doneOn !== null &&
                  !owedAgain &&
                  `, ${words.scheda.doneOn} ${dayInWords(doneOn, language)}`}
              </p>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

/** What is tied to a scheda. Nothing where nothing is. */
export function LinkedWithScheda({
  frame: { words, language },
  linked,
  today,
}: {
  readonly frame: Frame;
  readonly linked: readonly LinkedThing[];
  readonly today: string;
}): JSX.Element | null {
  if (linked.length === 0) return null;
  const said = words.scheda.linked;
  return (
    <section aria-labelledby="linked">
      <h2 id="linked">{said.title}</h2>
      <ul class="items">
        {linked.map(({ kind, id, label, address, due }) => (
          <li key={`${kind} ${id}`} class="item item-narrow">
            <p>{address === undefined ? label : <a href={address}>{label}</a>}</p>
            <p class="small">
              {said[kind]} <span class="code">{id}</span>{' '}
              {due !== undefined && <DayFromToday day={due} today={today} language={language} />}
            </p>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** What was asked about a scheda, and what was answered. */
export function QuestionsOfScheda({
  frame,
  cycleId,
  subject,
  questions,
  canAsk,
  canAnswer,
}: {
  readonly frame: Frame;
  readonly cycleId: string;
  readonly subject: string;
  readonly questions: readonly QuestionRow[];
  readonly canAsk: boolean;
  readonly canAnswer: (questionId: string) => boolean;
}): JSX.Element {
  const { words, language, path } = frame;
  const said = words.scheda;
  return (
    <section aria-labelledby="questions" {...(questions.length === 0 && { class: 'unasked' })}>
      <h2 id="questions">{said.questions}</h2>
      {questions.length === 0 && <p>{said.noQuestions}</p>}
      {questions.length > 0 && (
        <ul class="items">
          {questions.map(({ questionId, text, raised, answer }) => (
            <li key={questionId} class="item item-narrow">
              <p>
                <strong>{text}</strong>
              </p>
              <p class="small">
                {said.asked} {raised.by}, <Instant at={raised.at} language={language} />
              </p>
              {answer === null ? (
                <p>
                  {said.unanswered}{' '}
                  {canAnswer(questionId) && (
                    <a
                      href={actionAddress(cycleId, 'answer-question', {
                        part: { kind: 'question', id: questionId },
                        returnTo: path,
                      })}
                    >
                      {said.answer}
                    </a>
                  )}
                </p>
              ) : (
                <>
                  <p>{answer.text}</p>
                  <p class="small">
                    {said.basis} {answer.basis} · {said.answered} {answer.by},{' '}
                    <Instant at={answer.at} language={language} />
                  </p>
                </>
              )}
            </li>
          ))}
        </ul>
      )}
      {canAsk && (
        <p class="links">
          <a
            href={actionAddress(cycleId, 'raise-question', {
              preset: { subject },
              returnTo: path,
            })}
          >
            {said.ask}
          </a>
        </p>
      )}
    </section>
  );
}

/** So many of the last steps are told at once. */
const TOLD = 8;

/** What happened to a scheda, the latest first; saves that follow one another are one line. */
export function HistoryOfScheda({
  frame,
  timeline,
  address,
}: {
  readonly frame: Frame;
  readonly timeline: readonly TimelineRow[];
  /** Of the page on which one goes back through time. */
  readonly address: string;
}): JSX.Element {
  const rows = timeline.toReversed();
  const [latest, earlier] = [rows.slice(0, TOLD), rows.slice(TOLD)];
  return (
    <section aria-labelledby="history">
      <h2 id="history">{frame.words.scheda.history}</h2>
      <ol class="story">
        {latest.map((row) => (
          <StepOfScheda key={row.from} frame={frame} row={row} />
        ))}
      </ol>
      {earlier.length > 0 && (
        <details>
          <summary>{frame.words.scheda.earlier(earlier.length)}</summary>
          <ol class="story">
            {earlier.map((row) => (
              <StepOfScheda key={row.from} frame={frame} row={row} />
            ))}
          </ol>
        </details>
      )}
      <p class="links">
        <a href={address}>{frame.words.scheda.throughTime}</a>
      </p>
    </section>
  );
}

function StepOfScheda({
  frame: { words, language },
  row,
}: {
  readonly frame: Frame;
  readonly row: TimelineRow;
}): JSX.Element {
  const { lead, types, hands, facts, recorded } = row;
  const { onBehalfOf = null, reason = null } = lead ?? {};
  const [first] = types;
  const what = (lead?.words ?? first?.words)?.[language] ?? '';
  return (
    <li>
      <Instant at={recorded.to} language={language} form="short" /> · <strong>{what}</strong>
      {facts > 1 && first?.type === 'SchedaRevised' && ` (${words.scheda.saves(facts)})`} ·{' '}
      {lead?.by ?? hands.map(({ personId }) => personId).join(', ')}
      {onBehalfOf !== null && ` ${words.scheda.onBehalfOf(onBehalfOf)}`}
      {reason !== null && ` – «${reason}»`}
    </li>
  );
}
