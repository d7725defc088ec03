import type { ComponentChildren, JSX } from 'preact';
import { dayInWords } from '#calendar';
import type { Frame } from '../../frame.js';
import { DayFromToday } from '../../pieces/day.js';
import { LiveRegion } from '../../pieces/live.js';
import { Notice } from '../../pieces/notice.js';
import { Page } from '../../pieces/page.js';
import { CycleName } from '../../pieces/cycle-name.js';
import { RefusedAddresses } from '../notices/refused-addresses.js';
import { listIn, type Block, type Desk } from './desk-reader.js';
import { Decisions } from './decisions.js';
import { EndedJobs } from './ended-jobs.js';
import type { News } from './news.js';
import { NewsList } from './news-list.js';
import { OwnSchede } from './own-schede.js';
import { Tasks } from './tasks.js';
import { Verification } from './verification.js';
import { decisionsAmong } from './desk.js';

/** What somebody has to do, by when and why it is theirs, and what is new. */
export function DeskPage({
  frame,
  desk,
  news,
}: {
  readonly frame: Frame;
  readonly desk: Desk;
  readonly news: Block<News>;
}): JSX.Element {
  const { words, language } = frame;
  const { tasks, today, seen, schede, ended, cycles, verification } = desk;
  const rows = tasks === undefined || tasks === 'failed' ? [] : tasks.rows;
  const overdue = rows.filter(({ due }) => due !== null && due < today).length;
  const { decisions, others } = decisionsAmong(rows, frame.self?.role);
  return (
    <Page
      frame={frame}
      title={words.desk.title}
      {...(overdue > 0 && { before: `(${overdue})` })}
      live={{ stream: '/novita', seen }}
    >
      <p class="lead desk-day">
        <time dateTime={today}>{dayInWords(today, language, 'full')}</time>
      </p>
      <RefusedAddresses frame={frame} refused={listIn(desk.refused)} />
      <div class="desk">
        <div class="desk-main">
          <LiveRegion id="da-fare" kind="list">
            <Lead frame={frame} desk={desk} />
            {decisions.length > 0 && (
              <Decisions frame={frame} decisions={decisions} today={today} />
            )}
            <Tasks frame={frame} tasks={others} today={today} />
            {tasks !== undefined && tasks !== 'failed' && tasks.total > rows.length && (
              <p>{words.desk.more(tasks.total - rows.length)}</p>
            )}
          </LiveRegion>
        </div>
        <div class="desk-side">
          <BlockOf
            frame={frame}
            id="lavori-finiti"
            title={words.jobs.ended}
            block={ended.length > 0 ? ended : undefined}
          >
            {(jobs) => <EndedJobs frame={frame} jobs={jobs} />}
          </BlockOf>
          <BlockOf frame={frame} id="schede" title={words.desk.schede} block={schede}>
            {(own) => <OwnSchede frame={frame} schede={own} today={today} />}
          </BlockOf>
          <BlockOf frame={frame} id="catena" title={words.desk.verification} block={verification}>
            {(standing) => <Verification frame={frame} standing={standing} cycles={cycles} />}
          </BlockOf>
          <BlockOf frame={frame} id="novita" title={words.desk.news} block={news} kind="list">
            {(told) => <NewsList frame={frame} news={told} today={today} />}
          </BlockOf>
          <BlockOf
            frame={frame}
            id="cicli"
            title={words.desk.cycles}
            block={cycles === 'failed' || cycles?.length !== 0 ? cycles : undefined}
          >
            {(all) => (
              <ul class="items">
                {all.map(({ cycleId, title, phaseName }) => (
                  <li key={cycleId} class="item item-narrow">
                    <h3>
                      <CycleName {...{ frame, cycleId, title }} />
                    </h3>
                    <p class="small">{phaseName[frame.language]}</p>
                  </li>
                ))}
              </ul>
            )}
          </BlockOf>
        </div>
      </div>
    </Page>
  );
}

/** How much there is to do; where nothing is, what comes next. */
function Lead({ frame, desk }: { readonly frame: Frame; readonly desk: Desk }): JSX.Element | null {
  const { words, language } = frame;
  const { tasks, next, today } = desk;
  if (tasks === undefined) return null;
  if (tasks === 'failed') return <Failed frame={frame} />;
  if (tasks.total > 0) return <p class="lead">{words.desk.count(tasks.total)}</p>;
  return (
    <Notice kind="done">
      {next === undefined || next === null || next === 'failed' ? (
        <p>{words.desk.nothing}</p>
      ) : (
        <p>
          {words.desk.nothingBut} <strong>{next[language]}</strong>:{' '}
          <DayFromToday day={next.due} today={today} language={language} />.
        </p>
      )}
    </Notice>
  );
}

/** A part of the desk under its title; nothing where it is not for this person. */
function BlockOf<Content>({
  frame,
  id,
  title,
  block,
  kind = 'in-place',
  children,
}: {
  readonly frame: Frame;
  readonly id: string;
  readonly title: string;
  readonly block: Block<Content>;
  readonly kind?: 'in-place' | 'list';
  readonly children: (content: Content) => ComponentChildren;
}): JSX.Element | null {
  if (block === undefined) return null;
  return (
    <section aria-labelledby={`${id}-titolo`}>
      <h2 id={`${id}-titolo`}>{title}</h2>
      <LiveRegion id={id} kind={kind}>
        {block === 'failed' ? <Failed frame={frame} /> : children(block)}
      </LiveRegion>
    </section>
  );
}

function Failed({ frame: { words } }: { readonly frame: Frame }): JSX.Element {
  return (
    <Notice kind="warning">
      <p>{words.desk.failed}</p>
    </Notice>
  );
}
