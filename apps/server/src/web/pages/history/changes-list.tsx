import type { ComponentChildren, JSX } from 'preact';
import type { Json } from '#event-store';
import { pointerTo, type Change } from '#history';
import type { AnyLife } from '#planning';
import { fieldLabel } from '../../../api/field-labels.js';
import type { Frame } from '../../frame.js';
import { memberName, PlainValue } from './plain-value.js';

/** What is different, field by field: texts word by word, all else as it was and as it is. */
export function ChangesList({
  frame,
  changes,
  life,
}: {
  readonly frame: Frame;
  readonly changes: readonly Change[];
  /** Whose fields they are. */
  readonly life: Readonly<AnyLife>;
}): JSX.Element {
  return (
    <dl class="fields">
      {changes.map((change) => {
        const path = change.is === 'removed' ? change.from : change.to;
        return (
          <div key={`${change.is} ${pointerTo(path)}`}>
            <dt>{fieldName(frame, path, life)}</dt>
            <dd>
              <Difference frame={frame} change={stateInWords(change, frame, life)} />
            </dd>
          </div>
        );
      })}
    </dl>
  );
}

function Difference({
  frame,
  change,
}: {
  readonly frame: Frame;
  readonly change: Change;
}): JSX.Element {
  if (change.is === 'changed' && change.words) {
    return (
      <p class="said">
        {change.words.map(({ is, text }, index) =>
          is === 'same' ? (
            <span key={index}>{text}</span>
          ) : (
            <Marked key={index} frame={frame} is={is}>
              {text}
            </Marked>
          ),
        )}
      </p>
    );
  }
  const value = (of: Json): JSX.Element => <PlainValue frame={frame} value={of} />;
  return (
    <>
      {change.is !== 'added' && (
        <Marked frame={frame} is="removed">
          {value(change.before)}
        </Marked>
      )}{' '}
      {change.is !== 'removed' && (
        <Marked frame={frame} is="added">
          {value(change.after)}
        </Marked>
      )}
    </>
  );
}

/** Something that is there no more, or only now: for eyes and for ears. */
function Marked({
  frame: { words },
  is,
  children,
}: {
  readonly frame: Frame;
  readonly is: 'added' | 'removed';
  readonly children: ComponentChildren;
}): JSX.Element {
  const said = words.history.comparison;
  const label = <span class="visually-hidden">{is === 'added' ? said.added : said.removed}: </span>;
  return is === 'added' ? (
    <ins>
      {label}
      {children}
    </ins>
  ) : (
    <del>
      {label}
      {children}
    </del>
  );
}

/** Where the machine of a scheda stands is a word of the machine: people are told what it is called. */
function stateInWords(
  change: Change,
  { language }: Frame,
  { workflow }: Readonly<AnyLife>,
): Change {
  const isState = change.is === 'changed' && change.to.length === 1 && change.to[0] === 'state';
  if (!isState || !('scheda' in workflow.definition.parts)) return change;
  const { before, after } = change;
  if (typeof before !== 'string' || typeof after !== 'string') return change;
  const called = (state: string): string =>
    workflow.part('scheda').meta(state)[0]?.[language] ?? state;
  return { ...change, before: called(before), after: called(after) };
}

/** `Sedute · 1 · Esito`: the outermost as the API calls it, and the way in from there. */
function fieldName(
  frame: Frame,
  path: readonly (string | number)[],
  life: Readonly<AnyLife>,
): string {
  const label = fieldLabel(pointerTo(path), life)?.[frame.language];
  const steps = path.slice(path[0] === 'content' ? 2 : 1);
  const inner = steps.map((step) =>
    typeof step === 'number' ? String(step + 1) : memberName(frame, step),
  );
  return [label ?? memberName(frame, String(path[0] ?? '')), ...inner].join(' · ');
}
