import type { JSX } from 'preact';
import type { FactLine, RowsOfTimeline, Sifted, TimelineRow, Track } from '#history';
import { factWords, type CycleLife } from '#planning';
import type { Frame } from '../../frame.js';
import { Icon } from '../../pieces/icon.js';
import { Notice } from '../../pieces/notice.js';
import { FactRow, shortened } from './fact-row.js';
import {
  factsAddress,
  filterNames,
  zoomNames,
  type FactsPageQuery,
  type FilterName,
} from './facts-query.js';
import { HistoryPage, historyAddress } from './history-tabs.js';
import { Instant } from './instant.js';

/** A list of facts, and what its filter holds back. */
export interface ShownFacts {
  readonly life: Readonly<CycleLife>;
  readonly track: Track;
  readonly query: FactsPageQuery;
  readonly sifted: Pick<Sifted, 'of' | 'hidden' | 'persons' | 'types'>;
  /** How many facts the filter lets through. */
  readonly found: number;
  readonly rows: RowsOfTimeline;
  /** The facts of the rows that are folded, by the first revision of each, where there are few enough of them. */
  readonly unfolded: ReadonlyMap<number, readonly FactLine[]>;
}

/** What happened in a cycle, so near as one wants to look, narrowed down as it stands in the address. */
export function FactsPage({
  frame,
  shown,
}: {
  readonly frame: Frame;
  readonly shown: ShownFacts;
}): JSX.Element {
  const { words } = frame;
  const said = words.history.facts;
  const { life, query, sifted, found, rows } = shown;
  const { cycleId, title } = life.data;
  const address = historyAddress(cycleId, 'fatti');
  return (
    <HistoryPage frame={frame} cycle={{ cycleId, title }} tab="facts">
      <Zooms frame={frame} address={address} query={query} />
      <Filters frame={frame} shown={shown} address={address} />
      <p class="lead" role="status">
        {said.count(found, sifted.of)} {query.fino !== undefined && `${said.upTo(query.fino)} `}
        <span class="small">{said.oldestFirst}</span>
      </p>
      {query.da > 0 && (
        <p>
          <a href={factsAddress(address, query, { da: undefined })}>{said.fromStart}</a>
        </p>
      )}
      {found === 0 ? (
        <Nothing frame={frame} shown={shown} address={address} />
      ) : (
        <ol class="fact-list">
          {rows.rows.map((row) => (
            <Row key={row.from} frame={frame} shown={shown} row={row} address={address} />
          ))}
        </ol>
      )}
      {rows.next !== null && (
        <p>
          <a class="button" href={factsAddress(address, query, { da: rows.next })}>
            {said.more}
          </a>
        </p>
      )}
      <p>
        <a
          href={factsAddress(`${address}.csv`, query, { zoom: undefined, da: undefined })}
          download
        >
          <Icon name="download" /> {said.export} (CSV)
        </a>{' '}
        <span class="small">{said.exportHint}</span>
      </p>
    </HistoryPage>
  );
}

function Zooms({
  frame: { words },
  address,
  query,
}: {
  readonly frame: Frame;
  readonly address: string;
  readonly query: FactsPageQuery;
}): JSX.Element {
  const said = words.history.facts;
  return (
    <nav class="tabs zooms" aria-label={said.zooms}>
      <ul>
        {Object.entries(zoomNames).map(([name, zoom]) => (
          <li key={name}>
            <a
              href={factsAddress(address, query, { zoom: name, da: undefined })}
              {...(name === query.zoom && { 'aria-current': 'true' as const })}
            >
              {said[zoom]}
            </a>
          </li>
        ))}
      </ul>
      <p class="small">{said.zoomHints[zoomNames[query.zoom]]}</p>
    </nav>
  );
}

function Filters({
  frame: { words, language },
  shown: { life, query, sifted },
  address,
}: {
  readonly frame: Frame;
  readonly shown: ShownFacts;
  readonly address: string;
}): JSX.Element {
  const said = words.history.facts;
  const schede = Object.values(life.data.schede).sort((one, other) =>
    one.code.localeCompare(other.code, 'it'),
  );
  const isFiltered = Object.keys(filterNames).some(
    (name) => query[name as FilterName] !== undefined,
  );
  return (
    <form
      class="card filters"
      method="get"
      action={address}
      role="search"
      aria-label={said.filters}
    >
      {query.zoom !== 'decisioni' && <input type="hidden" name="zoom" value={query.zoom} />}
      {query.fino !== undefined && <input type="hidden" name="fino" value={query.fino} />}
      <div class="field">
        <label for="chi">{said.person}</label>
        <select id="chi" name="chi">
          <option value="">{said.all}</option>
          {sifted.persons.map(({ name, facts }) => (
            <option key={name} value={name} selected={name === query.chi}>
              {name} ({facts})
            </option>
          ))}
        </select>
      </div>
      <div class="field">
        <label for="tipo">{said.type}</label>
        <select id="tipo" name="tipo">
          <option value="">{said.all}</option>
          {sifted.types
            .map(({ name, facts }) => ({ name, facts, label: factWords(name)[language] }))
            .toSorted((one, other) => one.label.localeCompare(other.label, language))
            .map(({ name, facts, label }) => (
              <option key={name} value={name} selected={name === query.tipo}>
                {label} ({facts})
              </option>
            ))}
        </select>
      </div>
      <div class="field">
        <label for="scheda">{said.scheda}</label>
        <select id="scheda" name="scheda">
          <option value="">{said.allSchede}</option>
          {schede.map(({ schedaId, code, title }) => (
            <option key={schedaId} value={schedaId} selected={schedaId === query.scheda}>
              {code} {shortened(title)}
            </option>
          ))}
        </select>
      </div>
      <div class="field">
        <label for="dal">{said.from}</label>
        <input id="dal" name="dal" type="date" value={query.dal ?? ''} />
      </div>
      <div class="field">
        <label for="entro">{said.to}</label>
        <input id="entro" name="entro" type="date" value={query.entro ?? ''} />
      </div>
      <button type="submit" class="button">
        {said.apply}
      </button>
      {(isFiltered || query.fino !== undefined) && (
        <a class="filters-clear" href={factsAddress(address, query, cleared)}>
          {said.clear}
        </a>
      )}
    </form>
  );
}

