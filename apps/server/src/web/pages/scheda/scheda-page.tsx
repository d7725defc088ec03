import type { JSX } from 'preact';
import type { Json } from '#event-store';
import { valueSets, type Action, type CycleLife, type Scheda } from '#planning';
import type { Frame } from '../../frame.js';
import { DayFromToday } from '../../pieces/day.js';
import { Notice } from '../../pieces/notice.js';
import { Page } from '../../pieces/page.js';
import { FieldValue, type FieldSchema } from './field-value.js';

/** A scheda as somebody may see it. */
export interface ShownScheda {
  readonly life: Readonly<CycleLife>;
  readonly scheda: Readonly<Scheda>;
  /** The state of its machine in words. */
  readonly standing: string;
  readonly unit: string;
  readonly actions: readonly Action[];
  /** `2026-11-26` in Rome. */
  readonly today: string;
}

/** What a scheda says, where it stands, and what can be done with it. */
export function SchedaPage({
  frame,
  shown,
}: {
  readonly frame: Frame;
  readonly shown: ShownScheda;
}): JSX.Element {
  const { words, language } = frame;
  const { life, scheda, standing, unit, today } = shown;
  const { cycleId, title } = life.data;
  const programme = life.data.programmes[scheda.programmeId]?.name ?? scheda.programmeId;
  return (
    <Page
      frame={frame}
      title={`${scheda.code} · ${scheda.title}`}
      crumbs={[
        { label: title, address: `/cicli/${cycleId}` },
        { label: words.schede.title, address: `/cicli/${cycleId}/schede` },
      ]}
    >
      <p class="lead">
        {standing} · {words.scheda.version(scheda.version)}
      </p>
      <dl class="facts">
        <dt>{words.schede.unit}</dt>
        <dd>{unit}</dd>
        <dt>{words.schede.programme}</dt>
        <dd>{programme}</dd>
        {scheda.returns > 0 && (
          <>
            <dt>{words.schede.returns}</dt>
            <dd>{scheda.returns}</dd>
          </>
        )}
      </dl>
      {scheda.lastReturn && (
        <Notice kind="warning">
          <p>
            <strong>{words.scheda.returned}</strong>{' '}
            {scheda.lastReturn.reasons.map((reason) => valueSets.returnReasons[reason]).join(', ')}
          </p>
          <p>{scheda.lastReturn.text}</p>
          {scheda.lastReturn.due !== undefined && (
            <p>
              {words.scheda.by}{' '}
              <DayFromToday day={scheda.lastReturn.due} today={today} language={language} />
            </p>
          )}
        </Notice>
      )}
      <Blocked frame={frame} actions={shown.actions} />
      <Content frame={frame} life={life} scheda={scheda} />
    </Page>
  );
}

/** What cannot be done now, and why: never a button that says nothing. */
function Blocked({
  frame: { words, language },
  actions,
}: {
  readonly frame: Frame;
  readonly actions: readonly Action[];
}): JSX.Element | null {
  if (actions.length === 0) return null;
  return (
    <section class="card" aria-labelledby="actions">
      <h2 id="actions">{words.scheda.actions}</h2>
      <ul>
        {actions.map(({ verb, title, why }) => (
          <li key={verb}>
            <strong>{title[language]}</strong>
            {why && ` – ${words.scheda.notNow}: ${why[language]}`}
          </li>
        ))}
      </ul>
    </section>
  );
}

function Content({
  frame: { words, language },
  life,
  scheda,
}: {
  readonly frame: Frame;
  readonly life: Readonly<CycleLife>;
  readonly scheda: Readonly<Scheda>;
}): JSX.Element {
  // The documents of a definition are JSON of a form that its version knows.
  const { properties = {} } = life.workflow.definition.documents['schedaSchema'] as FieldSchema;
  const written = Object.entries(properties).flatMap(([field, schema]) => {
    // What was written was JSON.
    const value = scheda.content[field] as Json | undefined;
    return value === undefined ? [] : [{ field, schema, value }];
  });
  if (written.length === 0) {
    return (
      <Notice kind="info">
        <p>{words.scheda.empty}</p>
      </Notice>
    );
  }
  return (
    <dl class="fields">
      {written.map(({ field, schema, value }) => (
        <div key={field} id={`campo-${field}`}>
          <dt>{schema.title ?? field}</dt>
          <dd>
            <FieldValue value={value} schema={schema} words={words} language={language} />
          </dd>
        </div>
      ))}
    </dl>
  );
}
