import type { ComponentChildren, JSX } from 'preact';
import { valueSets, type Verb } from '#planning';
import type { Frame } from '../../frame.js';
import { DayFromToday } from '../../pieces/day.js';
import { ErrorSummary } from '../../pieces/error-summary.js';
import type { FieldError } from '../../pieces/field.js';
import { Notice } from '../../pieces/notice.js';
import { Page } from '../../pieces/page.js';
import { cycleCrumb } from '../cycle/cycle-address.js';
import { itemAsField, unitsToChoose, type BulkItem, type BulkTyped } from './bulk-wish.js';
import type { ListedScheda } from './listed-scheda.js';
import type { SchedeList } from './schede-list.js';

/** A chosen scheda, and whether the verb is for it. */
export interface ChosenScheda {
  readonly scheda: ListedScheda;
  readonly item: BulkItem;
  /** Why not; undefined where it is possible. */
  readonly why: string | undefined;
}

interface BulkProperties {
  readonly frame: Frame;
  readonly list: SchedeList;
  readonly verb: Verb;
  /** The list they were chosen from, as it was. */
  readonly back: string;
}

/** What would happen to the chosen schede, before anything does; and what the verb has to know for all of them. */
export function BulkPage({
  chosen,
  typed,
  errors,
  ...properties
}: BulkProperties & {
  readonly chosen: readonly ChosenScheda[];
  readonly typed: BulkTyped;
  readonly errors: readonly FieldError[];
}): JSX.Element {
  const { frame, list, verb, back } = properties;
  const { words, language } = frame;
  const said = words.schede.bulk;
  const possible = chosen.filter(({ why }) => why === undefined);
  const impossible = chosen.filter(({ why }) => why !== undefined);
  const { cycleId } = list.life.data;
  return (
    <BulkFrame {...properties} before={errors.length > 0 ? words.errors.prefix : undefined}>
      {chosen.length === 0 && (
        <Notice kind="warning">
          <p>{said.nothingChosen}</p>
        </Notice>
      )}
      <ErrorSummary words={words} errors={errors} />
      {impossible.length > 0 && (
        <Notice kind="warning">
          <p>
            <strong>{said.impossible(impossible.length)}</strong>
          </p>
          <ul>
            {impossible.map(({ scheda, why }) => (
              <li key={scheda.schedaId}>
                <span class="code">{scheda.code}</span> {scheda.title}: {why}
              </li>
            ))}
          </ul>
        </Notice>
      )}
      {chosen.length > 0 && possible.length === 0 && <p class="lead">{said.nothingPossible}</p>}
      {possible.length > 0 && (
        <form method="post" action={`/cicli/${cycleId}/insieme`} class="card" noValidate>
          <h2 class="first">{said.effects}</h2>
          <p>{said.possible(possible.length)}</p>
          <input type="hidden" name="verbo" value={verb.name} />
          <input type="hidden" name="da" value={back} />
          {frame.self && <input type="hidden" name="madeBy" value={frame.self.personId} />}
          <ul class="items">
            {possible.map(({ scheda, item }) => (
              <li key={scheda.schedaId} class="item item-narrow">
                <input type="hidden" name="item" value={itemAsField(item)} />
                <p>
                  <span class="code">{scheda.code}</span> {scheda.title}
                </p>
                <p class="small">
                  {said.now}: {scheda.stateName[language]} · {scheda.unitName} ·{' '}
                  {list.life.data.programmes[scheda.programmeId]?.name ?? scheda.programmeId}
                </p>
              </li>
            ))}
          </ul>
          <WishFields {...{ frame, list, verb, typed, errors }} />
          <p>
            <button type="submit" class="button">
              {said.confirm(verb.title[language], possible.length)}
            </button>
          </p>
        </form>
      )}
      <p>
        <a href={back}>{said.back}</a>
      </p>
    </BulkFrame>
  );
}

/** What became of each of them. */
export function BulkOutcomePage({
  outcomes,
  ...properties
}: BulkProperties & {
  readonly outcomes: readonly {
    readonly scheda: ListedScheda;
    /** Why it was refused; undefined for what was done. */
    readonly refused: string | undefined;
  }[];
}): JSX.Element {
  const { frame, list, back } = properties;
  const { words, language } = frame;
  const said = words.schede.bulk;
  const refused = outcomes.filter((outcome) => outcome.refused !== undefined);
  const done = outcomes.length - refused.length;
  const { cycleId } = list.life.data;
  const told = [said.done(done), ...(refused.length > 0 ? [said.refused(refused.length)] : [])];
  return (
    <BulkFrame {...properties} before={undefined}>
      <Notice kind={refused.length === 0 ? 'done' : 'warning'}>
        <p role="status">
          <strong>{told.join(', ')}.</strong> {said.again}
        </p>
      </Notice>
      <h2>{said.outcome}</h2>
      <ul class="items">
        {[...refused, ...outcomes.filter((each) => each.refused === undefined)].map(
          ({ scheda, refused: why }) => (
            <li key={scheda.schedaId} class="item">
              <p>
                <span class="code">{scheda.code}</span>{' '}
                <a href={`/cicli/${cycleId}/schede/${scheda.schedaId}`}>{scheda.title}</a>
              </p>
              <p>
                {why === undefined ? (
                  <>
                    {said.doneMark}: {scheda.stateName[language]}
                  </>
                ) : (
                  <>
                    <strong>{said.refusedMark}</strong> {why}
                  </>
                )}
              </p>
            </li>
          ),
        )}
      </ul>
      <p>
        <a href={back}>{said.back}</a>
      </p>
    </BulkFrame>
  );
}

