import type { JSX } from 'preact';
import type { Json } from '#event-store';
import { HiddenMarks } from '../../commands/form-marks.js';
import { Notice } from '../../pieces/notice.js';
import { Page } from '../../pieces/page.js';
import { FieldValue } from '../scheda/field-value.js';
import { Control } from './field-editor.js';
import { fieldLabel } from './field-words.js';
import type { SavingOutcome } from './save-scheda.js';
import type { SchedaField } from './scheda-field.js';
import type { SectionId } from './sections.js';
import { crumbsOf } from './task-list-page.js';
import { typedOf, type TypedField, type TypedRow } from './typed.js';
import { writingAddress } from './writing-address.js';

/** The two versions of a scheda that somebody has to bring together. */
export interface ConflictShown {
  readonly conflict: Extract<SavingOutcome, { readonly kind: 'conflict' }>;
  readonly section: SectionId;
  /** By whom and when each field that others changed was changed, in words. */
  readonly theirs: Readonly<Record<string, string>>;
  /** Whether they asked for it: nothing may have changed meanwhile. */
  readonly compares: boolean;
}

/**
 * What others wrote beside what one wrote: what can be told apart is brought together already, for the rest a person
 * says what holds. Sent, it is saved like any form.
 */
export function ConflictPage({ shown }: { readonly shown: ConflictShown }): JSX.Element {
  const { conflict, section, theirs, compares } = shown;
  const { opened, merged } = conflict;
  const { frame, life, scheda, fields } = opened;
  const { words } = frame;
  const { cycleId } = life.data;
  const written = fields.filter(({ name }) => merged[name] && merged[name].how !== 'same');
  const others = fields.filter(({ name }) => theirs[name] !== undefined && !merged[name]);
  return (
    <Page
      frame={frame}
      title={compares ? words.writing.compareTitle : words.writing.conflictTitle}
      crumbs={crumbsOf(opened, true)}
    >
      <p class="lead">
        {scheda.code} · {scheda.title}
      </p>
      <Notice kind="warning">
        {[...new Set(Object.values(theirs))].map((said) => (
          <p key={said}>{said}</p>
        ))}
        <p>{words.writing.conflictLost}</p>
      </Notice>
      <form method="post" action={writingAddress(cycleId, scheda.schedaId)}>
        <HiddenMarks revision={scheda.moved.revision} madeBy={frame.self?.personId} />
        <input type="hidden" name="sezione" value={section} />
        {written.map((field) => (
          <Written key={field.name} shown={shown} field={field} />
        ))}
        {others.map((field) => (
          <section class="card" key={field.name}>
            <h2>{fieldLabel(field, words)}</h2>
            <p>{words.writing.onlyTheirs}</p>
            <Shown shown={shown} field={field} value={scheda.content[field.name] as Json} />
          </section>
        ))}
        <p class="buttons">
          <button type="submit" name="azione" value="salva" class="button">
            {words.writing.saveMerged}
          </button>
          <a href={writingAddress(cycleId, scheda.schedaId, section)}>
            {words.writing.backToWriting}
          </a>
        </p>
      </form>
    </Page>
  );
}

/** A field that one wants to change. */
function Written({
  shown,
  field,
}: {
  readonly shown: ConflictShown;
  readonly field: SchedaField;
}): JSX.Element {
  const { words } = shown.conflict.opened.frame;
  const become = shown.conflict.merged[field.name];
  return (
    <section class="card">
      <h2>{fieldLabel(field, words)}</h2>
      <input type="hidden" name="campo" value={field.name} />
      {become?.how === 'together' && !shown.compares ? (
        <Together shown={shown} field={field} value={become.value} />
      ) : become?.how === 'mine' && !shown.compares ? (
        <>
          <p>{words.writing.onlyMine}</p>
          <Shown shown={shown} field={field} value={shown.conflict.mine[field.name] ?? null} />
          <Hidden field={field} typed={typedOf(shown.conflict.mine, field)} />
        </>
      ) : (
        <Asked shown={shown} field={field} />
      )}
    </section>
  );
}

