import type { ComponentChildren, JSX } from 'preact';
import { dayInWords } from '#calendar';
import { valueSets, type Action, type CoDesignListRow, type PartOfCycle } from '#planning';
import type { Frame } from '../../frame.js';
import { Actions } from '../../pieces/actions.js';
import { Copied } from '../../pieces/copied.js';
import { DayFromToday } from '../../pieces/day.js';
import { euro } from '../../pieces/euro.js';
import { Notice } from '../../pieces/notice.js';
import { Page } from '../../pieces/page.js';
import { periodInWords } from './period-in-words.js';
import { isExpiring } from './seen-rows.js';

/** One row of the register: what its document says, how that is understood, and what it is linked with. */
export function CoDesignRowPage({
  frame,
  row,
  rows,
  today,
  part,
  actions,
}: {
  readonly frame: Frame;
  readonly row: CoDesignListRow;
  /** All of the register, for those it is linked with. */
  readonly rows: readonly CoDesignListRow[];
  /** `2026-11-26` in Rome. */
  readonly today: string;
  readonly part: PartOfCycle;
  readonly actions: readonly Action[];
}): JSX.Element {
  const { words, language } = frame;
  const said = words.coDesign;
  const codes = Object.entries(row.codes).flatMap(([kind, all]) =>
    (all as readonly string[]).map((code) => ({ kind: kind.toUpperCase(), code })),
  );
  return (
    <Page
      frame={frame}
      hasActions={actions.length > 0}
      title={row.activity}
      crumbs={[
        { label: words.desk.title, address: '/' },
        { label: said.title, address: '/coprogettazione' },
      ]}
    >
      <p class="lead">
        {row.stateName[language]}
        {row.stateText !== undefined && ` (${said.written(row.stateText)})`}
      </p>
      {isExpiring(row, today) && row.endsOn !== null && (
        <Notice kind="warning">
          <p>
            {said.endsOn} <DayFromToday day={row.endsOn} today={today} language={language} />
          </p>
        </Notice>
      )}
      {row.needsReview && (
        <Notice kind="warning">
          <p>{said.needsReview}</p>
        </Notice>
      )}
      {actions.length > 0 && (
        <section class="card" aria-labelledby="actions">
          <h2 id="actions">{said.actions}</h2>
          <Actions frame={frame} cycleId={row.cycleId} part={part} actions={actions} />
        </section>
      )}
      <dl class="facts">
        <Line term={said.holderColumn}>{row.holder.text}</Line>
        <Line term={said.subjects}>{row.subjects.map(({ text }) => text).join('; ')}</Line>
        <Line term={said.legalForm}>{valueSets.legalForms[row.legalForm]}</Line>
        <Line term={said.period}>
          {periodInWords(row.period)}
          {row.endsOn !== null && ` (${said.endsOn} ${dayInWords(row.endsOn, language)})`}
        </Line>
        <Line term={said.condition}>{row.stateCondition}</Line>
        <Line term={said.codes}>
          {codes.length > 0 &&
            codes.map(({ kind, code }) => (
              <p key={code}>
                {kind}{' '}
                <Copied frame={frame} text={code} label={`${words.page.copy} ${kind}`}>
                  {code}
                </Copied>
              </p>
            ))}
        </Line>
        <Line term={said.amount}>
          {row.amountEur === undefined ? '' : euro(row.amountEur, language)}
        </Line>
        <Line term={said.act}>{row.act}</Line>
        <Line term={said.law}>{row.legalReferences.join(', ')}</Line>
        <Line term={said.renews}>{linkTo(rows, row.renews)}</Line>
        <Line term={said.renewedBy}>{linkTo(rows, row.renewedBy ?? undefined)}</Line>
        <Line term={said.addendumTo}>{linkTo(rows, row.addendumTo)}</Line>
        <Line term={said.addenda}>
          {row.addenda.length > 0 && row.addenda.map((id) => <p key={id}>{linkTo(rows, id)}</p>)}
        </Line>
        <Line term={said.schede}>
          {row.schede.length > 0 &&
            row.schede.map(({ cycleId, schedaId }) => (
              <span key={schedaId}>
                <a href={`/cicli/${cycleId}/schede/${encodeURIComponent(schedaId)}`}>
                  {schedaId}
                </a>{' '}
              </span>
            ))}
        </Line>
        <Line term={said.source}>
          {row.source && said.lines(row.source.file, row.source.lines.join(', '))}
        </Line>
        <Line term={said.reviews}>
          {row.reviews.length > 0 &&
            row.reviews.map(({ on, finding, reviewAgainOn }) => (
              <p key={on}>
                {dayInWords(on, language)}:{' '}
                {said.review1(finding, dayInWords(reviewAgainOn, language))}
              </p>
            ))}
        </Line>
      </dl>
    </Page>
  );
}

/** A line of what is known; nothing where nothing is. */
function Line({
  term,
  children,
}: {
  readonly term: string;
  readonly children: ComponentChildren;
}): JSX.Element | null {
  if (children === undefined || children === '' || children === false) return null;
  return (
    <>
      <dt>{term}</dt>
      <dd>{children}</dd>
    </>
  );
}

/** With what it is called, and how long it lasts. */
function linkTo(
  rows: readonly CoDesignListRow[],
  rowId: string | undefined,
): JSX.Element | undefined {
  if (rowId === undefined) return undefined;
  const row = rows.find(({ coDesignRowId }) => coDesignRowId === rowId);
  return (
    <>
      <a href={`/coprogettazione/${encodeURIComponent(rowId)}`}>{rowId}</a>
      {row && ` ${row.activity}${row.period ? ` (${periodInWords(row.period)})` : ''}`}
    </>
  );
}
