import type { JSX } from 'preact';
import type { BlamedField } from '#history';
import { isInPlan } from '#plan-document';
import {
  valueSets,
  type Action,
  type CycleLife,
  type QuestionRow,
  type Scheda,
  type SchedaLateness,
} from '#planning';
import type { Frame } from '../../frame.js';
import { Actions } from '../../pieces/actions.js';
import { Copied } from '../../pieces/copied.js';
import { DayFromToday } from '../../pieces/day.js';
import { Notice } from '../../pieces/notice.js';
import { Page } from '../../pieces/page.js';
import { stageOf } from '../cycle/scheda-stage.js';
import { cycleCrumb } from '../cycle/cycle-address.js';
import type { LinkedThing } from './linked.js';
import type { Names } from './named.js';
import {
  DeadlinesOfScheda,
  HistoryOfScheda,
  LinkedWithScheda,
  QuestionsOfScheda,
} from './scheda-aside.js';
import { SchedaContent } from './scheda-content.js';
import type { FactsOfScheda } from './scheda-facts.js';
import { SchedaWay } from './scheda-way.js';

/** A scheda as somebody may see it. */
export interface ShownScheda {
  readonly life: Readonly<CycleLife>;
  readonly scheda: Readonly<Scheda>;
  /** The state of its machine, and the same in words. */
  readonly state: string;
  readonly standing: string;
  readonly unit: string;
  /** Who answers for it today. */
  readonly head: string;
  readonly actions: readonly Action[];
  /** `2026-11-26` in Rome. */
  readonly today: string;
  readonly deadlines: readonly SchedaLateness[];
  readonly questions: readonly QuestionRow[];
  /** What a question about it says it is about. */
  readonly subject: string;
  readonly canAsk: boolean;
  readonly canAnswer: (questionId: string) => boolean;
  readonly happened: FactsOfScheda;
  readonly names: Names;
  readonly linked: readonly LinkedThing[];
  /** Who wrote what, by field, where that was asked for. */
  readonly origins: ReadonlyMap<string, BlamedField> | undefined;
}

/** What a scheda says, where it stands, what can be done with it, and what happened to it. */
export function SchedaPage({
  frame,
  shown,
}: {
  readonly frame: Frame;
  readonly shown: ShownScheda;
}): JSX.Element {
  const { words } = frame;
  const { life, scheda, state, standing, unit, head, today, happened, origins } = shown;
  const { cycleId } = life.data;
  const { schedaId } = scheda;
  const address = `/cicli/${cycleId}/schede/${encodeURIComponent(schedaId)}`;
  const programme = life.data.programmes[scheda.programmeId]?.name ?? scheda.programmeId;
  return (
    <Page
      frame={frame}
      hasActions={shown.actions.length > 0}
      title={`${scheda.code} · ${scheda.title}`}
      crumbs={[
        cycleCrumb(frame, life.data),
        { label: words.schede.title, address: `/cicli/${cycleId}/schede` },
      ]}
    >
      <p class="lead">
        {standing} · {words.scheda.version(scheda.version)}
      </p>
      <SchedaWay stage={stageOf(state)} words={words} />
      <div {...(shown.actions.length > 0 && { class: 'columns' })}>
        {shown.actions.length > 0 && (
          <section class="card card-actions" aria-labelledby="actions">
            <h2 id="actions">{words.scheda.actions}</h2>
            <Actions
              frame={frame}
              cycleId={cycleId}
              part={{ kind: 'scheda', id: schedaId }}
              actions={shown.actions}
            />
          </section>
        )}
        <dl class="facts">
          <dt>{words.schede.unit}</dt>
          <dd>{unit}</dd>
          <dt>{words.scheda.head}</dt>
          <dd>{head}</dd>
          <dt>{words.schede.programme}</dt>
          <dd>{programme}</dd>
          <dt>{words.schede.code}</dt>
          <dd>
            <Copied frame={frame} text={scheda.code} label={words.scheda.copyCode}>
              <span class="code">{scheda.code}</span>
            </Copied>
          </dd>
          {scheda.carriedFrom && (
            <>
              <dt>{words.scheda.copied}</dt>
              <dd>
                <a
                  href={`/cicli/${scheda.carriedFrom.cycleId}/schede/${scheda.carriedFrom.schedaId}`}
                >
                  {scheda.carriedFrom.cycleId}
                </a>
              </dd>
            </>
          )}
          {scheda.returns > 0 && (
            <>
              <dt>{words.schede.returns}</dt>
              <dd>{scheda.returns}</dd>
            </>
          )}
        </dl>
      </div>
      <LastReturn {...{ frame, scheda, today }} isNow={isWithUnit(state)} />
      <p class="links">
        <a href={`${address}/revisioni`}>{words.scheda.revisions}</a>
        {isInPlan(life, schedaId) && <a href={`${address}/pdf`}>{words.exporting.schede.one}</a>}
        <a href={origins ? address : `${address}?chi=1#text`}>
          {origins ? words.scheda.hideWho : words.scheda.showWho}
        </a>
      </p>
      <div class="columns">
        <section aria-labelledby="text">
          <h2 id="text">{words.scheda.text}</h2>
          <SchedaContent
            {...{ frame, life, scheda, unit, origins }}
            names={shown.names}
            versions={happened.versions}
          />
        </section>
        <div>
          <DeadlinesOfScheda {...{ frame, today }} deadlines={shown.deadlines} />
          <LinkedWithScheda {...{ frame, today }} linked={shown.linked} />
          <QuestionsOfScheda
            {...{ frame, cycleId }}
            subject={shown.subject}
            questions={shown.questions}
            canAsk={shown.canAsk}
            canAnswer={shown.canAnswer}
          />
          <HistoryOfScheda
            frame={frame}
            timeline={happened.timeline}
            address={`/cicli/${cycleId}/storico/schede/${encodeURIComponent(schedaId)}`}
          />
        </div>
      </div>
      <Neighbours frame={frame} life={life} scheda={scheda} />
    </Page>
  );
}

