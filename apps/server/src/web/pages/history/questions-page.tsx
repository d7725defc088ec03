import type { ComponentChildren, JSX } from 'preact';
import { dayInWords } from '#calendar';
import {
  auditQuestions,
  codeInWords,
  type Answer,
  type AnswerTable,
  type AuditQuestion,
  type FactReference,
} from '#audit';
import { cycleName, factWords, type CycleLife } from '#planning';
import type { Frame } from '../../frame.js';
import { Icon } from '../../pieces/icon.js';
import { Notice } from '../../pieces/notice.js';
import { shortened } from './fact-row.js';
import { HistoryPage, historyAddress } from './history-tabs.js';

/** A longer table waits folded, so that the next one is not out of reach. */
const LONG_TABLE = 60;

/** So many facts an answer rests on are listed. */
const MOST_FACTS = 200;

/** What is asked besides the question. */
export interface Asking {
  /** As it was at the end of this day, Europe/Rome; undefined for now. */
  readonly day: string | undefined;
  /** ISO 8601 UTC. */
  readonly at: string | undefined;
  readonly scheda: string | undefined;
}

/** What auditors ask of every cycle. */
export function QuestionsPage({
  frame,
  cycle,
}: {
  readonly frame: Frame;
  readonly cycle: { readonly cycleId: string; readonly title: string };
}): JSX.Element {
  const { words, language } = frame;
  const said = words.history.questions;
  return (
    <HistoryPage frame={frame} cycle={cycle} tab="questions">
      <p>{said.lead}</p>
      <ol class="items questions">
        {auditQuestions.map(({ key, text, source }) => (
          <li key={key} class="item item-narrow">
            <h2>
              <a href={historyAddress(cycle.cycleId, `domande/${key}`)}>{text[language]}</a>
            </h2>
            <p class="small">
              {said.source} {source}
            </p>
          </li>
        ))}
      </ol>
    </HistoryPage>
  );
}

const noticeKinds = { 'in-order': 'done', findings: 'warning', 'not-known': 'info' } as const;

/** One of them, answered. */
export function AnswerPage({
  frame,
  life,
  question,
  asking,
  answer,
  unitName,
}: {
  readonly frame: Frame;
  readonly life: Readonly<CycleLife>;
  readonly question: AuditQuestion;
  readonly asking: Asking;
  readonly answer: Answer;
  readonly unitName: (unitId: string) => string;
}): JSX.Element {
  const { words, language } = frame;
  const said = words.history.questions;
  const { cycleId, title } = life.data;
  const { number, key, text, source } = question;
  const { day } = asking;
  return (
    <HistoryPage
      frame={frame}
      cycle={{ cycleId, title }}
      tab="questions"
      isBelow
      title={`${number}. ${text[language]}`}
    >
      <p class="small">
        {said.source} {source}
      </p>
      <Form frame={frame} life={life} question={question} asking={asking} />
      <h2>{day === undefined ? said.now : said.asked(dayInWords(day, language))}</h2>
      <Notice kind={noticeKinds[answer.verdict]}>
        <p>
          <strong>{said.verdicts[answer.verdict]}.</strong> {answer.sentence[language]}
        </p>
      </Notice>
      {answer.notKnown.length > 0 && (
        <>
          <h2>{said.notKnown}</h2>
          <ul>
            {answer.notKnown.map((each) => (
              <li key={each.it}>{each[language]}</li>
            ))}
          </ul>
        </>
      )}
      {answer.tables.map((table, index) => (
        <Table
          key={index}
          frame={frame}
          cycleId={cycleId}
          table={table}
          unitName={unitName}
          csv={`${historyAddress(cycleId, `domande/${key}/tabelle/${index}`)}${queryOf(asking)}`}
          id={`tabella-${index}`}
        />
      ))}
      <Facts frame={frame} facts={answer.facts} />
      <p>
        <a
          href={`/api/v1/cycles/${cycleId}/audit/questions/${key}${apiQueryOf(asking)}`}
          download={`${cycleId}_domanda-${number}.json`}
        >
          <Icon name="download" /> {said.json}
        </a>
      </p>
      <Beside frame={frame} cycleId={cycleId} number={number} />
    </HistoryPage>
  );
}

function queryOf({ day, scheda }: Asking): string {
  return queryText({ giorno: day, scheda });
}

const apiQueryOf = ({ at, scheda }: Asking): string => queryText({ at, scheda });

function queryText(asked: Readonly<Record<string, string | undefined>>): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(asked))
    if (value !== undefined) query.set(name, value);
  const text = query.toString();
  return text === '' ? '' : `?${text}`;
}

function Form({
  frame: { words },
  life,
  question: { key, ofScheda },
  asking,
}: {
  readonly frame: Frame;
  readonly life: Readonly<CycleLife>;
  readonly question: AuditQuestion;
  readonly asking: Asking;
}): JSX.Element {
  const said = words.history.questions;
  const schede = Object.values(life.data.schede).sort((one, other) =>
    one.code.localeCompare(other.code, 'it'),
  );
  return (
    <form
      class="card filters"
      method="get"
      action={historyAddress(life.data.cycleId, `domande/${key}`)}
      aria-label={said.answer}
    >
      <div class="field">
        <label for="giorno">{said.at}</label>
        <input id="giorno" name="giorno" type="date" value={asking.day ?? ''} />
      </div>
      {ofScheda && (
        <div class="field">
          <label for="scheda">{said.scheda}</label>
          <select id="scheda" name="scheda">
            <option value="">{words.history.facts.allSchede}</option>
            {schede.map(({ schedaId, code, title }) => (
              <option key={schedaId} value={schedaId} selected={schedaId === asking.scheda}>
                {code} {shortened(title)}
              </option>
            ))}
          </select>
        </div>
      )}
      <button type="submit" class="button">
        {said.ask}
      </button>
    </form>
  );
}

