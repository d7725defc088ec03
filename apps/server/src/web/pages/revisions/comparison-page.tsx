import type { JSX } from 'preact';
import type { CycleLife, Scheda } from '#planning';
import { HiddenMarks } from '../../commands/form-marks.js';
import type { Frame } from '../../frame.js';
import { ErrorSummary } from '../../pieces/error-summary.js';
import type { FieldError } from '../../pieces/field.js';
import { Page } from '../../pieces/page.js';
import { FieldValue } from '../scheda/field-value.js';
import type { Names } from '../scheda/named.js';
import { cycleCrumb } from '../cycle/cycle-address.js';
import { ChangesOfField } from './change-view.js';
import type { ComparedField } from './field-changes.js';

/** Two versions of a scheda, as they are compared. */
export interface ShownComparison {
  readonly life: Readonly<CycleLife>;
  /** As it is now. */
  readonly scheda: Readonly<Scheda>;
  readonly from: number;
  readonly to: number;
  readonly fields: readonly ComparedField[];
  readonly names: Names;
  /** Whether what is the same is shown, too. */
  readonly isWhole: boolean;
  /** Whether the person may write in it now. */
  readonly mayRestore: boolean;
  readonly reason: string;
  readonly errors: readonly FieldError[];
}

/** What is different in one version of a scheda from another: beside each other where there is room, else in one text. */
export function ComparisonPage({
  frame,
  shown,
}: {
  readonly frame: Frame;
  readonly shown: ShownComparison;
}): JSX.Element {
  const { words } = frame;
  const said = words.revisions;
  const { life, scheda, from, to, fields, isWhole, errors } = shown;
  const { cycleId } = life.data;
  const address = `/cicli/${cycleId}/schede/${encodeURIComponent(scheda.schedaId)}`;
  const changed = fields.filter(({ changes }) => changes.length > 0);
  const compare = (a: number, b: number, all: boolean): string =>
    `${address}/confronto?da=${a}&a=${b}${all ? '&tutti=1' : ''}`;
  return (
    <Page
      frame={frame}
      title={`${scheda.code}: ${said.comparison(from, to)}`}
      {...(errors.length > 0 && { before: words.errors.prefix })}
      crumbs={[
        cycleCrumb(frame, life.data),
        { label: `${scheda.code} · ${scheda.title}`, address },
        { label: said.title, address: `${address}/revisioni` },
      ]}
    >
      <ErrorSummary words={words} errors={errors} />
      <p class="lead">
        {changed.length === 0 ? said.same : said.changed(changed.length, fields.length)}
      </p>
      <p class="links">
        <a href={compare(from, to, !isWhole)}>{isWhole ? said.hideSame : said.showSame}</a>
        <a href={compare(to, from, isWhole)}>{said.swap}</a>
        <a href={`${address}/revisioni`}>{said.other}</a>
      </p>
      {(isWhole ? fields : changed).map((compared) => (
        <Compared
          key={compared.field}
          {...{ frame, shown, compared }}
          place={changed.indexOf(compared)}
          count={changed.length}
        />
      ))}
      {shown.mayRestore && from !== scheda.version && (
        <Restore frame={frame} shown={shown} address={address} />
      )}
    </Page>
  );
}

function Compared({
  frame,
  shown: { from, to, names },
  compared,
  place,
  count,
}: {
  readonly frame: Frame;
  readonly shown: ShownComparison;
  readonly compared: ComparedField;
  /** Which of the changed fields it is, from 0; -1 for one that says the same. */
  readonly place: number;
  readonly count: number;
}): JSX.Element {
  const { words, language } = frame;
  const said = words.revisions;
  const { field, schema, after } = compared;
  const name = schema.title ?? field;
  if (place === -1) {
    return (
      <section class="compared compared-same" aria-label={name}>
        <h2>
          {name} <span class="small">({said.unchanged})</span>
        </h2>
        {after !== undefined && (
          <FieldValue {...{ value: after, schema, words, language, names, frame }} />
        )}
      </section>
    );
  }
  return (
    <section class="compared" id={`cambio-${place + 1}`} aria-label={name}>
      <h2>
        {name}{' '}
        <span class="steps">
          {place > 0 && (
            <a href={`#cambio-${place}`} title={said.previous}>
              <span aria-hidden="true">↑</span>
              <span class="visually-hidden">{said.previous}</span>
            </a>
          )}
          {place + 1 < count && (
            <a href={`#cambio-${place + 2}`} title={said.next}>
              <span aria-hidden="true">↓</span>
              <span class="visually-hidden">{said.next}</span>
            </a>
          )}
        </span>
      </h2>
      <div class="sides">
        <div>
          <p class="small">{words.scheda.version(from)}</p>
          <ChangesOfField {...{ frame, compared, names, side: 'before' }} />
        </div>
        <div>
          <p class="small">{words.scheda.version(to)}</p>
          <ChangesOfField {...{ frame, compared, names, side: 'after' }} />
        </div>
      </div>
      <div class="in-line">
        <ChangesOfField {...{ frame, compared, names, side: 'both' }} />
      </div>
    </section>
  );
}

/** Goes back to what a version said, by a new one. */
function Restore({
  frame: { words, self },
  shown: { scheda, from, reason, errors },
  address,
}: {
  readonly frame: Frame;
  readonly shown: ShownComparison;
  readonly address: string;
}): JSX.Element {
  const said = words.revisions;
  const error = errors.find(({ field }) => field === 'reason');
  return (
    <form method="post" action={`${address}/revisioni`} class="card" noValidate>
      <h2>{said.restore(from)}</h2>
      <p id="restore-lead">{said.restoreLead(from)}</p>
      <HiddenMarks revision={scheda.moved.revision} madeBy={self?.personId} />
      <input type="hidden" name="version" value={String(from)} />
      <div class={error ? 'field field-wrong' : 'field'}>
        <label for="reason">{said.restoreReason}</label>
        {error && (
          <p class="field-error" id="reason-error">
            {error.text}
          </p>
        )}
        <input
          id="reason"
          name="reason"
          type="text"
          required
          value={reason}
          {...(error && { 'aria-invalid': 'true' as const, 'aria-describedby': 'reason-error' })}
        />
      </div>
      <button type="submit" class="button">
        {said.restore(from)}
      </button>
    </form>
  );
}
