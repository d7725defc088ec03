import type { JSX } from 'preact';
import { dayInWords } from '#calendar';
import { factWords, type Action, type CycleLife } from '#planning';
import type { Frame } from '../../frame.js';
import { liveOfCycle } from '../../live/cycle-live.js';
import { Actions } from '../../pieces/actions.js';
import { Icon } from '../../pieces/icon.js';
import { Notice } from '../../pieces/notice.js';
import { HeldBack, type WhyHeldBack } from '../cycle/held-back.js';
import { countedByStage } from '../cycle/scheda-stage.js';
import { Act } from './act.js';
import { actInWords } from './act-in-words.js';
import type { ShownApproval } from './approval-reader.js';
import { ApprovalPages, approvalAddress } from './approval-tabs.js';
import { Fingerprint } from '../../pieces/fingerprint.js';
import { presentDocument, type FrozenDocument } from './frozen-documents.js';
import { Prescriptions } from './prescriptions.js';
import { conditionsOf, waitingIn, type Condition } from './readiness.js';
import { Sittings } from './sittings.js';
import { approvalVerbs } from './verbs-of-pages.js';
import { Waiting } from './waiting.js';

/** The states of the machine within which something is waited for on this page. */
const regions = [
  ...['verification', 'approval', 'publication', 'prowebDeposit', 'revision', 'suspended'],
];

/** Where the approval of a plan stands: what is missing, what was frozen, who decided what. */
export function ApprovalPage({
  frame,
  shown,
  heldBack,
  today,
}: {
  readonly frame: Frame;
  readonly shown: ShownApproval;
  readonly heldBack: WhyHeldBack | undefined;
  /** `2026-11-26` in Rome. */
  readonly today: string;
}): JSX.Element {
  const { words, language } = frame;
  const said = words.approval;
  const { life, frozen } = shown;
  const { data } = life;
  const { cycleId } = data;
  const document = presentDocument(frozen);
  const actions = shown.actions(approvalVerbs);
  const act = actInWords(frame, life);
  const isUnderWay = act === undefined || data.revisions.some(({ outcome }) => !outcome);
  const waiting = waitingIn(frame, life, regions);
  const counts = countedByStage(
    countsByState(Object.values(life.parts['scheda'] ?? {}).map(String)),
  );
  return (
    <ApprovalPages
      {...{ frame, data }}
      tab="approval"
      hasDocument={document !== undefined}
      hasActions={actions.length > 0 || heldBack !== undefined}
      live={liveOfCycle(frame, life)}
    >
      {data.ended && (
        <Notice kind="warning">
          <p>{said.ended[data.ended.how](dayInWords(data.ended.on, language))}</p>
        </Notice>
      )}
      {act !== undefined && (
        <Notice kind="done">
          <p>
            <strong>{act}</strong>
          </p>
        </Notice>
      )}
      {waiting.length === 0 ? (
        <p class="lead">
          {said.nothingWaits(life.workflow.root.meta(life.state).at(0)?.[language] ?? '')}
        </p>
      ) : (
        <Waiting {...{ frame, waiting, today }} />
      )}
      <Way frame={frame} life={life} document={document} />
      <ToDo {...{ frame, cycleId, actions, heldBack, counts }} />
      {document && <Document frame={frame} shown={shown} document={document} />}
      {isUnderWay && (
        <section aria-labelledby="pronto">
          <h2 id="pronto">{said.readiness}</h2>
          <Readiness conditions={conditionsOf(frame, shown)} frame={frame} />
        </section>
      )}
      <Act frame={frame} shown={shown} />
      <Prescriptions frame={frame} shown={shown} today={today} />
      <Sittings frame={frame} shown={shown} today={today} />
      <Steps frame={frame} shown={shown} />
    </ApprovalPages>
  );
}

function countsByState(states: readonly string[]): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const state of states) counts[state] = (counts[state] ?? 0) + 1;
  return counts;
}

function ToDo({
  frame,
  cycleId,
  actions,
  heldBack,
  counts,
}: {
  readonly frame: Frame;
  readonly cycleId: string;
  readonly actions: readonly Action[];
  readonly heldBack: WhyHeldBack | undefined;
  readonly counts: Parameters<typeof HeldBack>[0]['counts'];
}): JSX.Element | null {
  if (actions.length === 0 && heldBack === undefined) return null;
  return (
    <section class="card" aria-labelledby="actions">
      <h2 id="actions">{frame.words.approval.actions}</h2>
      <Actions frame={frame} cycleId={cycleId} actions={actions} />
      <HeldBack frame={frame} cycleId={cycleId} why={heldBack} counts={counts} />
    </section>
  );
}

const way = ['frozen', 'endorsed', 'convened', 'approved', 'published'] as const;

/** How far the document has come, as the phases of a cycle are drawn. */
function Way({
  frame: { words, language },
  life: { data },
  document,
}: {
  readonly frame: Frame;
  readonly life: Readonly<CycleLife>;
  readonly document: FrozenDocument | undefined;
}): JSX.Element {
  const said = words.approval;
  const isBack = document?.fate === 'returned' || document?.fate === 'rejected';
  const here = isBack ? undefined : document;
  const sitting = data.sessions.at(-1);
  const published = data.publications.findLast(({ manifestHash }) => manifestHash === here?.hash);
  const on: Readonly<Record<(typeof way)[number], string | undefined>> = {
    frozen: here?.on,
    endorsed: here?.endorsed?.on ?? (here?.fate === 'approved' ? here.on : undefined),
    convened:
      here?.fate === 'onAgenda' || here?.fate === 'approved' ? sitting?.sessionOn : undefined,
    approved:
      here?.fate === 'approved' ? (sitting?.actDate ?? sitting?.sessionOn ?? here.on) : undefined,
    published: published?.from,
  };
  const next = way.find((step) => on[step] === undefined);
  return (
    <ol class="phases" aria-label={said.way}>
      {way.map((step, index) => {
        const standing = step === next ? 'current' : on[step] === undefined ? 'ahead' : 'done';
        const day = on[step];
        return (
          <li
            key={step}
            class={`phase phase-${standing}`}
            {...(standing === 'current' && { 'aria-current': 'step' as const })}
          >
            <span class="phase-number">{index + 1}</span>
            <span class="phase-name">{said.steps[step]}</span>
            <span class="visually-hidden"> {said.standings[standing]}</span>
            {day !== undefined && <time dateTime={day}>{dayInWords(day, language, 'short')}</time>}
          </li>
        );
      })}
    </ol>
  );
}

