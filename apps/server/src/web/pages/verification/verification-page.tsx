import type { JSX } from 'preact';
import type { Json } from '#event-store';
import { HiddenMarks } from '../../commands/form-marks.js';
import type { Frame } from '../../frame.js';
import { Actions } from '../../pieces/actions.js';
import { ErrorSummary } from '../../pieces/error-summary.js';
import { Notice } from '../../pieces/notice.js';
import { Page } from '../../pieces/page.js';
import { Instant } from '../history/instant.js';
import { ChangesOfField } from '../revisions/change-view.js';
import type { ComparedField } from '../revisions/field-changes.js';
import { FieldValue } from '../scheda/field-value.js';
import { cycleCrumb } from '../cycle/cycle-address.js';
import { ChecklistForm } from './checklist-form.js';
import type { Hand } from './queue.js';
import type { ShownVerification } from './shown-verification.js';

/** What a scheda says, with what has changed in it, beside the list of what is to be looked at. */
export function VerificationPage({
  frame,
  shown,
}: {
  readonly frame: Frame;
  readonly shown: ShownVerification;
}): JSX.Element {
  const { words } = frame;
  const said = words.verification;
  const { life, scheda, standing, unit, errors, isInCheck, mayTake } = shown;
  const { cycleId } = life.data;
  const hasActions = isInCheck || mayTake || shown.actions.length > 0;
  const address = `/cicli/${cycleId}/schede/${encodeURIComponent(scheda.schedaId)}`;
  return (
    <Page
      frame={frame}
      hasActions={hasActions}
      title={said.titleOf(scheda.code)}
      {...(errors.length > 0 && { before: words.errors.prefix })}
      crumbs={[
        cycleCrumb(frame, life.data),
        { label: said.title, address: `/cicli/${cycleId}/verifica` },
      ]}
    >
      <p class="lead">
        {scheda.title} · {unit} · {standing}, {words.scheda.version(scheda.version)}
      </p>
      <ErrorSummary words={words} errors={errors} />
      <InCharge frame={frame} taken={isInCheck ? shown.taken : undefined} />
      <p class="links">
        <a href={address}>{said.toScheda}</a>
        <a href={`${address}/revisioni`}>{words.scheda.revisions}</a>
        <Next frame={frame} cycleId={cycleId} next={shown.next} />
      </p>
      <div class="columns columns-even">
        <Text frame={frame} shown={shown} />
        {isInCheck ? (
          <ChecklistForm frame={frame} shown={shown} address={`${address}/verifica`} />
        ) : (
          <section
            class="card"
            aria-labelledby="checklist"
            {...(hasActions && { id: 'actions', tabIndex: -1 })}
          >
            <h2 id="checklist">{said.checklist}</h2>
            {mayTake ? (
              <form method="post" action={`${address}/verifica/presa-in-carico`}>
                <p>{said.takeLead}</p>
                <HiddenMarks revision={scheda.moved.revision} madeBy={frame.self?.personId} />
                <button type="submit" class="button">
                  {said.take}
                </button>
              </form>
            ) : (
              <>
                <p>{said.notNow}</p>
                <Actions
                  frame={frame}
                  cycleId={cycleId}
                  part={{ kind: 'scheda', id: scheda.schedaId }}
                  actions={shown.actions}
                />
              </>
            )}
          </section>
        )}
      </div>
    </Page>
  );
}

/** Who is at it, where somebody else is. */
function InCharge({
  frame: { words, language, self },
  taken,
}: {
  readonly frame: Frame;
  readonly taken: Hand | undefined;
}): JSX.Element | null {
  if (!taken || taken.personId === self?.personId) return null;
  const said = words.verification;
  return (
    <Notice kind="info">
      <p>
        {said.inCharge(taken.personId)} <Instant at={taken.at} language={language} />. {said.goOn}
      </p>
    </Notice>
  );
}

function Next({
  frame: { words },
  cycleId,
  next,
}: {
  readonly frame: Frame;
  readonly cycleId: string;
  readonly next: ShownVerification['next'];
}): JSX.Element {
  const said = words.verification;
  return next ? (
    <a href={`/cicli/${cycleId}/schede/${encodeURIComponent(next.schedaId)}/verifica`} rel="next">
      {said.nextInQueue} {next.code} {next.title}
    </a>
  ) : (
    <a href={`/cicli/${cycleId}/verifica`}>{said.toQueue}</a>
  );
}

/** What it says; what has changed since the unit got it last is marked, word by word. */
function Text({
  frame,
  shown: { fields, isCompared, names },
}: {
  readonly frame: Frame;
  readonly shown: ShownVerification;
}): JSX.Element {
  const { words, language } = frame;
  const said = words.verification;
  const changed = fields.filter(({ changes }) => changes.length > 0);
  const show = (value: Json, compared: ComparedField) => (
    <FieldValue {...{ value, schema: compared.schema, words, language, names, frame }} />
  );
  return (
    <section aria-labelledby="text">
      <h2 id="text">{said.text}</h2>
      {isCompared && <p>{said.changedCount(changed.length)}</p>}
      <dl class="fields fields-dense">
        {fields.map((compared) => {
          const isChanged = isCompared && compared.changes.length > 0;
          return (
            <div
              key={compared.field}
              id={`campo-${compared.field}`}
              {...(isChanged && { class: 'field-changed' })}
            >
              <dt>
                {compared.schema.title ?? compared.field}
                {isChanged && <strong> ({said.changed})</strong>}
              </dt>
              <dd>
                {isChanged ? (
                  <ChangesOfField {...{ frame, compared, names, side: 'both' }} />
                ) : (
                  compared.after !== undefined && show(compared.after, compared)
                )}
              </dd>
            </div>
          );
        })}
      </dl>
    </section>
  );
}
