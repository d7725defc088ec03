import type { JSX } from 'preact';
import type { Cell } from '#spreadsheet';
import type { Frame } from '../../frame.js';
import { Notice } from '../../pieces/notice.js';
import { FaultList } from './fault-list.js';
import { IMPORT, importAddress } from './import-address.js';
import type { KeptFile } from './kept-files.js';
import { StepPage } from './steps.js';
import { rowsOf, type Trial } from './trial.js';

/** The second step: what the file is, which of its columns are which, and how full each is. */
export function ColumnsPage({
  frame,
  kept,
  trial,
  called,
}: {
  readonly frame: Frame;
  readonly kept: KeptFile;
  readonly trial: Trial;
  /** Into what it is imported. */
  readonly called: string;
}): JSX.Element {
  const { words, language } = frame;
  const said = words.importing;
  const { table, file, fileName, bytes } = kept;
  const rows = file.table?.rows ?? [];
  const { ofFile } = rowsOf(kept, trial);
  const isMatched = file.table !== undefined && ofFile.length === 0;
  return (
    <StepPage frame={frame} step="columns" kept={kept}>
      <p class="lead">{called}</p>
      <dl class="facts">
        <dt>{said.file}</dt>
        <dd>{fileName}</dd>
        <dt>{said.size}</dt>
        <dd>{said.kilobytes(Math.max(1, Math.round(bytes / 1_024)))}</dd>
        <dt>{said.rowsTitle}</dt>
        <dd>{said.rows(rows.length)}</dd>
        <dt>{said.fingerprint}</dt>
        <dd class="import-hash">{file.sha256}</dd>
      </dl>
      <Notice kind={isMatched ? 'done' : 'error'}>
        <p>{isMatched ? said.matched : said.notMatched}</p>
      </Notice>
      {ofFile.length > 0 && <FaultList frame={frame} faults={ofFile} />}
      <div class="action-end">
        {file.table !== undefined && (
          <a
            class={isMatched ? 'button' : 'button button-second'}
            href={importAddress(kept.id, 'prova')}
          >
            {said.tryIt}
          </a>
        )}
        <a href={IMPORT}>{said.otherFile}</a>
      </div>
      <p class="small">{said.nothingYet}</p>
      {file.table && (
        <div class="table-scroll" role="region" aria-label={said.steps.columns} tabIndex={0}>
          <table class="table table-cards table-said">
            <thead>
              <tr>
                <th scope="col">{said.column}</th>
                <th scope="col">{said.inFile}</th>
                <th scope="col">{said.takes}</th>
                <th scope="col">{said.filled}</th>
              </tr>
            </thead>
            <tbody>
              {Object.entries(table.columns).map(([key, column]) => {
                const place = (file.table?.header as Readonly<Record<string, Cell | undefined>>)[
                  key
                ];
                const full = rows.filter(
                  ({ cells }) => (cells[key]?.raw ?? '').trim() !== '',
                ).length;
                return (
                  <tr key={key}>
                    <th scope="row">
                      {column.title}
                      {column.required === true && <span class="small"> ({said.required})</span>}
                    </th>
                    <td data-label={said.inFile}>
                      {place === undefined
                        ? said.missing
                        : said.inColumn(place.address.replace(/\d+$/, ''))}
                    </td>
                    <td data-label={said.takes}>{said.kinds[column.kind]}</td>
                    <td data-label={said.filled}>
                      <Fill full={full} all={rows.length} language={language} />
                    </td>
                  </tr>
                );
              })}
            </tbody>
          </table>
        </div>
      )}
    </StepPage>
  );
}

/** How many rows have something there, as a number and as a bar. */
function Fill({
  full,
  all,
  language,
}: {
  readonly full: number;
  readonly all: number;
  readonly language: 'it' | 'en';
}): JSX.Element {
  const share = all === 0 ? 0 : full / all;
  const percent = new Intl.NumberFormat(language, { style: 'percent' }).format(share);
  return (
    <span class="import-fill">
      <svg viewBox="0 0 100 8" aria-hidden="true" preserveAspectRatio="none">
        <rect class="import-fill-all" width="100" height="8" />
        <rect class="import-fill-part" width={Math.round(share * 100)} height="8" />
      </svg>
      {percent}
    </span>
  );
}
