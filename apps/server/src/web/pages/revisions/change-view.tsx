import type { JSX } from 'preact';
import type { Json } from '#event-store';
import type { Change, Stretch } from '#history';
import type { Frame } from '../../frame.js';
import { FieldValue, type FieldSchema } from '../scheda/field-value.js';
import type { Names } from '../scheda/named.js';
import { schemaAt, type ComparedField } from './field-changes.js';

/** Which text is told: the former, the latter, or both in one. */
type Side = 'before' | 'after' | 'both';

interface ChangeProperties {
  readonly frame: Frame;
  readonly compared: ComparedField;
  readonly side: Side;
  readonly names: Names;
}

/** What is different in a field, for eyes and for ears: what was added and what was taken out. */
export function ChangesOfField({ frame, compared, side, names }: ChangeProperties): JSX.Element {
  const { words } = frame;
  const { changes, schema, before, after } = compared;
  const isWhole = changes.some((change) => pathOf(change).length === 1);
  if (isWhole && (before === undefined || after === undefined)) {
    // The field as a whole was filled in or emptied.
    const isThere = side === 'both' || (side === 'before') === (before !== undefined);
    if (!isThere) return <p class="small">{words.revisions.empty}</p>;
  }
  return (
    <>
      {changes.map((change, index) => (
        <ChangeInWords key={index} {...{ frame, change, schema, side, names }} />
      ))}
    </>
  );
}

const pathOf = (change: Change): readonly (string | number)[] =>
  change.is === 'removed' ? change.from : change.to;

function ChangeInWords({
  frame,
  change,
  schema,
  side,
  names,
}: Omit<ChangeProperties, 'compared'> & {
  readonly change: Change;
  readonly schema: FieldSchema;
}): JSX.Element | null {
  const { words } = frame;
  const [, ...inner] = pathOf(change);
  const innerSchema = schemaAt(schema, inner);
  if (change.is === 'added' && side === 'before') return null;
  if (change.is === 'removed' && side === 'after') return null;
  const value = (of: Json) => (
    <FieldValue
      {...{ value: of, schema: innerSchema, words, names, frame }}
      language={frame.language}
    />
  );
  const label = labelOf(inner, frame);
  return (
    <div class="change">
      {label !== '' && <p class="small">{label}</p>}
      {change.is === 'changed' && change.words ? (
        <p class="as-written">
          <Stretches stretches={change.words} side={side} frame={frame} />
        </p>
      ) : (
        <>
          {change.is !== 'added' && side !== 'after' && (
            <Removed frame={frame}>{value(change.before)}</Removed>
          )}{' '}
          {change.is !== 'removed' && side !== 'before' && (
            <Added frame={frame}>{value(change.after)}</Added>
          )}
        </>
      )}
    </div>
  );
}

/** `riga 2 · Valore atteso`; nothing for a field as a whole. */
function labelOf(path: readonly (string | number)[], { words }: Frame): string {
  const named = words.schedaColumns as Readonly<Record<string, string>>;
  return path
    .map((step) =>
      typeof step === 'number' ? words.revisions.row(step + 1) : (named[step] ?? step),
    )
    .join(' · ');
}

function Stretches({
  stretches,
  side,
  frame,
}: {
  readonly stretches: readonly Stretch[];
  readonly side: Side;
  readonly frame: Frame;
}): JSX.Element {
  return (
    <>
      {stretches.map(({ is, text }, index) => {
        if (is === 'same') return <span key={index}>{text}</span>;
        if (is === 'removed') {
          return side === 'after' ? null : (
            <Removed key={index} frame={frame}>
              {text}
            </Removed>
          );
        }
        return side === 'before' ? null : (
          <Added key={index} frame={frame}>
            {text}
          </Added>
        );
      })}
    </>
  );
}

function Removed({
  frame: { words },
  children,
}: {
  readonly frame: Frame;
  readonly children: JSX.Element | string;
}): JSX.Element {
  return (
    <del>
      <span class="visually-hidden">{words.revisions.removed} </span>
      {children}
    </del>
  );
}

function Added({
  frame: { words },
  children,
}: {
  readonly frame: Frame;
  readonly children: JSX.Element | string;
}): JSX.Element {
  return (
    <ins>
      <span class="visually-hidden">{words.revisions.added} </span>
      {children}
    </ins>
  );
}
