import type { JSX } from 'preact';
import { findableBy, type FoundKind, type FoundThing, type ThingKind } from '#planning';
import type { Role } from '#people';
import type { FoundIn } from '../../../api/search-reader.js';
import type { Frame } from '../../frame.js';
import { Page } from '../../pieces/page.js';
import { addressOfThing } from './address-of-thing.js';
import { FoundText } from './found-text.js';
import { passageInWords } from './passage-in-words.js';
import type { SearchPageQuery } from './search-query.js';

interface ShownSearch {
  readonly frame: Frame;
  readonly query: SearchPageQuery;
  readonly found: FoundIn;
  readonly role: Role;
}

/** What was found, kind by kind; where nothing was, what may help. */
export function SearchPage(shown: ShownSearch): JSX.Element {
  const { frame, query, found } = shown;
  const { words } = frame;
  const said = words.search;
  const { kinds, facts } = found;
  const count = kinds.reduce((sum, { total }) => sum + total, facts.length);
  const isAsked = query.q !== '';
  return (
    <Page
      frame={frame}
      title={isAsked ? said.titleOf(shortened(query.q)) : said.title}
      crumbs={[{ label: words.desk.title, address: '/' }]}
    >
      <Narrowing {...shown} />
      {isAsked && (
        <p class="small" role="status">
          {said.found(count)} {query.anni === 'tutti' ? said.inAllYears : said.inThisYear}
        </p>
      )}
      {isAsked && count === 0 && <Nothing {...shown} />}
      {facts.length > 0 && (
        <section aria-labelledby="found-facts">
          <h2 id="found-facts">{said.kinds.fact}</h2>
          <ul class="items">
            {facts.map(({ cycleId, title, revision }) => (
              <li key={cycleId} class="found">
                <h3>
                  <a href={`/cicli/${cycleId}/storico/fatti/${revision}`}>{said.fact(revision)}</a>
                </h3>
                <p class="small">{title}</p>
              </li>
            ))}
          </ul>
        </section>
      )}
      {kinds.map((kind) => (
        <Kind key={kind.kind} {...shown} found={kind} latestCycleId={found.latestCycleId} />
      ))}
      {isAsked && count > 0 && query.anni !== 'tutti' && (
        <p>
          <a href={addressOf(query, { anni: 'tutti' })}>{said.alsoEarlier}</a>
        </p>
      )}
    </Page>
  );
}

function Narrowing({ frame: { words }, query, role }: ShownSearch): JSX.Element {
  const said = words.search;
  return (
    <form class="filters card" action="/cerca" aria-label={said.narrow}>
      <div class="field found-text">
        <label for="q">{said.what}</label>
        <input id="q" name="q" type="search" maxLength={200} value={query.q} autoComplete="off" />
      </div>
      <div class="field">
        <label for="tipo">{said.kind}</label>
        <select id="tipo" name="tipo">
          <option value="">{said.everyKind}</option>
          {findableBy(role).map((kind) => (
            <option key={kind} value={kind} selected={kind === query.tipo}>
              {said.kinds[kind]}
            </option>
          ))}
        </select>
      </div>
      <div class="field check">
        <input
          id="anni"
          name="anni"
          type="checkbox"
          value="tutti"
          checked={query.anni === 'tutti'}
        />
        <label for="anni">{said.earlierYears}</label>
      </div>
      <button type="submit" class="button">
        {said.search}
      </button>
    </form>
  );
}

function Kind({
  frame,
  query,
  role,
  found: { kind, total, things },
  latestCycleId,
}: Omit<ShownSearch, 'found'> & {
  readonly found: FoundKind;
  readonly latestCycleId: string | undefined;
}): JSX.Element {
  const { words } = frame;
  const said = words.search;
  return (
    <section aria-labelledby={`found-${kind}`}>
      <h2 id={`found-${kind}`}>
        {said.kinds[kind]} <span class="count">{total}</span>
      </h2>
      <ul class="items">
        {things.map((thing) => (
          <li key={`${thing.cycleId} ${thing.id}`} class="found">
            <h3>
              {codeOf(thing) !== undefined && <span class="code">{codeOf(thing)}</span>}{' '}
              <a href={addressOfThing(thing, role, latestCycleId)}>
                <FoundText text={thing.title === '' ? thing.id : thing.title} />
              </a>
            </h3>
            {thing.passage !== '' && (
              <p>
                <FoundText text={passageInWords(thing, frame)} />
              </p>
            )}
            <p class="small">
              {thing.isExact && <strong>{said.exact} </strong>}
              {yearOf(thing.cycleId) !== undefined && said.ofYear(yearOf(thing.cycleId) ?? '')}
            </p>
          </li>
        ))}
      </ul>
      {total > things.length &&
        (query.tipo === undefined ? (
          <p>
            <a href={addressOf(query, { tipo: kind })}>
              {said.showAll(total)}
              <span class="visually-hidden">: {said.kinds[kind]}</span>
            </a>
          </p>
        ) : (
          <p>{said.tooMany(things.length)}</p>
        ))}
    </section>
  );
}

/** Nothing may be there, or not where it was looked for. */
function Nothing({ frame, query, found }: ShownSearch): JSX.Element {
  const { words, may, cycleId } = frame;
  const said = words.search;
  const { suggestion } = found;
  return (
    <section class="card" aria-labelledby="nothing">
      <h2 id="nothing">{said.nothing}</h2>
      {suggestion !== undefined && (
        <p>
          {said.perhaps} <a href={addressOf(query, { q: suggestion })}>{suggestion}</a>
        </p>
      )}
      <ul>
        <li>{said.fewerWords}</li>
        {query.tipo !== undefined && (
          <li>
            <a href={addressOf(query, { tipo: undefined })}>{said.inEveryKind}</a>
          </li>
        )}
        {query.anni !== 'tutti' && (
          <li>
            <a href={addressOf(query, { anni: 'tutti' })}>{said.alsoEarlier}</a>
          </li>
        )}
        {may.openSchede && cycleId !== undefined && (
          <li>
            <a href={`/cicli/${cycleId}/schede`}>{said.listOfSchede}</a>
          </li>
        )}
      </ul>
      <p class="small">{said.onlyWhatYouMay}</p>
    </section>
  );
}

/** The code people know it by: the first one; a deadline and a document have none that anybody says. */
function codeOf({ kind, codes }: FoundThing): string | undefined {
  const shown: readonly ThingKind[] = ['scheda', 'programme', 'coDesignRow'];
  const [code = ''] = codes.split(' ');
  return shown.includes(kind) && code !== '' ? code : undefined;
}

const yearOf = (cycleId: string): string | undefined => /-(\d{4})$/.exec(cycleId)?.[1];

/** As much of a text as a heading holds. */
const shortened = (text: string): string => (text.length > 60 ? `${text.slice(0, 59)}…` : text);

/** The address of the same search, in some ways another one. */
function addressOf(
  query: SearchPageQuery,
  other: { readonly [Key in keyof SearchPageQuery]?: SearchPageQuery[Key] | undefined },
): string {
  const { q, tipo, anni } = query;
  const asked = Object.entries({ ...{ q, tipo, anni }, ...other });
  const said = asked.filter((each): each is [string, string] => each[1] !== undefined);
  return `/cerca?${new URLSearchParams(said).toString()}`;
}
