import type { JSX } from 'preact';
import type { Action, CycleLife } from '#planning';
import type { Frame } from '../../frame.js';
import { Actions } from '../../pieces/actions.js';
import { Icon } from '../../pieces/icon.js';
import { LiveRegion } from '../../pieces/live.js';
import { Page } from '../../pieces/page.js';
import { actInWords } from '../approval/act-in-words.js';
import { approvalAddress } from '../approval/approval-tabs.js';
import { Activity } from './activity.js';
import { Counters } from './counters.js';
import type { CycleOverview } from './cycle-overview.js';
import { HeldBack, type WhyHeldBack } from './held-back.js';
import { Mosaic } from './mosaic.js';
import { NextDeadlines } from './next-deadlines.js';
import type { WaitingReminder } from '../reminders/waiting-reminders.js';
import { PhaseCalendar } from './phase-calendar.js';
import { PhaseLead, PhaseStepper } from './phase-stepper.js';
import { TreeTable } from './tree-table.js';
import { UnitsTable, type UnitFilters } from './units-table.js';

/** What the page of a cycle shows to somebody. */
export interface ShownCycle {
  /** Whether the office shows everybody how far the cycle has come. */
  readonly hasPublicPage: boolean;
  readonly life: Readonly<CycleLife>;
  readonly overview: CycleOverview;
  /** Whether somebody may be told of the schede of a unit. */
  readonly sees: (unitId: string) => boolean;
  readonly actions: readonly Action[];
  readonly heldBack: WhyHeldBack | undefined;
  readonly mayExtend: (deadlineId: string) => boolean;
  readonly mayRemind: boolean;
  /** The reminders that they may still take back. */
  readonly waiting: readonly WaitingReminder[];
  /** The cycles of other years, the latest first. */
  readonly otherYears: readonly { readonly cycleId: string; readonly year: number }[];
  readonly asTable: boolean;
  readonly filters: UnitFilters;
  /** `2026-11-26` in Rome. */
  readonly today: string;
  /** What they see, as the address says it that tells of what is new. */
  readonly asSeen: string;
}

/** How far a cycle has come, who is late, what falls due. */
export function CyclePage({
  frame,
  shown,
}: {
  readonly frame: Frame;
  readonly shown: ShownCycle;
}): JSX.Element {
  const { words } = frame;
  const { life, overview, today, actions, heldBack } = shown;
  const { title, cycleId } = life.data;
  const { spans, counts, total } = overview;
  return (
    <Page
      frame={frame}
      hasActions={actions.length > 0}
      title={title}
      crumbs={[
        { label: words.desk.title, address: '/' },
        { label: words.cycle.all, address: '/cicli' },
      ]}
      live={{ stream: `/cicli/${cycleId}/novita`, seen: shown.asSeen }}
    >
      <OtherYears frame={frame} shown={shown} />
      <LiveRegion id="punto">
        <PhaseLead frame={frame} spans={spans} life={life} today={today} />
        <Approved frame={frame} life={life} />
        <PhaseStepper frame={frame} spans={spans} life={life} />
        <Counters frame={frame} cycleId={cycleId} counts={counts} total={total} />
      </LiveRegion>
      <div class="next-steps" id="actions" tabIndex={-1}>
        <Actions frame={frame} cycleId={cycleId} actions={actions} offered={2} />
        <HeldBack frame={frame} cycleId={cycleId} why={heldBack} counts={counts} />
      </div>
      <div class="columns">
        <section aria-labelledby="objectives">
          <Objectives frame={frame} shown={shown} />
        </section>
        <LiveRegion id="scadenze-e-attivita" kind="list">
          <NextDeadlines
            frame={frame}
            cycleId={cycleId}
            deadlines={overview.deadlines}
            today={today}
            mayExtend={shown.mayExtend}
          />
          {overview.activity && (
            <Activity frame={frame} cycleId={cycleId} rows={overview.activity} />
          )}
        </LiveRegion>
      </div>
      {spans && (
        <section aria-labelledby="calendar">
          <h2 id="calendar">{words.cycle.calendar}</h2>
          <PhaseCalendar frame={frame} spans={spans} today={today} />
        </section>
      )}
      <LiveRegion id="elenco-unita" kind="list">
        <UnitsTable
          frame={frame}
          cycleId={cycleId}
          units={overview.units}
          filters={shown.filters}
          mayRemind={shown.mayRemind}
          waiting={shown.waiting}
        />
      </LiveRegion>
    </Page>
  );
}

/** By which act the plan is in force, with the way to it; nothing before there is one. */
function Approved({
  frame,
  life,
}: {
  readonly frame: Frame;
  readonly life: Readonly<CycleLife>;
}): JSX.Element | null {
  const act = actInWords(frame, life);
  if (act === undefined) return null;
  const { cycleId } = life.data;
  return (
    <p class="approved">
      <Icon name="check-circle" />{' '}
      {frame.may.openApproval ? <a href={approvalAddress(cycleId)}>{act}</a> : act}
    </p>
  );
}

/** The cycles of other years, and what else there is of this one. */
function OtherYears({
  frame: { words },
  shown: { life, otherYears, hasPublicPage },
}: {
  readonly frame: Frame;
  readonly shown: ShownCycle;
}): JSX.Element {
  const { cycleId } = life.data;
  return (
    <div class="page-links">
      {otherYears.length > 0 && (
        <nav aria-label={words.cycle.otherYears}>
          <ul>
            {otherYears.map((other) => (
              <li key={other.cycleId}>
                <a href={`/cicli/${other.cycleId}`}>{other.year}</a>
              </li>
            ))}
          </ul>
        </nav>
      )}
      <ul>
        <li>
          <a href={`/cicli/${cycleId}/diagramma`}>{words.cycle.path}</a>
        </li>
        {hasPublicPage && (
          <li>
            <a href={`/pubblico/${cycleId}`}>{words.cycle.publicPage}</a>
          </li>
        )}
        <li>
          <a href="/scadenze/abbonamento">
            <Icon name="calendar" /> {words.cycle.subscribe}
          </a>
        </li>
        <li>
          <a href={`/cicli/${cycleId}/schede.xlsx`}>
            <Icon name="download" /> {words.cycle.export}
          </a>
        </li>
      </ul>
    </div>
  );
}

function Objectives({
  frame,
  shown: { life, overview, asTable, sees },
}: {
  readonly frame: Frame;
  readonly shown: ShownCycle;
}): JSX.Element {
  const { words } = frame;
  const { objectives, programmes, total } = overview;
  const { cycleId } = life.data;
  const named = objectives.filter(({ objectiveId }) => objectiveId !== undefined).length;
  const other = asTable ? '' : '?vista=tabella';
  return (
    <>
      <div class="head">
        <h2 id="objectives">{words.cycle.objectives(named, programmes, total)}</h2>
        {objectives.length > 0 && (
          <a href={`/cicli/${cycleId}${other}#objectives`}>
            {asTable ? words.cycle.asMosaic : words.cycle.asTable}
          </a>
        )}
      </div>
      {objectives.length === 0 && <p>{words.cycle.noTree}</p>}
      {objectives.length > 0 &&
        (asTable ? (
          <TreeTable frame={frame} life={life} overview={overview} sees={sees} />
        ) : (
          <Mosaic frame={frame} cycleId={cycleId} overview={overview} />
        ))}
    </>
  );
}
