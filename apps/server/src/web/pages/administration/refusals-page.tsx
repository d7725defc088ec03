import type { JSX } from 'preact';
import { roleNames, type Role } from '#people';
import { verbByName, type RefusalRow } from '#planning';
import type { Frame } from '../../frame.js';
import { Notice } from '../../pieces/notice.js';
import { Page } from '../../pieces/page.js';
import { Instant } from '../history/instant.js';
import { administrationCrumbs } from './administration-page.js';
import { AdministrationViews } from './administration-views.js';
import type { CatalogueLine } from './refusal-catalogue.js';

interface Shown {
  readonly frame: Frame;
  readonly rows: readonly RefusalRow[];
}

/** What was asked for and refused in a zone, the newest first. */
export function RefusalsPage({
  total,
  next,
  query,
  ...shown
}: Shown & {
  readonly total: number;
  /** Where the next page begins. */
  readonly next: string | undefined;
  readonly query: { readonly codice: string; readonly persona: string };
}): JSX.Element {
  const { frame, rows } = shown;
  const { words } = frame;
  const said = words.administration.refusals;
  const isNarrowed = query.codice !== '' || query.persona !== '';
  return (
    <Page frame={frame} title={said.title} crumbs={administrationCrumbs(frame)}>
      <AdministrationViews frame={frame} shown="refusals" />
      <p class="lead">{said.lead}</p>
      <p>
        <a href="/amministrazione/rifiuti/catalogo">{said.catalogue}</a>
      </p>
      <form
        class="filters card"
        action="/amministrazione/rifiuti"
        aria-label={words.administration.filters}
      >
        <div class="field">
          <label for="codice">{said.code}</label>
          <input id="codice" name="codice" value={query.codice} autocapitalize="none" />
        </div>
        <div class="field">
          <label for="persona">{said.person}</label>
          <input id="persona" name="persona" value={query.persona} autocapitalize="none" />
        </div>
        <button type="submit" class="button">
          {words.schede.apply}
        </button>
      </form>
      <p>{said.count(total)}</p>
      {rows.length === 0 ? (
        <Notice kind="info">
          <p>
            {isNarrowed ? words.administration.noneSuch : said.none}{' '}
            {isNarrowed && <a href="/amministrazione/rifiuti">{words.administration.clear}</a>}
          </p>
        </Notice>
      ) : (
        <Refusals {...shown} />
      )}
      {next !== undefined && (
        <p>
          <a
            href={`/amministrazione/rifiuti?${new URLSearchParams({ ...query, dopo: next }).toString()}`}
          >
            {words.administration.more}
          </a>
        </p>
      )}
    </Page>
  );
}

function Refusals({ frame, rows }: Shown): JSX.Element {
  const { words, language } = frame;
  const said = words.administration.refusals;
  return (
    <table class="table table-cards">
      <caption class="visually-hidden">{said.title}</caption>
      <thead>
        <tr>
          <th scope="col">{said.when}</th>
          <th scope="col">{said.what}</th>
          <th scope="col">{said.who}</th>
          <th scope="col">{said.why}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.position}>
            <td data-label={said.when}>
              <Instant at={row.at} language={language} form="short" />
            </td>
            <th scope="row">
              {verbByName.get(row.verb)?.title[language] ?? row.verb}
              <p class="small">{row.cycleId}</p>
            </th>
            <td data-label={said.who}>
              <div class="sentences">
                {row.personId}
                <p class="small">{roleNames[row.role as Role][language]}</p>
              </div>
            </td>
            <td data-label={said.why}>
              <div class="sentences">
                {row[language]}
                <p class="small">
                  <a href={`/amministrazione/rifiuti/catalogo?testo=${row.code}`}>
                    <code>{row.code}</code>
                  </a>{' '}
                  · {said.rule} <code>{row.rule}</code>
                  {row.law !== null && (
                    <>
                      {' '}
                      · <span lang="it">{row.law}</span>
                    </>
                  )}
                </p>
              </div>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Every refusal there is, with its words and the law it rests on. */
export function CataloguePage({
  frame,
  lines,
  text,
  mayReadRecorded,
}: {
  readonly frame: Frame;
  readonly lines: readonly CatalogueLine[];
  readonly text: string;
  /** Whether they may see when it happened. */
  readonly mayReadRecorded: boolean;
}): JSX.Element {
  const { words, language } = frame;
  const said = words.administration.refusals;
  return (
    <Page
      frame={frame}
      title={said.catalogueTitle}
      crumbs={[
        ...administrationCrumbs(frame),
        ...(mayReadRecorded ? [{ label: said.title, address: '/amministrazione/rifiuti' }] : []),
      ]}
    >
      <AdministrationViews frame={frame} shown="refusals" />
      <p class="lead">{said.catalogueLead}</p>
      <form
        class="filters card"
        action="/amministrazione/rifiuti/catalogo"
        aria-label={words.administration.filters}
      >
        <div class="field">
          <label for="testo">{words.administration.text}</label>
          <input id="testo" name="testo" value={text} />
        </div>
        <button type="submit" class="button">
          {words.schede.apply}
        </button>
      </form>
      <p>{said.countCodes(lines.length)}</p>
      {lines.length === 0 ? (
        <Notice kind="info">
          <p>
            {words.administration.noneSuch}{' '}
            <a href="/amministrazione/rifiuti/catalogo">{words.administration.clear}</a>
          </p>
        </Notice>
      ) : (
        <table class="table table-cards">
          <caption class="visually-hidden">{said.catalogueTitle}</caption>
          <thead>
            <tr>
              <th scope="col">{said.code}</th>
              <th scope="col">{said.kind}</th>
              <th scope="col">{said.said}</th>
              <th scope="col">{said.law}</th>
            </tr>
          </thead>
          <tbody>
            {lines.map(({ code, kind, text: sentence, law }) => (
              <tr key={`${kind} ${code}`}>
                <th scope="row">
                  <code>{code}</code>
                  {mayReadRecorded && kind !== 'access' && kind !== 'problem' && (
                    <p class="small">
                      <a
                        href={`/amministrazione/rifiuti?codice=${code}`}
                        aria-label={`${said.recentOf}: ${code}`}
                      >
                        {said.recentOf}
                      </a>
                    </p>
                  )}
                </th>
                <td data-label={said.kind}>{said.kinds[kind]}</td>
                <td data-label={said.said}>{sentence[language]}</td>
                <td data-label={said.law} lang="it">
                  {law ?? '–'}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Page>
  );
}