/** Whether it lies with its unit, which has to mend what was returned. */
const isWithUnit = (state: string): boolean =>
  stageOf(state) === 'returned' || stageOf(state) === 'inDrafting';

/** Why a scheda came back to its unit the last time. */
function LastReturn({
  frame: { words, language },
  scheda: { lastReturn },
  today,
  isNow,
}: {
  readonly frame: Frame;
  readonly scheda: Readonly<Scheda>;
  readonly today: string;
  /** Whether that is what is to be done now; else it is told as what was. */
  readonly isNow: boolean;
}): JSX.Element | null {
  if (!lastReturn) return null;
  return (
    <Notice kind={isNow ? 'warning' : 'info'}>
      <p>
        <strong>{isNow ? words.scheda.returned : words.scheda.wasReturned}</strong>{' '}
        {lastReturn.reasons.map((reason) => valueSets.returnReasons[reason]).join(', ')}
      </p>
      <p class="as-written">{lastReturn.text}</p>
      {isNow && lastReturn.due !== undefined && (
        <p>
          {words.scheda.by} <DayFromToday day={lastReturn.due} today={today} language={language} />
        </p>
      )}
    </Notice>
  );
}

/** The schede before and after it, by their codes. */
function Neighbours({
  frame: { words },
  life,
  scheda,
}: {
  readonly frame: Frame;
  readonly life: Readonly<CycleLife>;
  readonly scheda: Readonly<Scheda>;
}): JSX.Element | null {
  const all = Object.values(life.data.schede).toSorted((one, other) =>
    one.code.localeCompare(other.code, 'it', { numeric: true }),
  );
  const at = all.findIndex(({ schedaId }) => schedaId === scheda.schedaId);
  const [previous, next] = [all[at - 1], all[at + 1]];
  const address = (id: string) => `/cicli/${life.data.cycleId}/schede/${encodeURIComponent(id)}`;
  if (!previous && !next) return null;
  return (
    <nav class="neighbours" aria-label={words.scheda.neighbours}>
      {previous && (
        <a href={address(previous.schedaId)} rel="prev">
          {words.scheda.previous} {previous.code} {previous.title}
        </a>
      )}
      {next && (
        <a href={address(next.schedaId)} rel="next">
          {words.scheda.next} {next.code} {next.title}
        </a>
      )}
    </nav>
  );
}
