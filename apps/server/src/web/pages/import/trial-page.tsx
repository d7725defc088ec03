import type { JSX } from 'preact';
import { HiddenMarks } from '../../commands/form-marks.js';
import type { Frame } from '../../frame.js';
import { Copied } from '../../pieces/copied.js';
import { Notice } from '../../pieces/notice.js';
import { FaultList } from './fault-list.js';
import { IMPORT, importAddress } from './import-address.js';
import type { KeptFile } from './kept-files.js';
import { StepPage } from './steps.js';
import { rowsOf, type FileFault, type Trial, type TriedRow } from './trial.js';

/** Rows on one page. */
const SHOWN = 100;

interface Shown {
  readonly frame: Frame;
  readonly kept: KeptFile;
  readonly trial: Trial;
  /** Into what it is imported. */
  readonly called: string;
  readonly onlyWrong: boolean;
  /** From which of the rows on they are shown, counted from 0. */
  readonly from: number;
  /** Whether the file that was to be imported is not the one that was tried. */
  readonly isAnother?: boolean;
}

/** The third step: what would follow. Nothing is written; all that is wrong is told at once. */
export function TrialPage(shown: Shown): JSX.Element {
  const { frame, kept, trial, called, onlyWrong, from, isAnother = false } = shown;
  const { words, language } = frame;
  const said = words.importing;
  const { rows, ofFile } = rowsOf(kept, trial);
  const wrong = rows.filter(({ standing }) => standing !== 'fine');
  const isFine = trial.faults.length === 0 && trial.refused === undefined;
  const chosen = onlyWrong ? wrong : rows;
  const there = rows.filter(({ standing }) => standing === 'there').length;
  return (
    <StepPage
      frame={frame}
      step="trial"
      kept={kept}
      before={isFine ? undefined : words.errors.prefix}
    >
      <p class="lead">
        {kept.fileName} → {called}
      </p>
      {isAnother && (
        <Notice kind="error">
          <p>{said.another}</p>
        </Notice>
      )}
      <dl class="import-counts">
        <Count label={isFine ? said.creates : said.fine} count={rows.length - wrong.length} />
        <Count label={said.there} count={there} />
        <Count label={said.errors} count={wrong.length - there + ofFile.length} isWrong />
      </dl>
      <Verdict {...shown} isFine={isFine} />
      {ofFile.length > 0 && (
        <>
          <h2>{said.ofFile}</h2>
          <FaultList frame={frame} faults={ofFile} />
        </>
      )}
      {trial.more > 0 && <p>{said.more(trial.more)}</p>}
      {rows.length > 0 && (
        <>
          <h2 id="rows">{said.rowsTitle}</h2>
          {wrong.length > 0 && (
            <nav class="tabs" aria-label={said.which}>
              <ul>
                <li>
                  <a
                    href={importAddress(kept.id, 'prova')}
                    {...(!onlyWrong && { 'aria-current': 'page' as const })}
                  >
                    {said.allRows(rows.length)}
                  </a>
                </li>
                <li>
                  <a
                    href={importAddress(kept.id, 'prova?righe=errori')}
                    {...(onlyWrong && { 'aria-current': 'page' as const })}
                  >
                    {said.onlyWrong(wrong.length)}
                  </a>
                </li>
              </ul>
            </nav>
          )}
          <Rows {...shown} rows={chosen.slice(from, from + SHOWN)} />
          {chosen.length > from + SHOWN && (
            <p>
              <a
                href={importAddress(
                  kept.id,
                  `prova?da=${from + SHOWN}${onlyWrong ? '&righe=errori' : ''}`,
                )}
              >
                {said.next(Math.min(SHOWN, chosen.length - from - SHOWN))}
              </a>
            </p>
          )}
        </>
      )}
      <p class="small">
        {said.fingerprint}:{' '}
        <Copied frame={frame} text={kept.file.sha256} label={words.approval.copyHash}>
          <span class="import-hash">{kept.file.sha256}</span>
        </Copied>
      </p>
      <p class="small" lang={language}>
        {said.onlyCreates}
      </p>
    </StepPage>
  );
}

