import type { JSX } from 'preact';
import { dayInWords } from '#calendar';
import type { Action, KeptImport } from '#planning';
import type { Frame } from '../../frame.js';
import { Actions } from '../../pieces/actions.js';
import { Copied } from '../../pieces/copied.js';
import { Notice } from '../../pieces/notice.js';
import { IMPORT } from './import-address.js';
import { StepPage } from './steps.js';

/** The last step, for as long as there is a history: what came in by a file, from whom, and how it is taken back. */
export function OutcomePage({
  frame,
  lifeId,
  imported,
  actions,
}: {
  readonly frame: Frame;
  readonly lifeId: string;
  readonly imported: KeptImport;
  readonly actions: readonly Action[];
}): JSX.Element {
  const { words, language } = frame;
  const said = words.importing;
  const { spreadsheetImportId, fileName, rows, sha256, by, on, undone, ids, what } = imported;
  const part = { kind: 'spreadsheetImport', id: spreadsheetImportId } as const;
  return (
    <StepPage frame={frame} step="outcome" hasActions={actions.length > 0}>
      <Notice kind={undone ? 'info' : 'done'}>
        <p>{undone ? said.undone(dayInWords(undone.on, language, 'full')) : said.done(rows)}</p>
        <p>{said.wroteNothingBefore}</p>
      </Notice>
      <dl class="facts">
        <dt>{said.file}</dt>
        <dd>{fileName}</dd>
        <dt>{said.rowsTitle}</dt>
        <dd>{said.rows(rows)}</dd>
        <dt>{said.by}</dt>
        <dd>
          {by}, {dayInWords(on, language, 'full')}
        </dd>
        <dt>{said.fingerprint}</dt>
        <dd>
          <Copied frame={frame} text={sha256} label={words.approval.copyHash}>
            <span class="import-hash">{sha256}</span>
          </Copied>
        </dd>
      </dl>
      {actions.length > 0 && (
        <section class="card" aria-labelledby="actions">
          <h2 id="actions">{words.coDesign.actions}</h2>
          <Actions frame={frame} cycleId={lifeId} part={part} actions={actions} />
        </section>
      )}
      {!undone && (
        <details class="actions-more">
          <summary>{said.whatCame(ids.length)}</summary>
          <ul class="import-things">
            {ids.map((id) => (
              <li key={id}>
                <Thing what={what} lifeId={lifeId} id={id} />
              </li>
            ))}
          </ul>
        </details>
      )}
      <p>
        <a href={IMPORT}>{said.again}</a>
      </p>
    </StepPage>
  );
}

function Thing({
  what,
  lifeId,
  id,
}: Pick<KeptImport, 'what'> & { readonly lifeId: string; readonly id: string }): JSX.Element {
  if (what === 'UNITS') return <>{id}</>;
  const page = what === 'SCHEDE' ? `/cicli/${lifeId}/schede` : '/coprogettazione';
  return <a href={`${page}/${encodeURIComponent(id)}`}>{id}</a>;
}