/** What was put together of both: a text can be written over. */
function Together({
  shown,
  field,
  value,
}: {
  readonly shown: ConflictShown;
  readonly field: SchedaField;
  readonly value: Json;
}): JSX.Element {
  const { frame } = shown.conflict.opened;
  const typed = typedOf({ [field.name]: value }, field);
  if (typeof typed !== 'string') {
    return (
      <>
        <p>{frame.words.writing.together}</p>
        <Shown shown={shown} field={field} value={value} />
        <Hidden field={field} typed={typed} />
      </>
    );
  }
  return (
    <div class="field">
      <Control
        frame={frame}
        field={field}
        id={field.name}
        label={frame.words.writing.together}
        text={typed}
        errors={[]}
      />
    </div>
  );
}

function Asked({
  shown,
  field,
}: {
  readonly shown: ConflictShown;
  readonly field: SchedaField;
}): JSX.Element {
  const { base, mine, merged, opened } = shown.conflict;
  const { frame, scheda } = opened;
  const { writing } = frame.words;
  const { name } = field;
  const label = fieldLabel(field, frame.words);
  const typed = typedOf(mine, field);
  const hasOther = typeof typed === 'string' && field.kind !== 'choice' && field.kind !== 'flag';
  const become = merged[name];
  const together = become?.how === 'together' ? become.value : undefined;
  const choices = [
    ['sua', writing.keepTheirs],
    ['tua', writing.keepMine],
    ...(hasOther ? [['altro', writing.keepOther] as const] : []),
  ] as const;
  const chosen = shown.compares ? 'tua' : undefined;
  return (
    <>
      <dl class="versions">
        {!shown.compares && (
          <div>
            <dt>{writing.before}</dt>
            <dd>
              <Shown shown={shown} field={field} value={(base[name] ?? null) as Json} />
            </dd>
          </div>
        )}
        <div>
          <dt>{writing.theirs}</dt>
          <dd>
            <Shown shown={shown} field={field} value={(scheda.content[name] ?? null) as Json} />
          </dd>
        </div>
        <div>
          <dt>{writing.mine}</dt>
          <dd>
            <Shown shown={shown} field={field} value={mine[name] ?? null} />
          </dd>
        </div>
      </dl>
      <Hidden field={field} typed={typed} />
      <fieldset class="choices">
        <legend>{writing.keep(label)}</legend>
        {choices.map(([value, said]) => (
          <div class="check" key={value}>
            <input
              type="radio"
              id={`tieni.${name}.${value}`}
              name={`tieni.${name}`}
              value={value}
              required
              checked={value === chosen}
            />
            <label for={`tieni.${name}.${value}`}>{said}</label>
          </div>
        ))}
      </fieldset>
      {hasOther && (
        <div class="field">
          <Control
            frame={frame}
            field={field}
            id={`altro.${name}`}
            name={`altro.${name}`}
            label={writing.other(label)}
            text={typeof together === 'string' ? together : typed}
            errors={[]}
          />
        </div>
      )}
    </>
  );
}

function Shown({
  shown,
  field,
  value,
}: {
  readonly shown: ConflictShown;
  readonly field: SchedaField;
  readonly value: Json;
}): JSX.Element {
  const { frame, schema } = shown.conflict.opened;
  if (value === null) return <em>{frame.words.writing.empty}</em>;
  return (
    <div class="said">
      <FieldValue
        value={value}
        schema={schema.properties?.[field.name] ?? {}}
        words={frame.words}
        language={frame.language}
        frame={frame}
      />
    </div>
  );
}

/** What stands in a form for a field, without anybody seeing it. */
function Hidden({
  field: { name },
  typed,
}: {
  readonly field: SchedaField;
  readonly typed: TypedField;
}): JSX.Element {
  const entries: (readonly [string, string])[] =
    typeof typed === 'string'
      ? [[name, typed]]
      : typed.flatMap((item: string | TypedRow) =>
          typeof item === 'string'
            ? [[name, item] as const]
            : Object.entries(item).map(([column, text]) => [`${name}.${column}`, text] as const),
        );
  return (
    <>
      {entries.map(([key, value], index) => (
        <input type="hidden" key={index} name={key} value={value} />
      ))}
    </>
  );
}
