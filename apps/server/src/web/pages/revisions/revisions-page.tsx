import type { JSX } from 'preact';
import type { CycleLife, Scheda } from '#planning';
import type { Frame } from '../../frame.js';
import { Notice } from '../../pieces/notice.js';
import { Page } from '../../pieces/page.js';
import { Instant } from '../history/instant.js';
import { fieldsOfSchede } from '../scheda/scheda-content.js';
import type { SchedaVersion } from '../scheda/scheda-facts.js';
import { cycleCrumb } from '../cycle/cycle-address.js';

/** Every version of a scheda: first those that went to somebody, then each save, with two to choose for a comparison. */
export function RevisionsPage({
  frame,
  life,
  scheda,
  versions,
}: {
  readonly frame: Frame;
  readonly life: Readonly<CycleLife>;
  readonly scheda: Readonly<Scheda>;
  /** Oldest first. */
  readonly versions: readonly SchedaVersion[];
}): JSX.Element {
  const { words } = frame;
  const said = words.revisions;
  const { cycleId } = life.data;
  const address = `/cicli/${cycleId}/schede/${encodeURIComponent(scheda.schedaId)}`;
  const official = versions.filter(({ marks }) => marks.length > 0);
  return (
    <Page
      frame={frame}
      title={said.titleOf(scheda.code)}
      crumbs={[
        cycleCrumb(frame, life.data),
        { label: words.schede.title, address: `/cicli/${cycleId}/schede` },
        { label: `${scheda.code} · ${scheda.title}`, address },
      ]}
    >
      {versions.length < 2 ? (
        <Notice kind="info">
          <p>{scheda.version === 0 ? said.noneYet : said.none}</p>
        </Notice>
      ) : (
        <>
          {official.length > 0 && (
            <Official {...{ frame, address, official: official.toReversed() }} />
          )}
          <section aria-labelledby="all">
            <h2 id="all">{said.all}</h2>
            <Revisions {...{ frame, life, address, versions }} />
          </section>
        </>
      )}
    </Page>
  );
}

/** Those that somebody was given, each with the one before it to compare with. */
function Official({
  frame: { words, language },
  address,
  official,
}: {
  readonly frame: Frame;
  readonly address: string;
  /** Latest first. */
  readonly official: readonly SchedaVersion[];
}): JSX.Element {
  const said = words.revisions;
  return (
    <section aria-labelledby="official">
      <h2 id="official">{said.official}</h2>
      <ul class="items">
        {official.map(({ version, marks }, index) => {
          const before = official[index + 1]?.version;
          return (
            <li key={version} class="item">
              <div>
                <h3>{words.scheda.version(version)}</h3>
                {before !== undefined && (
                  <p>
                    <a href={`${address}/confronto?da=${before}&a=${version}`}>
                      {said.compareWithPrevious(before)}
                    </a>
                  </p>
                )}
              </div>
              <ul class="plain">
                {marks.map(({ mark, line }) => (
                  <li key={line.revision}>
                    <strong>{said.marks[mark]}</strong>, {line.by},{' '}
                    <Instant at={line.recordedAt} language={language} form="short" />
                  </li>
                ))}
              </ul>
            </li>
          );
        })}
      </ul>
    </section>
  );
}

function Revisions({
  frame: { words, language },
  life,
  address,
  versions,
}: {
  readonly frame: Frame;
  readonly life: Readonly<CycleLife>;
  readonly address: string;
  readonly versions: readonly SchedaVersion[];
}): JSX.Element {
  const said = words.revisions;
  const titles = new Map(fieldsOfSchede(life).map(([field, { title }]) => [field, title]));
  const last = versions.at(-1)?.version ?? 0;
  const from = versions.at(-2)?.version ?? 0;
  return (
    <form action={`${address}/confronto`} class="on-paper">
      <table class="table table-cards">
        <thead>
          <tr>
            <th scope="col">{said.from}</th>
            <th scope="col">{said.to}</th>
            <th scope="col">{said.version}</th>
            <th scope="col">{said.when}</th>
            <th scope="col">{said.who}</th>
            <th scope="col">{said.what}</th>
            <th scope="col">{said.became}</th>
          </tr>
        </thead>
        <tbody>
          {versions.toReversed().map(({ version, line, fields, marks }) => (
            <tr key={line.revision}>
              <td data-label={said.from} class="pick">
                <input
                  type="radio"
                  name="da"
                  value={String(version)}
                  aria-label={said.fromVersion(version)}
                  checked={version === from}
                />
              </td>
              <td data-label={said.to} class="pick">
                <input
                  type="radio"
                  name="a"
                  value={String(version)}
                  aria-label={said.toVersion(version)}
                  checked={version === last}
                />
              </td>
              <th scope="row">
                {said.version} {version}
              </th>
              <td data-label={said.when}>
                <Instant at={line.recordedAt} language={language} form="short" />
              </td>
              <td data-label={said.who}>
                {line.by}
                {line.onBehalfOf !== null && ` ${words.scheda.onBehalfOf(line.onBehalfOf)}`}
              </td>
              <td data-label={said.what}>
                <span>
                  {version === 0 && said.begun}
                  {fields.map((field) => titles.get(field) ?? field).join(', ')}
                  {line.reason !== null && <em> «{line.reason}»</em>}
                </span>
              </td>
              <td data-label={said.became}>
                {marks.map(({ mark }) => said.marks[mark]).join(', ')}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <p>
        <button type="submit" class="button">
          {said.compare}
        </button>
      </p>
    </form>
  );
}
