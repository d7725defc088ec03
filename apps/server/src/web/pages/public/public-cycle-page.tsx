import type { ComponentChildren, JSX } from 'preact';
import { dayInWords } from '#calendar';
import type { Frame } from '../../frame.js';
import { DayFromToday } from '../../pieces/day.js';
import { Page } from '../../pieces/page.js';
import { StageBar } from '../../pieces/stage-bar.js';
import { stepsAt } from '../cycle/phases.js';
import { schedaStages } from '../cycle/scheda-stage.js';
import type { PublicCycle } from './public-cycle.js';

interface Shown {
  readonly frame: Frame;
  readonly shown: PublicCycle;
}

/**
 * How far a cycle has come, for whoever is concerned: the state of the procedure, its days and its office (CAD,
 * art. 41; L. 241/1990, art. 5 and 8), and what became of what was proposed.
 */
export function PublicCyclePage({
  frame,
  shown,
  today,
}: Shown & { readonly today: string }): JSX.Element {
  const { words, language } = frame;
  const said = words.publicPage;
  return (
    <Page frame={frame} title={said.heading(shown.title)} isDated>
      <p class="lead">{said.lead}</p>
      <Phases frame={frame} shown={shown} />
      <Part id="procedure" title={said.procedure}>
        <dl class="facts">
          <dt>{said.office}</dt>
          <dd>{said.officeIs}</dd>
          {shown.caseFile !== undefined && (
            <>
              <dt>{said.caseFile}</dt>
              <dd>
                {shown.caseFile.reference}, {shown.caseFile.of}
              </dd>
            </>
          )}
          {shown.targetApproval !== undefined && shown.act === undefined && (
            <>
              <dt>{said.targetApproval}</dt>
              <dd>
                <DayFromToday day={shown.targetApproval} today={today} language={language} />
              </dd>
            </>
          )}
        </dl>
        <Approved frame={frame} shown={shown} />
      </Part>
      <Part id="progress" title={said.progress}>
        <Progress frame={frame} shown={shown} />
      </Part>
      <Part id="deadlines" title={said.deadlines}>
        <Table
          caption={said.deadlines}
          none={said.noDeadlines}
          heads={[said.what, said.when]}
          rows={shown.deadlines.map(({ id, name, due }) => ({
            id,
            cells: [name, <DayFromToday key={id} day={due} today={today} language={language} />],
          }))}
        />
      </Part>
      <Part id="meetings" title={said.meetings}>
        <Table
          caption={said.meetings}
          none={said.noMeetings}
          heads={[said.meeting, said.day, said.with, said.heard, said.standing]}
          rows={shown.meetings.map(
            ({ id, title, day, with: counterpart, categories, standing }) => ({
              id,
              cells: [
                title,
                dayInWords(day, language, 'full'),
                counterpart,
                categories.join(', '),
                standing,
              ],
            }),
          )}
        />
      </Part>
      <Part id="contributions" title={said.contributions}>
        {shown.contributions.length > 0 && <p>{said.contributionsLead}</p>}
        <Table
          caption={said.contributions}
          none={said.noContributions}
          heads={[said.receivedOn, said.answer, said.places]}
          rows={shown.contributions.map(({ id, receivedOn, answer, places }) => ({
            id,
            cells: [
              dayInWords(receivedOn, language, 'full'),
              answer ?? said.waiting,
              places.join(', '),
            ],
          }))}
        />
      </Part>
      <Part id="co-programming" title={said.coProgramming}>
        <CoProgramming frame={frame} shown={shown} />
      </Part>
      <p class="small">{said.legal}</p>
    </Page>
  );
}

function Part({
  id,
  title,
  children,
}: {
  readonly id: string;
  readonly title: string;
  readonly children: ComponentChildren;
}): JSX.Element {
  return (
    <div>
      <h2 id={id}>{title}</h2>
      {children}
    </div>
  );
}

function Phases({ frame: { words }, shown: { phase, standing } }: Shown): JSX.Element {
  return (
    <section aria-label={words.cycle.phases}>
      <ol class="phases">
        {stepsAt(phase)?.map((step) => (
          <li
            key={step.phase}
            class={`phase phase-${step.standing}`}
            {...(step.standing === 'current' && { 'aria-current': 'step' as const })}
          >
            <span>{words.phases[step.phase]}</span>
            <span class="visually-hidden"> {words.standings[step.standing]}</span>
          </li>
        ))}
      </ol>
      <p class="lead">{standing.join(' · ')}</p>
    </section>
  );
}

function Progress({ frame: { words }, shown: { schede } }: Shown): JSX.Element {
  const total = schedaStages.reduce((sum, stage) => sum + schede[stage], 0);
  if (total === 0) return <p>{words.publicPage.noSchede}</p>;
  return (
    <>
      <StageBar counts={schede} words={words} />
      <ul class="counters" aria-label={words.cycle.counters}>
        {schedaStages
          .filter((stage) => schede[stage] > 0)
          .map((stage) => (
            <li key={stage} class={`counter counter-${stage}`}>
              <span class="counter-said">
                <strong>{schede[stage]}</strong> {words.stages[stage]}
              </span>
            </li>
          ))}
      </ul>
      <p class="small">{words.publicPage.schede(total)}</p>
    </>
  );
}

function Approved({
  frame: { words, language },
  shown: { act, publications },
}: Shown): JSX.Element | null {
  if (act === undefined) return null;
  const said = words.publicPage;
  return (
    <>
      <p>
        {said.act(act.number)}, {dayInWords(act.day, language, 'full')}
      </p>
      {publications.length > 0 && (
        <>
          <h3>{said.publications}</h3>
          <ul>
            {publications.map(({ where, from, url }) => (
              <li key={`${where}${from}`}>
                {url === undefined ? where : <a href={url}>{where}</a>} {said.from}{' '}
                {dayInWords(from, language, 'full')}
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  );
}

function CoProgramming({ frame: { words }, shown: { coProgramming } }: Shown): JSX.Element {
  const said = words.publicPage;
  const { decision, motivation } = coProgramming;
  const what = { activated: said.activated, not_activated: said.notActivated };
  return (
    <p>
      {decision === undefined ? said.undecided : what[decision]}
      {motivation !== undefined && ` ${said.motivation}: ${motivation}.`}
    </p>
  );
}

/** A table, or the sentence that says why there is none. */
function Table({
  caption,
  none,
  heads,
  rows,
}: {
  readonly caption: string;
  readonly none: string;
  readonly heads: readonly string[];
  readonly rows: readonly {
    readonly id: string;
    readonly cells: readonly (JSX.Element | string)[];
  }[];
}): JSX.Element {
  if (rows.length === 0) return <p>{none}</p>;
  return (
    <div class="table-scroll" tabIndex={0} role="region" aria-label={caption}>
      <table class="table table-cards">
        <thead>
          <tr>
            {heads.map((head) => (
              <th key={head} scope="col">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ id, cells }) => (
            <tr key={id}>
              {cells.map((cell, index) => (
                <td key={heads[index]} data-label={heads[index]}>
                  {cell}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
