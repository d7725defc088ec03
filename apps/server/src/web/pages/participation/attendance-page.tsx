import type { JSX } from 'preact';
import { valueSets, type CycleLife } from '#planning';
import { HiddenMarks } from '../../commands/form-marks.js';
import type { FormField } from '../action/form-field.js';
import { FormInputs, type FormState } from '../action/form-inputs.js';
import { linesIn } from './lines-in.js';
import { materialsElsewhere, type Material } from './materials.js';
import { attendanceAddress, meetingAddress } from './meeting-address.js';
import { LinesField, MeetingFormPage, type MeetingForm } from './meeting-form.js';

/** What stands before the place of a body among those that were asked to come. */
const PRESENT = 'presente-';
/** The same of a body for which a delegate came. */
const BY_DELEGATE = 'delega-';
/** The fields for bodies that were not asked to come. */
const OTHERS = 'altri';
const OTHERS_BY_DELEGATE = 'altriPerDelega';
/** The fingerprints of documents that were shown at another meeting, too. */
const SAME_MATERIALS = 'stessi';

/** What stands in a form about who came besides. */
export interface AttendanceForm extends MeetingForm {
  /** The documents that were shown: their fields, what was typed in them, and what became of their files. */
  readonly materials: { readonly fields: readonly FormField[]; readonly state: FormState };
}

/** Who came as a form says it: whoever came by a delegate was there. */
export function attendanceIn(form: URLSearchParams): {
  readonly attendance: readonly string[];
  readonly byDelegate: readonly number[];
} {
  const touched = (mark: string): readonly string[] =>
    [...form].flatMap(([name, body]) => (name.startsWith(mark) ? [body] : []));
  const delegated = new Set([...touched(BY_DELEGATE), ...linesIn(form.get(OTHERS_BY_DELEGATE))]);
  const attendance = [
    ...new Set([...touched(PRESENT), ...linesIn(form.get(OTHERS)), ...delegated]),
  ];
  const byDelegate = attendance.flatMap((body, place) => (delegated.has(body) ? [place] : []));
  return { attendance, byDelegate };
}

/** The documents of other meetings that were shown at this one, too. */
export function sameMaterialsIn(
  form: URLSearchParams,
  meetings: CycleLife['data']['meetings'],
): readonly Material[] {
  const chosen = new Set(form.getAll(SAME_MATERIALS));
  return materialsElsewhere(meetings)
    .map(({ material }) => material)
    .filter(({ sha256 }) => chosen.has(sha256));
}

/** Who came, one touch for each body that was asked to; and which categories were heard, and what was shown. */
export function AttendancePage(asked: AttendanceForm): JSX.Element {
  const { frame, shown, meeting, form, errors, today, materials } = asked;
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
        {/* Enter in a field sends the form, and never a file or one more row. */}
        <button type="submit" class="visually-hidden" tabIndex={-1} aria-hidden="true">
          {asked.action.title[frame.language]}
        </button>
        <HiddenMarks madeBy={self?.personId} />
        <fieldset class="field toggles">
          <legend>{said.whoCame}</legend>
          <p class="hint">{meeting.invitees.length > 0 ? said.whoCameHint : said.nobodyInvited}</p>
          {/* Their names are sealed until the page goes out: which were touched, only their places say. */}
          {meeting.invitees.map((body, place) => (
            <div key={place} class="toggle-pair">
              <label class="toggle">
                <input
                  type="checkbox"
                  name={`${PRESENT}${place}`}
                  value={body}
                  checked={form.has(`${PRESENT}${place}`)}
                />
                {body}
              </label>
              <label class="toggle">
                <input
                  type="checkbox"
                  name={`${BY_DELEGATE}${place}`}
                  value={body}
                  checked={form.has(`${BY_DELEGATE}${place}`)}
                />
                {said.byDelegate}
                <span class="visually-hidden">: {body}</span>
              </label>
            </div>
          ))}
        </fieldset>
        <LinesField
          name={OTHERS}
          label={said.others}
          hint={words.actions.linesHint}
          value={form.get(OTHERS) ?? ''}
          errors={errors}
        />
        <LinesField
          name={OTHERS_BY_DELEGATE}
          label={said.othersByDelegate}
          hint={said.othersByDelegateHint}
          value={form.get(OTHERS_BY_DELEGATE) ?? ''}
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
        <SameMaterials asked={asked} />
        <FormInputs {...materials} />
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

/** What was shown at another meeting, one touch each: the same file is the same document. */
function SameMaterials({
  asked: { frame, shown, form },
}: {
  readonly asked: AttendanceForm;
}): JSX.Element | null {
  const said = frame.words.participation;
  const elsewhere = materialsElsewhere(shown.life.data.meetings);
  if (elsewhere.length === 0) return null;
  const chosen = new Set(form.getAll(SAME_MATERIALS));
  return (
    <fieldset class="field toggles">
      <legend>{said.sameMaterials}</legend>
      <p class="hint">{said.sameMaterialsHint}</p>
      {elsewhere.map(({ material: { title, sha256 }, meetings }) => (
        <label key={sha256} class="toggle">
          <input
            type="checkbox"
            name={SAME_MATERIALS}
            value={sha256}
            checked={chosen.has(sha256)}
          />
          {title} ({meetings.map((meeting) => meeting.title).join(', ')})
        </label>
      ))}
    </fieldset>
  );
}
