import type { ComponentChildren, JSX } from 'preact';
import type { Action, CycleLife } from '#planning';
import type { Frame } from '../../frame.js';
import { ErrorSummary } from '../../pieces/error-summary.js';
import type { FieldError } from '../../pieces/field.js';
import { Notice } from '../../pieces/notice.js';
import { Page } from '../../pieces/page.js';
import { cycleCrumb } from '../cycle/cycle-address.js';
import { meetingAddress } from './meeting-address.js';
import type { ShownParticipation } from './participation-reader.js';

/** What a form about a meeting is made from. */
export interface MeetingForm {
  readonly frame: Frame;
  readonly shown: ShownParticipation;
  readonly meeting: Readonly<CycleLife['data']['meetings'][string]>;
  readonly action: Action;
  /** As it was typed; empty where nothing was yet. */
  readonly form: URLSearchParams;
  readonly errors: readonly FieldError[];
  /** `2026-11-26` in Rome. */
  readonly today: string;
}

/** The page of such a form; where it is not the moment, why. */
export function MeetingFormPage({
  asked,
  children,
}: {
  readonly asked: MeetingForm;
  readonly children: ComponentChildren;
}): JSX.Element {
  const { frame, shown, meeting, action, errors } = asked;
  const { words, language } = frame;
  const { cycleId } = shown.life.data;
  const address = meetingAddress(cycleId, meeting.meetingId);
  return (
    <Page
      frame={frame}
      title={action.title[language]}
      {...(errors.length > 0 && { before: words.errors.prefix })}
      crumbs={[
        { label: words.desk.title, address: '/' },
        cycleCrumb(frame, shown.life.data),
        { label: words.participation.title, address: `/cicli/${cycleId}/partecipazione` },
        { label: meeting.title, address },
      ]}
    >
      <div class="action-form">
        <ErrorSummary words={words} errors={errors} />
        {action.possible || errors.length > 0 ? (
          children
        ) : (
          <Notice kind="warning">
            <p>{action.why?.[language]}</p>
            <p>
              <a href={address}>{words.actions.seeHow}</a>
            </p>
          </Notice>
        )}
      </div>
    </Page>
  );
}

/** A text of several lines, with its label, its hint and what is wrong with it. */
export function LinesField({
  name,
  label,
  hint,
  value,
  errors,
}: {
  readonly name: string;
  readonly label: string;
  readonly hint: string;
  readonly value: string;
  readonly errors: readonly FieldError[];
}): JSX.Element {
  const error = errors.find(({ field }) => field === name);
  return (
    <div class={error ? 'field field-wrong' : 'field'}>
      <label for={name}>{label}</label>
      <p class="hint" id={`${name}-hint`}>
        {hint}
      </p>
      {error && (
        <p class="field-error" id={`${name}-error`}>
          {error.text}
        </p>
      )}
      <textarea
        id={name}
        name={name}
        rows={4}
        value={value}
        aria-describedby={error ? `${name}-hint ${name}-error` : `${name}-hint`}
        {...(error && { 'aria-invalid': 'true' as const })}
      />
    </div>
  );
}
