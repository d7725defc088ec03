import type { JSX } from 'preact';
import { dayInWords } from '#calendar';
import type { JsonObject } from '#event-store';
import type { Change, FactLine, Track } from '#history';
import type { TlogProof } from '#ledger';
import type { CycleLife } from '#planning';
import type { Frame } from '../../frame.js';
import { Copied } from '../../pieces/copied.js';
import { Icon } from '../../pieces/icon.js';
import { Notice } from '../../pieces/notice.js';
import { ChangesList } from './changes-list.js';
import { roleOf } from './fact-row.js';
import { HistoryPage, historyAddress } from './history-tabs.js';
import { Instant } from './instant.js';
import { Members } from './plain-value.js';

/** How a fact is sealed. */
export interface ShownSeal {
  /** Hex. */
  readonly hash: string;
  readonly proof: TlogProof;
  /** Facts under the checkpoint of the proof. */
  readonly size: number;
  readonly text: string;
}

/** A fact with all that is known of it. */
export interface ShownFact {
  readonly life: Readonly<CycleLife>;
  readonly track: Track;
  readonly line: FactLine;
  readonly rule: string;
  readonly data: JsonObject;
  /** As the API gives it. */
  readonly raw: JsonObject;
  readonly changes: readonly Change[];
  /** Undefined for one that is not sealed yet. */
  readonly seal: ShownSeal | undefined;
}

/** One fact: who did what, for whom, when, why, what it changed, how it is written and how it is sealed. */
export function FactPage({
  frame,
  shown,
}: {
  readonly frame: Frame;
  readonly shown: ShownFact;
}): JSX.Element {
  const { words, language } = frame;
  const said = words.history.factPage;
  const { life, track, line, data } = shown;
  const { cycleId, title } = life.data;
  const { revision } = line;
  return (
    <HistoryPage
      frame={frame}
      cycle={{ cycleId, title }}
      tab="facts"
      isBelow
      title={`${said.title(revision)}: ${line.words[language]}`}
    >
      <Beside frame={frame} cycleId={cycleId} revision={revision} last={track.last} />
      <About frame={frame} shown={shown} />
      <h2>{said.content}</h2>
      {Object.keys(data).length === 0 ? (
        <p>{said.nothing}</p>
      ) : (
        <Members frame={frame} value={data} />
      )}
      <h2>{said.changes}</h2>
      {shown.changes.length === 0 ? (
        <p>{said.noChanges}</p>
      ) : (
        <ChangesList frame={frame} changes={shown.changes} life={life} />
      )}
      <Seal frame={frame} shown={shown} />
      <h2>{said.raw}</h2>
      <pre class="raw" tabIndex={0}>
        {JSON.stringify(shown.raw, null, 2)}
      </pre>
    </HistoryPage>
  );
}

function Beside({
  frame: { words },
  cycleId,
  revision,
  last,
}: {
  readonly frame: Frame;
  readonly cycleId: string;
  readonly revision: number;
  readonly last: number;
}): JSX.Element {
  const said = words.history.factPage;
  return (
    <ul class="time-steps">
      {revision > 0 && (
        <li>
          <a rel="prev" href={historyAddress(cycleId, `fatti/${revision - 1}`)}>
            {said.previous}
          </a>
        </li>
      )}
      {revision < last && (
        <li>
          <a rel="next" href={historyAddress(cycleId, `fatti/${revision + 1}`)}>
            {said.next}
          </a>
        </li>
      )}
      <li>
        <a href={`${historyAddress(cycleId)}?al=${revision}`}>{said.then}</a>
      </li>
    </ul>
  );
}

