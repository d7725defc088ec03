import type { JSX } from 'preact';
import type { Json } from '#event-store';
import type { BlamedField } from '#history';
import type { CycleLife, Scheda } from '#planning';
import type { Frame } from '../../frame.js';
import { Notice } from '../../pieces/notice.js';
import { Instant } from '../history/instant.js';
import { FieldValue, type FieldSchema } from './field-value.js';
import type { Names } from './named.js';
import type { SchedaVersion } from './scheda-facts.js';

/** The fields of a scheda, as the schema of its cycle has them. */
export function fieldsOfSchede({
  workflow,
}: Pick<Readonly<CycleLife>, 'workflow'>): readonly (readonly [string, FieldSchema])[] {
  // The documents of a definition are JSON of a form that its version knows.
  const { properties = {} } = workflow.definition.documents['schedaSchema'] as FieldSchema;
  return Object.entries(properties);
}

/** What a scheda says, field by field; where asked, with whoever wrote it last. */
export function SchedaContent({
  frame,
  life,
  scheda,
  unit,
  names,
  origins,
  versions,
}: {
  readonly frame: Frame;
  readonly life: Readonly<CycleLife>;
  readonly scheda: Readonly<Scheda>;
  readonly unit: string;
  readonly names: Names;
  readonly origins: ReadonlyMap<string, BlamedField> | undefined;
  readonly versions: readonly SchedaVersion[];
}): JSX.Element {
  const { words, language } = frame;
  const fields = fieldsOfSchede(life);
  const written = fields.flatMap(([field, schema]) => {
    // What was written was JSON.
    const value = scheda.content[field] as Json | undefined;
    return value === undefined ? [] : [{ field, schema, value }];
  });
  // What it was given out with is no text of its unit.
  if (scheda.version === 0) {
    return (
      <>
        <Notice kind="info">
          <p>{words.scheda.empty}</p>
        </Notice>
        <p>{words.scheda.emptyWho(unit)}</p>
        <ul class="outline">
          {fields.map(([field, { title }]) => (
            <li key={field}>{title ?? field}</li>
          ))}
        </ul>
      </>
    );
  }
  return (
    <dl class="fields fields-dense">
      {written.map(({ field, schema, value }) => (
        <div key={field} id={`campo-${field}`}>
          <dt>{schema.title ?? field}</dt>
          <dd>
            <FieldValue {...{ value, schema, words, language, names, frame }} />
            {origins?.get(field) && (
              <OriginOfField frame={frame} origin={origins.get(field)} versions={versions} />
            )}
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** Who made a field what it is, when, in which version and why. */
function OriginOfField({
  frame: { words, language },
  origin,
  versions,
}: {
  readonly frame: Frame;
  readonly origin: BlamedField | undefined;
  readonly versions: readonly SchedaVersion[];
}): JSX.Element | null {
  if (!origin) return null;
  const { by, onBehalfOf, recordedAt, reason, changes, redacted, revision } = origin;
  const said = words.scheda;
  const made = versions.find(({ line }) => line.revision === revision)?.version;
  return (
    <p class="origin">
      {said.lastChange} <strong>{by}</strong>
      {onBehalfOf !== null && ` ${said.onBehalfOf(onBehalfOf)}`},{' '}
      <Instant at={recordedAt} language={language} />
      {made !== undefined && made > 0 && `, ${said.madeVersion(made)}`} ({said.changes(changes)})
      {reason !== null && ` – ${said.reason} «${reason}»`}
      {redacted !== null && ` – ${said.redactedBy} ${redacted.by} (${redacted.legalBasis})`}
    </p>
  );
}