function BulkFrame({
  frame,
  list,
  verb,
  back,
  before,
  children,
}: BulkProperties & {
  readonly before: string | undefined;
  readonly children: ComponentChildren;
}): JSX.Element {
  const { words, language } = frame;
  return (
    <Page
      frame={frame}
      title={verb.title[language]}
      {...(before !== undefined && { before })}
      crumbs={[cycleCrumb(frame, list.life.data), { label: words.schede.title, address: back }]}
    >
      {children}
    </Page>
  );
}

/** What has to be said once for all of them. */
function WishFields({
  frame,
  list,
  verb,
  typed,
  errors,
}: Pick<BulkProperties, 'frame' | 'list' | 'verb'> & {
  readonly typed: BulkTyped;
  readonly errors: readonly FieldError[];
}): JSX.Element {
  const { words, language } = frame;
  const said = words.schede.bulk;
  const rest = { errors, isRequired: true };
  const units = unitsToChoose(list.organisation);
  return (
    <>
      {verb.name === 'reassign-scheda' && units.length > 0 && (
        <BulkSelect
          {...rest}
          {...{ name: 'unitId', label: said.toUnit, chosen: typed.unitId }}
          placeholder={said.choosePlaceholder}
          choices={units.map(({ unitId, name, head }) => ({
            value: unitId,
            label: head === undefined ? name : `${name} (${head})`,
          }))}
        />
      )}
      {verb.name === 'reassign-scheda' && units.length === 0 && (
        <>
          <BulkText {...rest} name="unitId" label={said.toUnit} value={typed.unitId} />
          <BulkText {...rest} name="personId" label={said.toPerson} value={typed.personId} />
        </>
      )}
      {verb.name === 'move-scheda' && (
        <BulkSelect
          {...rest}
          {...{ name: 'programmeId', label: said.toProgramme, chosen: typed.programmeId }}
          placeholder={said.choosePlaceholder}
          choices={Object.values(list.life.data.programmes).map(({ programmeId, name }) => ({
            value: programmeId,
            label: name,
          }))}
        />
      )}
      {verb.name === 'return-scheda' && (
        <>
          <fieldset class="field choices" id="reasons">
            <legend>{said.reasons}</legend>
            {Object.entries(valueSets.returnReasons).map(([code, label]) => (
              <div key={code} class="check">
                <input
                  type="checkbox"
                  id={`reasons-${code}`}
                  name="reasons"
                  value={code}
                  checked={typed.reasons.includes(code)}
                />
                <label for={`reasons-${code}`}>{label}</label>
              </div>
            ))}
          </fieldset>
          <BulkText {...rest} name="text" label={said.note} value={typed.text} isLong />
          <BulkText
            {...{ errors, isRequired: false, name: 'due', label: said.due, value: typed.due }}
            type="date"
          />
        </>
      )}
      {verb.reason === 'required' && (
        <BulkText
          {...rest}
          {...{ name: 'reason', label: said.reason, hint: said.reasonHint, value: typed.reason }}
        />
      )}
      {typed.due !== '' && (
        <p class="small">
          <DayFromToday day={typed.due} today={list.today} language={language} />
        </p>
      )}
    </>
  );
}

interface BulkFieldProperties {
  readonly name: string;
  readonly label: string;
  readonly errors: readonly FieldError[];
  readonly isRequired: boolean;
  readonly hint?: string;
}

function BulkField({
  name,
  label,
  errors,
  hint,
  children,
}: Omit<BulkFieldProperties, 'isRequired'> & { readonly children: JSX.Element }): JSX.Element {
  const error = errors.find(({ field }) => field === name);
  return (
    <div class={error ? 'field field-wrong' : 'field'}>
      <label for={name}>{label}</label>
      {hint !== undefined && (
        <p class="hint" id={`${name}-hint`}>
          {hint}
        </p>
      )}
      {error && (
        <p class="field-error" id={`${name}-error`}>
          {error.text}
        </p>
      )}
      {children}
    </div>
  );
}

function describing({ name, errors, hint, isRequired }: BulkFieldProperties) {
  const isWrong = errors.some(({ field }) => field === name);
  const described = [hint !== undefined && `${name}-hint`, isWrong && `${name}-error`]
    .filter(Boolean)
    .join(' ');
  return {
    ...{ id: name, name },
    ...(isRequired && { required: true }),
    ...(isWrong && { 'aria-invalid': 'true' as const }),
    ...(described !== '' && { 'aria-describedby': described }),
  };
}

function BulkText({
  value,
  type = 'text',
  isLong = false,
  ...field
}: BulkFieldProperties & {
  readonly value: string;
  readonly type?: 'text' | 'date';
  readonly isLong?: boolean;
}): JSX.Element {
  return (
    <BulkField {...field}>
      {isLong ? (
        <textarea {...describing(field)} rows={4} maxLength={4000}>
          {value}
        </textarea>
      ) : type === 'date' ? (
        <input {...describing(field)} type="date" value={value} />
      ) : (
        <input {...describing(field)} type="text" value={value} />
      )}
    </BulkField>
  );
}

function BulkSelect({
  chosen,
  placeholder,
  choices,
  ...field
}: BulkFieldProperties & {
  readonly chosen: string;
  readonly placeholder: string;
  readonly choices: readonly { readonly value: string; readonly label: string }[];
}): JSX.Element {
  return (
    <BulkField {...field}>
      <select {...describing(field)}>
        <option value="">{placeholder}</option>
        {choices.map(({ value, label }) => (
          <option key={value} value={value} selected={value === chosen}>
            {label}
          </option>
        ))}
      </select>
    </BulkField>
  );
}