function About({
  frame,
  shown: { life, track, line, rule },
}: {
  readonly frame: Frame;
  readonly shown: ShownFact;
}): JSX.Element {
  const { words, language } = frame;
  const [said, fact] = [words.history.factPage, words.history.fact];
  const { cycleId } = life.data;
  const move = track.moves.get(line.revision);
  const links = (revisions: readonly number[]): readonly JSX.Element[] =>
    revisions.map((revision) => (
      <a key={revision} href={historyAddress(cycleId, `fatti/${revision}`)}>
        {' '}
        {fact.number(revision)}
      </a>
    ));
  return (
    <>
      {(line.correctedBy.length > 0 || line.redactedBy.length > 0) && (
        <Notice kind="warning">
          {line.correctedBy.length > 0 && (
            <p>
              {fact.corrected}
              {links(line.correctedBy)}
            </p>
          )}
          {line.redactedBy.length > 0 && (
            <p>
              {fact.redacted}
              {links(line.redactedBy)}
            </p>
          )}
        </Notice>
      )}
      <dl class="facts">
        <dt>{said.who}</dt>
        <dd>
          <strong>{line.by}</strong> ({roleOf(line.role, language)})
          {line.onBehalfOf !== null && (
            <>
              , {fact.onBehalfOf} <strong>{line.onBehalfOf}</strong> (
              {roleOf(line.actedAs, language)})
            </>
          )}
        </dd>
        <dt>{said.recorded}</dt>
        <dd>
          <Instant at={line.recordedAt} language={language} form="full" />
        </dd>
        <dt>{said.occurred}</dt>
        <dd>
          <time dateTime={line.occurredOn}>{dayInWords(line.occurredOn, language, 'full')}</time>
          {line.daysLate > 0 && ` (${fact.late(line.daysLate)})`}
        </dd>
        {line.lateReason !== null && (
          <>
            <dt>{said.lateReason}</dt>
            <dd>«{line.lateReason}»</dd>
          </>
        )}
        {line.reason !== null && (
          <>
            <dt>{said.reason}</dt>
            <dd>«{line.reason}»</dd>
          </>
        )}
        <dt>{said.about}</dt>
        <dd>
          {line.scheda ? (
            <a href={historyAddress(cycleId, `schede/${line.scheda.schedaId}?al=${line.revision}`)}>
              {line.scheda.code} {line.scheda.title}
            </a>
          ) : (
            (line.about?.id ?? said.whole)
          )}
        </dd>
        {move && (
          <>
            <dt>{said.move}</dt>
            <dd>
              {move.from && `${move.from[language]} `}
              <Icon name="arrow-right" />
              <span class="visually-hidden">{fact.arrow}</span> {move.to[language]}
            </dd>
          </>
        )}
        {line.act !== null && (
          <>
            <dt>{said.act}</dt>
            <dd>{line.act}</dd>
          </>
        )}
        <dt>{said.rule}</dt>
        <dd>
          <code>{rule}</code>
          {line.isDecision && <span class="mark">{fact.decision}</span>}
        </dd>
      </dl>
    </>
  );
}

function Seal({
  frame,
  shown: { seal, line },
}: {
  readonly frame: Frame;
  readonly shown: ShownFact;
}): JSX.Element {
  const { words, language } = frame;
  const said = words.history.factPage;
  if (!seal) {
    return (
      <>
        <h2>{said.seal}</h2>
        <p>{said.notSealed}</p>
      </>
    );
  }
  const number = (of: number): string => of.toLocaleString(language === 'it' ? 'it-IT' : 'en-GB');
  return (
    <>
      <h2>{said.seal}</h2>
      <dl class="facts">
        <dt>{said.hash}</dt>
        <dd>
          <Copied frame={frame} text={seal.hash}>
            <code class="hash">{seal.hash}</code>
          </Copied>
        </dd>
        <dt>{said.index}</dt>
        <dd>{number(seal.proof.index)}</dd>
        <dt>{said.size}</dt>
        <dd>{number(seal.size)}</dd>
        <dt>{said.id}</dt>
        <dd>
          <Copied frame={frame} text={line.eventId}>
            <code class="hash">{line.eventId}</code>
          </Copied>
        </dd>
      </dl>
      <h3>{said.proof}</h3>
      <p class="small">{said.proofHint}</p>
      <pre class="raw" tabIndex={0}>
        {seal.text}
      </pre>
      <p>
        <a
          href={`/api/v1/ledger/proof/${line.eventId}`}
          download={`fatto-${line.revision}.tlog-proof`}
        >
          <Icon name="download" /> {said.proofDownload}
        </a>
      </p>
    </>
  );
}
