import type { JSX } from 'preact';
import { dayInWords, isDay } from '#calendar';
import type { Json, JsonObject } from '#event-store';
import type { Frame } from '../../frame.js';

/** A value of a fact or of a cycle as a person reads it; of what is deep, a list in a list. */
export function PlainValue({
  frame,
  value,
}: {
  readonly frame: Frame;
  readonly value: Json;
}): JSX.Element {
  const { words, language } = frame;
  if (value === null) return <>{words.history.comparison.nothing}</>;
  if (typeof value === 'boolean') return <>{value ? words.scheda.yes : words.scheda.no}</>;
  if (typeof value === 'number')
    return <>{value.toLocaleString(language === 'it' ? 'it-IT' : 'en-GB')}</>;
  if (typeof value === 'string')
    return <span class="said">{isDay(value) ? dayInWords(value, language) : value}</span>;
  if (isList(value)) {
    if (value.length === 0) return <>{words.history.comparison.nothing}</>;
    return (
      <ul class="values">
        {value.map((each, index) => (
          <li key={index}>
            <PlainValue frame={frame} value={each} />
          </li>
        ))}
      </ul>
    );
  }
  return <Members frame={frame} value={value} />;
}

/** The members of an object with what they are called. */
export function Members({
  frame,
  value,
}: {
  readonly frame: Frame;
  readonly value: JsonObject;
}): JSX.Element {
  return (
    <dl class="members">
      {Object.entries(value).map(([member, each]) => (
        <div key={member}>
          <dt>{memberName(frame, member)}</dt>
          <dd>
            <PlainValue frame={frame} value={each} />
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** What a member is called; one without a name is its own. */
export function memberName({ words }: Pick<Frame, 'words'>, member: string): string {
  const names: readonly Readonly<Record<string, string>>[] = [
    words.history.members,
    words.fields.labels,
  ];
  return names.find((each) => Object.hasOwn(each, member))?.[member] ?? member;
}

const isList = (value: JsonObject | readonly Json[]): value is readonly Json[] =>
  Array.isArray(value);