const cleared = {
  ...{ chi: undefined, tipo: undefined, scheda: undefined, dal: undefined, entro: undefined },
  ...{ da: undefined, fino: undefined },
};

/** Which part of the filter holds back how much, each with a link that does without it. */
function Nothing({
  frame: { words },
  shown: { query, sifted },
  address,
}: {
  readonly frame: Frame;
  readonly shown: ShownFacts;
  readonly address: string;
}): JSX.Element {
  const said = words.history.facts;
  const asked = Object.entries(filterNames).filter(
    ([name]) => query[name as FilterName] !== undefined,
  );
  return (
    <Notice kind="info">
      <p>{said.none}</p>
      <ul>
        {asked.map(([name, part]) => {
          const hidden = sifted.hidden[part] ?? 0;
          return (
            <li key={name}>
              <a href={factsAddress(address, query, { [name]: undefined })}>
                {said.without(labelOf(part, said))}
              </a>{' '}
              {hidden === 0 ? said.hidesNone : said.hides(hidden)}
            </li>
          );
        })}
      </ul>
    </Notice>
  );
}

const labelOf = (
  part: (typeof filterNames)[FilterName],
  said: Frame['words']['history']['facts'],
): string => said[part];

function Row({
  frame,
  shown,
  row,
  address,
}: {
  readonly frame: Frame;
  readonly shown: ShownFacts;
  readonly row: TimelineRow;
  readonly address: string;
}): JSX.Element {
  const said = frame.words.history.facts;
  const { cycleId } = shown.life.data;
  const { lead, idle } = row;
  return (
    <>
      {idle && <li class="fact-idle">{said.idle(idle.days, idle.workingDays)}</li>}
      {lead && row.facts === 1 ? (
        <FactRow
          frame={frame}
          cycleId={cycleId}
          line={lead}
          move={shown.track.moves.get(lead.revision)}
        />
      ) : (
        <Folded frame={frame} shown={shown} row={row} address={address} />
      )}
    </>
  );
}

/** Several facts as one row: what they are, by whom, on how many schede; each of them is one step away. */
function Folded({
  frame,
  shown,
  row,
  address,
}: {
  readonly frame: Frame;
  readonly shown: ShownFacts;
  readonly row: TimelineRow;
  readonly address: string;
}): JSX.Element {
  const { words, language } = frame;
  const said = words.history.facts;
  const { cycleId } = shown.life.data;
  const lines = shown.unfolded.get(row.from);
  const [one, ...others] = row.types;
  return (
    <li class={row.isDecision ? 'fact' : 'fact folded'}>
      <p class="fact-what">
        {row.lead && (
          <>
            <strong>{row.lead.by}</strong>:{' '}
            <a href={historyAddress(cycleId, `fatti/${row.from}`)}>{row.lead.words[language]}</a>
            {row.lead.scheda && ` · ${row.lead.scheda.code} ${shortened(row.lead.scheda.title)}`}
            {' · '}
          </>
        )}
        <strong>
          {row.isDecision && row.lead ? said.count(row.facts, row.facts) : said.folded(row.facts)}
        </strong>
        {row.schede > 0 && ` ${said.schede(row.schede)}`} {said.persons(row.persons)}
      </p>
      <p class="fact-when">
        <span>
          <Instant at={row.recorded.from} language={language} />
          {row.recorded.to !== row.recorded.from && (
            <>
              {' – '}
              <Instant at={row.recorded.to} language={language} />
            </>
          )}
        </span>
        <span class="fact-number">
          {words.history.fact.number(row.from)}–{row.to}
        </span>
        {row.isDecision && <span class="mark">{words.history.fact.decision}</span>}
      </p>
      {one && (
        <p class="small">
          {[one, ...others]
            .map(({ words: called, facts }) => `${called[language]} (${facts})`)
            .join(', ')}
        </p>
      )}
      {lines ? (
        <details>
          <summary>{said.open}</summary>
          <ol class="fact-list">
            {lines.map((line) => (
              <FactRow
                key={line.revision}
                frame={frame}
                cycleId={cycleId}
                line={line}
                move={shown.track.moves.get(line.revision)}
              />
            ))}
          </ol>
        </details>
      ) : (
        <p>
          <a
            href={factsAddress(address, shown.query, {
              ...{ zoom: 'tutto', da: row.from, fino: row.to },
            })}
          >
            {said.open}
          </a>
        </p>
      )}
    </li>
  );
}