/** What is decided on, with its fingerprint, and the way to read it and to what is different in it. */
function Document({
  frame,
  shown: { life },
  document,
}: {
  readonly frame: Frame;
  readonly shown: ShownApproval;
  readonly document: FrozenDocument;
}): JSX.Element {
  const { words, language } = frame;
  const said = words.approval;
  const { cycleId, sentBack } = life.data;
  const { number, by, on, hash, manifest, fate, endorsed, planRevision, without } = document;
  const isBack = fate === 'returned' || fate === 'rejected';
  return (
    <section class="card" aria-labelledby="documento">
      <h2 id="documento">{said.document(number)}</h2>
      <p>
        <strong>{said.fates[fate]}</strong>
        {planRevision !== undefined && ` · ${said.ofRevision(planRevision)}`}
        {without !== undefined && ` · ${said.withoutScheda(without)}`}
      </p>
      {isBack && sentBack && (
        <Notice kind="warning">
          <p>{said.sentBack(sentBack.by, dayInWords(sentBack.on, language))}</p>
          <p class="as-written">{sentBack.text}</p>
        </Notice>
      )}
      <dl class="facts">
        <dt>{said.hash}</dt>
        <dd>
          <Fingerprint frame={frame} hash={hash} />
        </dd>
        <dt>{said.frozenBy}</dt>
        <dd>
          {by}, <time dateTime={on}>{dayInWords(on, language)}</time>
        </dd>
        <dt>{said.proposedBy}</dt>
        <dd>
          {endorsed ? (
            <>
              {endorsed.by}, <time dateTime={endorsed.on}>{dayInWords(endorsed.on, language)}</time>
            </>
          ) : (
            said.notProposed
          )}
        </dd>
        <dt>{said.holds}</dt>
        <dd>
          {said.holding(
            manifest.schede.length,
            new Set(manifest.schede.map(({ programmeId }) => programmeId)).size,
            manifest.documents.length,
          )}
        </dd>
      </dl>
      <p class="links">
        <a href={`${approvalAddress(cycleId, 'documento')}?versione=${number}`}>
          <Icon name="file" /> {said.read}
        </a>
        {number > 1 && (
          <a href={`${approvalAddress(cycleId, 'differenze')}?da=${number - 1}&a=${number}`}>
            {said.compare(number - 1)}
          </a>
        )}
      </p>
    </section>
  );
}

/** Each thing the document rests on: there or not, what is missing, and who owes it. */
function Readiness({
  frame,
  conditions,
}: {
  readonly frame: Frame;
  readonly conditions: readonly Condition[];
}): JSX.Element {
  const said = frame.words.approval;
  return (
    <ul class="items conditions">
      {conditions.map(({ key, isMet, says, owedBy, address }) => (
        <li key={key} class={`item ${isMet ? 'condition-met' : 'condition-missing'}`}>
          <div>
            <h3>
              <Icon name={isMet ? 'check-circle' : 'warning-circle'} />{' '}
              {address === undefined ? (
                said.conditions.names[key]
              ) : (
                <a href={address}>{said.conditions.names[key]}</a>
              )}
            </h3>
            <p>
              <strong>{isMet ? said.met : said.missing}</strong>
              {' · '}
              {says}
            </p>
          </div>
          {owedBy.length > 0 && (
            <div>
              <p class="small">{said.owedBy}</p>
              <ul class="plain">
                {owedBy.map(({ who, count, address: list }) => (
                  <li key={who}>
                    {list === undefined ? who : <a href={list}>{who}</a>}
                    {count !== undefined && <> · {said.schede(count)}</>}
                  </li>
                ))}
              </ul>
            </div>
          )}
        </li>
      ))}
    </ul>
  );
}

/** All that happened on the way, the latest first, with the way to what is recorded of it. */
function Steps({
  frame: { words, language, may },
  shown: { life, frozen },
}: {
  readonly frame: Frame;
  readonly shown: ShownApproval;
}): JSX.Element | null {
  const said = words.approval;
  if (frozen.steps.length === 0) return null;
  return (
    <div>
      <h2 id="passi">{said.happened}</h2>
      <div class="table-scroll" role="region" aria-labelledby="passi" tabIndex={0}>
        <table class="table">
          <thead>
            <tr>
              <th scope="col">{said.day}</th>
              <th scope="col">{said.what}</th>
              <th scope="col">{said.who}</th>
              {may.openHistory && <th scope="col">{said.fact}</th>}
            </tr>
          </thead>
          <tbody>
            {frozen.steps.toReversed().map(({ type, at, by, on }) => (
              <tr key={at}>
                <td>
                  <time dateTime={on}>{dayInWords(on, language)}</time>
                </td>
                <td>{factWords(type)[language]}</td>
                <td>{by}</td>
                {may.openHistory && (
                  <td>
                    <a href={`/cicli/${life.data.cycleId}/storico/fatti/${at}`}>
                      {words.history.fact.number(at)}
                    </a>
                  </td>
                )}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </div>
  );
}
