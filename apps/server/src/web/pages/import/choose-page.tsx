import type { JSX } from 'preact';
import { dayInWords } from '#calendar';
import type { KeptImport } from '#planning';
import { usualLimits } from '#spreadsheet';
import type { Frame } from '../../frame.js';
import { ErrorSummary } from '../../pieces/error-summary.js';
import type { FieldError } from '../../pieces/field.js';
import { Notice } from '../../pieces/notice.js';
import type { Destination } from './destinations.js';
import { IMPORT, importedAddress } from './import-address.js';
import { KEPT_MS } from './kept-files.js';
import { StepPage } from './steps.js';

const MEGABYTE = 1_024 * 1_024;

/** How a destination is called in the form. */
export const destinationName = ({ table, lifeId }: Pick<Destination, 'table' | 'lifeId'>): string =>
  `${table.name}@${lifeId}`;

/** The first step: into what, and which file; and what was imported before. */
export function ChooseFilePage({
  frame,
  destinations,
  chosen,
  errors = [],
  isGone = false,
}: {
  readonly frame: Frame;
  readonly destinations: readonly Destination[];
  /** The name of the destination that was chosen. */
  readonly chosen?: string | undefined;
  readonly errors?: readonly FieldError[];
  /** Whether they came for a file that is kept no more. */
  readonly isGone?: boolean;
}): JSX.Element {
  const { words } = frame;
  const said = words.importing;
  const open = destinations.filter(({ why }) => why === undefined);
  const closed = destinations.filter(({ why }) => why !== undefined);
  return (
    <StepPage
      frame={frame}
      step="file"
      before={errors.length > 0 ? words.errors.prefix : undefined}
    >
      <ErrorSummary words={words} errors={errors} />
      {isGone && (
        <Notice kind="warning">
          <p>{said.gone(KEPT_MS / 60_000)}</p>
        </Notice>
      )}
      <p class="lead">{said.lead}</p>
      {open.length > 0 && (
        <form
          class="card import-file"
          method="post"
          action={IMPORT}
          encType="multipart/form-data"
          aria-label={said.steps.file}
        >
          <Choices frame={frame} open={open} chosen={chosen} errors={errors} />
          <FileField frame={frame} errors={errors} />
          <button type="submit" class="button">
            {said.look}
          </button>
          <p class="small">{said.nothingYet}</p>
        </form>
      )}
      {closed.length > 0 && (
        <>
          <h2>{said.notNow}</h2>
          <ul>
            {closed.map((destination) => (
              <li key={destinationName(destination)}>
                <strong>{nameOf(destination, frame)}</strong>:{' '}
                {destination.life === undefined
                  ? said.notBegun
                  : destination.why?.[frame.language].detail}
              </li>
            ))}
          </ul>
        </>
      )}
      <Past frame={frame} destinations={destinations} />
    </StepPage>
  );
}

/** What a destination is called. */
export function nameOf(
  { table, title }: Pick<Destination, 'table' | 'title'>,
  { words }: Frame,
): string {
  const name = words.importing.tables[table.name] ?? table.sheet;
  return title === undefined ? name : `${name} · ${title}`;
}

function Choices({
  frame,
  open,
  chosen,
  errors,
}: {
  readonly frame: Frame;
  readonly open: readonly Destination[];
  readonly chosen: string | undefined;
  readonly errors: readonly FieldError[];
}): JSX.Element {
  const said = frame.words.importing;
  const error = errors.find(({ field }) => field === 'dove');
  return (
    <fieldset
      class={error ? 'field field-wrong' : 'field'}
      id="dove"
      {...(error && { 'aria-describedby': 'dove-error' })}
    >
      <legend>{said.what}</legend>
      {error && (
        <p class="field-error" id="dove-error">
          {error.text}
        </p>
      )}
      {open.map((destination, index) => {
        const name = destinationName(destination);
        const { table, lifeId } = destination;
        const group = table.name === 'schede' ? 'cycles' : 'registers';
        const template = `/api/v1/${group}/${lifeId}/spreadsheets/${table.name}/template`;
        const called = nameOf(destination, frame);
        return (
          <div key={name} class="import-choice">
            <label class="choice">
              <input
                type="radio"
                name="dove"
                value={name}
                required
                checked={chosen === undefined ? open.length === 1 : chosen === name}
                {...(index === 0 && error && { 'aria-invalid': 'true' as const })}
              />
              {called}
            </label>
            <p class="small">
              {said.template}{' '}
              <a href={`${template}?format=xlsx`}>
                XLSX<span class="visually-hidden"> ({called})</span>
              </a>{' '}
              <a href={`${template}?format=csv`}>
                CSV<span class="visually-hidden"> ({called})</span>
              </a>
            </p>
          </div>
        );
      })}
    </fieldset>
  );
}

function FileField({
  frame,
  errors,
}: {
  readonly frame: Frame;
  readonly errors: readonly FieldError[];
}): JSX.Element {
  const said = frame.words.importing;
  const error = errors.find(({ field }) => field === 'foglio');
  return (
    <div class={error ? 'field field-wrong' : 'field'}>
      <label for="foglio">{said.file}</label>
      <p class="hint" id="foglio-hint">
        {said.fileHint(usualLimits.fileBytes / MEGABYTE)}
      </p>
      {error && (
        <p class="field-error" id="foglio-error">
          {error.text}
        </p>
      )}
      <input
        id="foglio"
        name="foglio"
        type="file"
        accept=".xlsx,.csv,text/csv,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
        aria-describedby={error ? 'foglio-hint foglio-error' : 'foglio-hint'}
        {...(error && { 'aria-invalid': 'true' as const })}
      />
    </div>
  );
}

function Past({
  frame,
  destinations,
}: {
  readonly frame: Frame;
  readonly destinations: readonly Destination[];
}): JSX.Element | null {
  const { words, language } = frame;
  const said = words.importing;
  const past = destinations.flatMap((destination) => {
    const data = destination.life?.data as
      { readonly spreadsheetImports?: Readonly<Record<string, KeptImport>> } | undefined;
    return Object.values(data?.spreadsheetImports ?? {})
      .filter(({ what }) => what === kindOf[destination.table.name])
      .map((kept) => ({ destination, kept }));
  });
  if (past.length === 0) return null;
  return (
    <>
      <h2>{said.past}</h2>
      <ul class="items">
        {past
          .toSorted((one, other) => (one.kept.on < other.kept.on ? 1 : -1))
          .map(({ destination, kept }) => (
            <li key={kept.spreadsheetImportId} class="item">
              <div>
                <p>
                  <a href={importedAddress(destination.lifeId, kept.spreadsheetImportId)}>
                    {kept.fileName}
                  </a>
                </p>
                <p class="small">{nameOf(destination, frame)}</p>
              </div>
              <div>
                <p>{said.rows(kept.rows)}</p>
                <p class="small">
                  {kept.undone
                    ? said.undone(dayInWords(kept.undone.on, language))
                    : dayInWords(kept.on, language)}
                </p>
              </div>
            </li>
          ))}
      </ul>
    </>
  );
}

const kindOf: Readonly<Record<string, KeptImport['what']>> = {
  ...{ schede: 'SCHEDE', 'co-design': 'CO_DESIGN', units: 'UNITS' },
};
