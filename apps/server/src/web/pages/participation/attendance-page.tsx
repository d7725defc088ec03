import type { JSX } from 'preact';
import { valueSets } from '#planning';
import { HiddenMarks } from '../../commands/form-marks.js';
import { attendanceAddress, meetingAddress } from './meeting-address.js';
import { LinesField, MeetingFormPage, type MeetingForm } from './meeting-form.js';

/** What stands before the place of a body among those that were asked to come. */
export const PRESENT = 'presente-';

/** Who came, one touch for each body that was asked to; and which categories were heard, and what was shown. */
export function AttendancePage(asked: MeetingForm): JSX.Element {
  const { frame, shown, meeting, form, errors, today } = asked;
  const { words, self } = frame;
  const said = words.participation;
  const { cycleId } = shown.life.data;
  const isTyped = form.has('commandId');
  const planned = new Set<string>(
    isTyped ? form.getAll('categories') : (meeting.plannedCategories ?? []),
  );
  const late = errors.find(({ field }) => field === 'lateReason');
  const heldOn = isTyped
    ? (form.get('occurredOn') ?? '')
    : meeting.date <= today
      ? meeting.date
      : '';
  return (
    <MeetingFormPage asked={asked}>
      <form method="post" action={attendanceAddress(cycleId, meeting.meetingId)} novalidate>
        <HiddenMarks madeBy={self?.personId} />
        <fieldset class="field toggles">
          <legend>{said.whoCame}</legend>
          <p class="hint">{meeting.invitees.length > 0 ? said.whoCameHint : said.nobodyInvited}</p>
          {/* Their names are sealed until the page goes out: which were touched, only their places say. */}
          {meeting.invitees.map((body, place) => (
            <label key={place} class="toggle">
              <input
                type="checkbox"
                name={`${PRESENT}${place}`}
                value={body}
                checked={form.has(`${PRESENT}${place}`)}
              />
              {body}
            </label>
          ))}
        </fieldset>
        <LinesField
          name="altri"
          label={said.others}
          hint={words.actions.linesHint}
          value={form.get('altri') ?? ''}
          errors={errors}
        />
        <fieldset class="field toggles" id="categories">
          <legend>{said.categories}</legend>
          <p class="hint">{said.categoriesHint}</p>
          {Object.entries(valueSets.categories).map(([category, label]) => (
            <label key={category} class="toggle">
              <input
                type="checkbox"
                name="categories"
                value={category}
                checked={planned.has(category)}
              />
              {label}
            </label>
          ))}
        </fieldset>
        <LinesField
          name="contents"
          label={said.contents}
          hint={said.contentsHint}
          value={form.get('contents') ?? ''}
          errors={errors}
        />
        <div class="field">
          <label for="occurredOn">{said.heldOn}</label>
          <p class="hint" id="occurredOn-hint">
            {words.actions.todayHint}
          </p>
          <input
            id="occurredOn"
            name="occurredOn"
            type="date"
            value={heldOn}
            aria-describedby="occurredOn-hint"
          />
        </div>
        <div class={late ? 'field field-wrong' : 'field'}>
          <label for="lateReason">{said.lateReason}</label>
          <p class="hint" id="lateReason-hint">
            {said.lateReasonHint}
          </p>
          {late && (
            <p class="field-error" id="lateReason-error">
              {late.text}
            </p>
          )}
          <input
            id="lateReason"
            name="lateReason"
            type="text"
            value={form.get('lateReason') ?? ''}
            aria-describedby={late ? 'lateReason-hint lateReason-error' : 'lateReason-hint'}
            {...(late && { 'aria-invalid': 'true' as const })}
          />
        </div>
        <div class="action-end">
          <button type="submit" class="button">
            {asked.action.title[frame.language]}
          </button>
          <a href={meetingAddress(cycleId, meeting.meetingId)}>{words.actions.back}</a>
        </div>
        <p class="small">{words.actions.recorded}</p>
      </form>
    </MeetingFormPage>
  );
}
