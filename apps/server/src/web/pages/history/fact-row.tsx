import type { JSX } from 'preact';
import { dayInWords } from '#calendar';
import type { FactLine, Move } from '#history';
import { roleNames, type Role } from '#people';
import type { Frame } from '../../frame.js';
import { Icon } from '../../pieces/icon.js';
import { historyAddress } from './history-tabs.js';
import { Instant } from './instant.js';

/** A fact in one row of a list: who, for whom, what, of what, from where to where, when, why, and what became of it. */
export function FactRow({
  frame,
  cycleId,
  line,
  move,
  place,
}: {
  readonly frame: Frame;
  readonly cycleId: string;
  readonly line: FactLine;
  readonly move: Move | undefined;
  /** Where it lies from the moment a page shows. */
  readonly place?: 'before' | 'here' | 'after';
}): JSX.Element {
  const { words, language } = frame;
  const said = words.history.fact;
  const { revision, scheda, about } = line;
  return (
    <li
      class={`fact${place === undefined ? '' : ` fact-${place}`}`}
      {...(place === 'here' && { 'aria-current': 'true' as const })}
    >
      <p class="fact-what">
        <strong>{line.by}</strong> ({roleOf(line.role, language)})
        {line.onBehalfOf !== null && (
          <>
            {' '}
            {said.onBehalfOf} <strong>{line.onBehalfOf}</strong>
          </>
        )}
        {': '}
        <a href={historyAddress(cycleId, `fatti/${revision}`)}>{line.words[language]}</a>
        {scheda && (
          <>
            {' · '}
            <a href={historyAddress(cycleId, `schede/${scheda.schedaId}?al=${revision}`)}>
              {scheda.code}
            </a>{' '}
            <span title={scheda.title}>{shortened(scheda.title)}</span>
          </>
        )}
        {!scheda && about && ` · ${about.id}`}
      </p>
      <p class="fact-when">
        {move && (
          <span>
            {move.from && `${move.from[language]} `}
            <Icon name="arrow-right" />
            <span class="visually-hidden">{said.arrow}</span> {move.to[language]}
          </span>
        )}
        <span>
          <Instant at={line.recordedAt} language={language} />
        </span>
        <span class="fact-number">{said.number(revision)}</span>
        {line.isDecision && <span class="mark">{said.decision}</span>}
        {place === 'after' && <span class="visually-hidden">{said.after}</span>}
        {place === 'here' && <span class="mark mark-here">{said.here}</span>}
      </p>
      <Later frame={frame} cycleId={cycleId} line={line} />
      {line.reason !== null && (
        <p class="fact-why">
          {said.reason} «{line.reason}»
        </p>
      )}
    </li>
  );
}

/** Whether it was put on record late, and what became of it since. */
function Later({
  frame: { words, language },
  cycleId,
  line: { daysLate, occurredOn, lateReason, correctedBy, redactedBy },
}: {
  readonly frame: Frame;
  readonly cycleId: string;
  readonly line: FactLine;
}): JSX.Element | null {
  const said = words.history.fact;
  if (daysLate === 0 && correctedBy.length === 0 && redactedBy.length === 0) return null;
  const links = (revisions: readonly number[]): readonly JSX.Element[] =>
    revisions.map((revision) => (
      <a key={revision} href={historyAddress(cycleId, `fatti/${revision}`)}>
        {' '}
        {said.number(revision)}
      </a>
    ));
  return (
    <p class="fact-later">
      {daysLate > 0 && (
        <span>
          <Icon name="clock" /> {said.occurredOn(dayInWords(occurredOn, language))},{' '}
          {said.late(daysLate)}
          {lateReason !== null && `: «${lateReason}»`}
        </span>
      )}
      {correctedBy.length > 0 && (
        <span>
          <Icon name="pencil" /> {said.corrected}
          {links(correctedBy)}
        </span>
      )}
      {redactedBy.length > 0 && (
        <span>
          <Icon name="warning-circle" /> {said.redacted}
          {links(redactedBy)}
        </span>
      )}
    </p>
  );
}

/** A title in a list: its beginning tells it from the others. */
export const shortened = (title: string): string =>
  title.length > 90 ? `${title.slice(0, 89).trimEnd()}…` : title;

/** What a role is called; one that is not known any more is its own word. */
export function roleOf(role: string, language: 'it' | 'en'): string {
  return Object.hasOwn(roleNames, role) ? roleNames[role as Role][language] : role;
}