function Table({
  frame,
  cycleId,
  table: { title, columns, rows },
  csv,
  id,
  unitName,
}: {
  readonly frame: Frame;
  readonly cycleId: string;
  readonly table: AnswerTable;
  readonly csv: string;
  readonly id: string;
  readonly unitName: (unitId: string) => string;
}): JSX.Element {
  const { words, language } = frame;
  const said = words.history.questions;
  return (
    <section>
      <h2 id={id}>{title[language]}</h2>
      {rows.length === 0 ? (
        <p>{said.noRows}</p>
      ) : (
        <>
          <Folded frame={frame} rows={rows.length} id={id}>
            <table class="table table-cards">
              <thead>
                <tr>
                  {columns.map((column) => (
                    <th key={column.key} scope="col">
                      {column[language]}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {rows.map((row, index) => (
                  <tr key={index}>
                    {columns.map(({ key }) => (
                      <Cell
                        key={key}
                        frame={frame}
                        cycleId={cycleId}
                        column={key}
                        label={columns.find((each) => each.key === key)?.[language] ?? key}
                        value={row[key]}
                        unitName={unitName}
                      />
                    ))}
                  </tr>
                ))}
              </tbody>
            </table>
          </Folded>
          <p>
            <a href={csv} download>
              <Icon name="download" /> {said.csv}
            </a>
          </p>
        </>
      )}
    </section>
  );
}

/** A table that scrolls by itself; a long one opens by a press, and prints open. */
function Folded({
  frame: { words },
  rows,
  id,
  children,
}: {
  readonly frame: Frame;
  readonly rows: number;
  readonly id: string;
  readonly children: ComponentChildren;
}): JSX.Element {
  const table = (
    <div class="table-scroll" role="region" aria-labelledby={id} tabIndex={0}>
      {children}
    </div>
  );
  if (rows <= LONG_TABLE) return table;
  return (
    <details class="folded">
      <summary>{words.history.questions.rows(rows)}</summary>
      {table}
    </details>
  );
}

function Cell({
  frame: { words, language },
  cycleId,
  column,
  label,
  value = null,
  unitName,
}: {
  readonly frame: Frame;
  readonly cycleId: string;
  readonly column: string;
  /** Of the column: on a phone each row is a card. */
  readonly label: string;
  readonly value: AnswerTable['rows'][number][string] | undefined;
  readonly unitName: (unitId: string) => string;
}): JSX.Element {
  const said = words.history.questions;
  if (value === null) return <td data-label={label}>–</td>;
  if (typeof value === 'boolean') {
    return <td data-label={label}>{value ? said.yes : said.no}</td>;
  }
  if (typeof value === 'number') {
    const isFact = column === 'revision';
    const text = value.toLocaleString(language === 'it' ? 'it-IT' : 'en-GB');
    return (
      <td class="number" data-label={label}>
        {isFact ? <a href={historyAddress(cycleId, `fatti/${value}`)}>{value}</a> : text}
      </td>
    );
  }
  if (column === 'schedaId') {
    return (
      <td data-label={label}>
        <a href={`/cicli/${cycleId}/schede/${value}`}>{value}</a>
      </td>
    );
  }
  const text = /^(?:from|to)?UnitId$/i.test(column)
    ? unitName(value)
    : codeInWords(value, language);
  return <td data-label={label}>{text}</td>;
}

function Facts({
  frame: { words, language },
  facts,
}: {
  readonly frame: Frame;
  readonly facts: readonly FactReference[];
}): JSX.Element | null {
  if (facts.length === 0) return null;
  return (
    <details class="folded">
      <summary>{words.history.questions.facts(facts.length)}</summary>
      <ul>
        {facts.slice(0, MOST_FACTS).map(({ cycleId, eventId, revision, type }) => {
          const said = `${words.history.fact.number(revision)} ${factWords(type)[language]}`;
          const isHere = cycleName(cycleId)?.definitionId === 'poa-annuale';
          return (
            <li key={eventId}>
              {isHere ? (
                <a href={historyAddress(cycleId, `fatti/${revision}`)}>{said}</a>
              ) : (
                `${said} (${cycleId})`
              )}
            </li>
          );
        })}
      </ul>
      {facts.length > MOST_FACTS && <p>… {facts.length - MOST_FACTS}</p>}
    </details>
  );
}

function Beside({
  frame: { words },
  cycleId,
  number,
}: {
  readonly frame: Frame;
  readonly cycleId: string;
  readonly number: number;
}): JSX.Element {
  const said = words.history.questions;
  const [before, after] = [number - 1, number + 1].map((other) =>
    auditQuestions.find((each) => each.number === other),
  );
  return (
    <ul class="time-steps">
      {before && (
        <li>
          <a href={historyAddress(cycleId, `domande/${before.key}`)}>{said.previous}</a>
        </li>
      )}
      {after && (
        <li>
          <a href={historyAddress(cycleId, `domande/${after.key}`)}>{said.next}</a>
        </li>
      )}
      <li>
        <a href={historyAddress(cycleId, 'domande')}>{said.all}</a>
      </li>
    </ul>
  );
}
