import type { JSX } from 'preact';
import type { Frame } from '../../frame.js';
import { DayFromToday } from '../../pieces/day.js';
import { Notice } from '../../pieces/notice.js';
import { Page } from '../../pieces/page.js';
import { agendaAddress } from './agenda-address.js';
import { AgendaFilters } from './agenda-filters.js';
import { AgendaViews } from './agenda-views.js';
import type { AgendaItem, When } from './agenda.js';
import type { ChosenWhose, UnitToChoose } from './whose-agenda.js';

/** What falls due and what takes place, day after day. */
export function AgendaPage({
  frame,
  groups,
  cycleId,
  today,
  whose,
}: {
  readonly frame: Frame;
  readonly groups: readonly { readonly when: When; readonly items: readonly AgendaItem[] }[];
  /** The cycle that is looked at alone. */
  readonly cycleId: string | undefined;
  /** `2026-11-26` in Rome. */
  readonly today: string;
  /** Whose deadlines are chosen; undefined for whoever may not choose. */
  readonly whose:
    { readonly chosen: ChosenWhose; readonly units: readonly UnitToChoose[] } | undefined;
}): JSX.Element {
  const { words } = frame;
  const isChosen = whose?.chosen.di === 'tutte' || whose?.chosen.unita !== undefined;
  const overdue = groups.find(({ when }) => when === 'overdue')?.items.length ?? 0;
  return (
    <Page
      frame={frame}
      title={words.agenda.title}
      {...(overdue > 0 && { before: `(${overdue})` })}
      crumbs={[{ label: words.desk.title, address: '/' }]}
    >
      <AgendaViews frame={frame} shown="list" />
      {whose && (
        <AgendaFilters {...{ frame, ...whose }} view={{ ciclo: cycleId }} byDefault="mie" />
      )}
      {cycleId !== undefined && (
        <p>
          {words.agenda.ofOne}{' '}
          <a href={agendaAddress({ ...whose?.chosen })}>{words.agenda.ofAll}</a>
        </p>
      )}
      {groups.length === 0 && (
        <Notice kind={isChosen ? 'info' : 'done'}>
          {isChosen ? (
            <p>
              {words.agenda.gantt.none}{' '}
              <a href={agendaAddress({ ciclo: cycleId })}>{words.agenda.showOwn}</a>
            </p>
          ) : (
            <p>{words.agenda.nothing}</p>
          )}
        </Notice>
      )}
      {frame.may.openSchede && (cycleId ?? frame.cycleId) !== undefined && (
        <p>
          <a href={`/scadenze?vista=gantt&ciclo=${cycleId ?? frame.cycleId ?? ''}`}>
            {words.agenda.everyDeadline}
          </a>
        </p>
      )}
      {groups.map(({ when, items }) => (
        <section key={when} class={`tasks tasks-${when}`} aria-labelledby={`agenda-${when}`}>
          <h2 id={`agenda-${when}`}>
            {words.agenda[when]} <span class="count">{items.length}</span>
          </h2>
          <ul class="items">
            {items.map((item) => (
              <li key={item.id} class="item">
                <Item frame={frame} item={item} today={today} />
              </li>
            ))}
          </ul>
        </section>
      ))}
    </Page>
  );
}

function Item({
  frame: { words, language },
  item,
  today,
}: {
  readonly frame: Frame;
  readonly item: AgendaItem;
  readonly today: string;
}): JSX.Element {
  const { address, title, day, startTime, why, file, kind, isMissed, extend } = item;
  return (
    <>
      <div>
        <h3>{address === undefined ? title : <a href={address}>{title}</a>}</h3>
        {why.length > 0 && (
          <details>
            <summary>{words.agenda.details[kind]}</summary>
            {why.map((text) => (
              <p key={text}>{text}</p>
            ))}
          </details>
        )}
      </div>
      <div>
        <p class="due">
          <DayFromToday day={day} today={today} language={language} />
          {startTime !== undefined && `, ${words.agenda.at} ${startTime}`}
        </p>
        <p class="small">
          {words.agenda.kinds[kind]}
          {isMissed && ` · ${words.agenda.missed}`}
          {file !== undefined && (
            <>
              {' · '}
              <a href={file}>
                {words.agenda.file}
                <span class="visually-hidden"> {title}</span>
              </a>
            </>
          )}
          {extend !== undefined && (
            <>
              {' · '}
              <a href={extend} class="screen-only" aria-label={words.cycle.extendThis(title)}>
                {words.cycle.extend}
              </a>
            </>
          )}
        </p>
      </div>
    </>
  );
}