function Count({
  label,
  count,
  isWrong = false,
}: {
  readonly label: string;
  readonly count: number;
  readonly isWrong?: boolean;
}): JSX.Element {
  return (
    <div class={isWrong && count > 0 ? 'import-count import-count-wrong' : 'import-count'}>
      <dt>{label}</dt>
      <dd>{count}</dd>
    </div>
  );
}

/** Whether it can be imported, and by what; or what to do first. */
function Verdict({
  frame,
  kept,
  trial,
  isFine,
}: Shown & { readonly isFine: boolean }): JSX.Element {
  const { words, language, self } = frame;
  const said = words.importing;
  if (trial.refused) {
    return (
      <Notice kind="warning">
        <p>{trial.refused[language].detail}</p>
        <p>
          <a href={IMPORT}>{said.otherFile}</a>
        </p>
      </Notice>
    );
  }
  if (!isFine) {
    const isGivenBack = kept.file.table !== undefined && kept.file.table.rows.length > 0;
    return (
      <Notice kind="error">
        <p>{said.mendFirst}</p>
        {isGivenBack && (
          <p>
            {said.giveBack} <a href={importAddress(kept.id, 'errori.xlsx')}>XLSX</a>{' '}
            <a href={importAddress(kept.id, 'errori.csv')}>CSV</a>. {said.comeAgain}
          </p>
        )}
        <p>
          <a href={IMPORT}>{said.otherFile}</a>
        </p>
      </Notice>
    );
  }
  return (
    <form class="card" method="post" action={importAddress(kept.id, 'conferma')}>
      <HiddenMarks madeBy={self?.personId} />
      <input type="hidden" name="sha256" value={kept.file.sha256} />
      <p>{said.nothingYet}</p>
      <p>{said.oneBatch}</p>
      <div class="action-end">
        <button type="submit" class="button">
          {said.confirm(kept.file.rows.length)}
        </button>
        <a href={IMPORT}>{said.leave}</a>
      </div>
    </form>
  );
}

/** Of a file with dozens of columns: those that a row must have, and those in which something is wrong. */
function Rows({
  frame,
  kept,
  trial,
  rows,
}: Shown & { readonly rows: readonly TriedRow[] }): JSX.Element {
  const said = frame.words.importing;
  const wrongTitles = new Set(trial.faults.map(({ title }) => title));
  const columns = Object.entries(kept.table.columns).filter(
    ([, { required, title }], index) => index === 0 || required === true || wrongTitles.has(title),
  );
  return (
    <div class="table-scroll" role="region" aria-labelledby="rows" tabIndex={0}>
      <table class="table table-cards table-said">
        <thead>
          <tr>
            <th scope="col">{said.rowTitle}</th>
            {columns.map(([key, { title }]) => (
              <th key={key} scope="col">
                {title}
              </th>
            ))}
            <th scope="col">{said.result}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ row, faults, made, standing }) => (
            <tr key={row.row}>
              <th scope="row" data-label={said.rowTitle}>
                {row.row}
              </th>
              {columns.map(([key, { title }]) => {
                const fault = faults.find((each) => each.title === title);
                return (
                  <td key={key} data-label={title} {...(fault && { class: 'import-wrong' })}>
                    {fault && <span class="visually-hidden">{said.wrongCell} </span>}
                    {shortened(row.cells[key]?.raw ?? '') || (fault ? said.emptyCell : '')}
                  </td>
                );
              })}
              <td class="import-result" data-label={said.result}>
                {standing === 'fine' ? (
                  made ? (
                    said.makes(made.code ?? undefined)
                  ) : (
                    said.rowFine
                  )
                ) : (
                  <Said frame={frame} faults={faults} />
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Said({
  frame: { language },
  faults,
}: {
  readonly frame: Frame;
  readonly faults: readonly FileFault[];
}): JSX.Element {
  return (
    <ul>
      {faults.map(({ title, problem, remedy }, index) => (
        <li key={index}>
          <strong>{title}</strong>: {problem[language]} {remedy[language]}
        </li>
      ))}
    </ul>
  );
}

/** Long texts are recognised by their beginning. */
const shortened = (text: string): string => (text.length <= 90 ? text : `${text.slice(0, 90)}…`);
