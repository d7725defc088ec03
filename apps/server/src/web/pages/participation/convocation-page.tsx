import type { JSX } from 'preact';
import { dayInWords } from '#calendar';
import { valueSets } from '#planning';
import { HiddenMarks } from '../../commands/form-marks.js';
import { linesIn } from './lines-in.js';
import { convocationAddress, meetingAddress } from './meeting-address.js';
import { LinesField, MeetingFormPage, type MeetingForm } from './meeting-form.js';

/** Who is asked to come: first they are looked at, with the words of the convocation, then it is recorded. */
export function ConvocationPage(asked: MeetingForm): JSX.Element {
  const { frame, shown, meeting, form, errors } = asked;
  const { words, self } = frame;
  const said = words.participation;
  const { cycleId } = shown.life.data;
  const invitees = [...new Set(linesIn(form.get('invitees')))];
  const isPreview = invitees.length > 0 && errors.length === 0;
  const typed = form.has('commandId') ? (form.get('invitees') ?? '') : meeting.invitees.join('\n');
  return (
    <MeetingFormPage asked={asked}>
      <form method="post" action={convocationAddress(cycleId, meeting.meetingId)} novalidate>
        <HiddenMarks madeBy={self?.personId} />
        {isPreview && <Preview asked={asked} invitees={invitees} />}
        <LinesField
          name="invitees"
          label={said.invited}
          hint={said.invitedHint}
          value={typed}
          errors={errors}
        />
        <LinesField
          name="bodyIds"
          label={`${said.bodyIds} (${words.actions.optional})`}
          hint={said.bodyIdsHint}
          value={form.get('bodyIds') ?? ''}
          errors={errors}
        />
        <div class="field">
          <label for="protocol">
            {said.protocol} ({words.actions.optional})
          </label>
          <input id="protocol" name="protocol" type="text" value={form.get('protocol') ?? ''} />
        </div>
        <div class="action-end">
          <button type="submit" class={isPreview ? 'button button-second' : 'button'}>
            {isPreview ? said.lookAgain : said.look}
          </button>
          <a href={meetingAddress(cycleId, meeting.meetingId)}>{words.actions.back}</a>
        </div>
      </form>
    </MeetingFormPage>
  );
}

function Preview({
  asked: { frame, meeting, action, form },
  invitees,
}: {
  readonly asked: MeetingForm;
  readonly invitees: readonly string[];
}): JSX.Element {
  const { words, language } = frame;
  const said = words.participation;
  const place = [valueSets.channels[meeting.channel], meeting.venue, meeting.room];
  const time = meeting.startTime === undefined ? '' : `, ${words.agenda.at} ${meeting.startTime}`;
  const told = linesIn(form.get('bodyIds'));
  return (
    <section class="card" aria-labelledby="preview">
      <h2 id="preview">{said.preview}</h2>
      <p>{said.reaches(invitees.length)}</p>
      <ul>
        {invitees.map((body) => (
          <li key={body}>{body}</li>
        ))}
      </ul>
      <p>{told.length > 0 ? said.alsoTold(told.join(', ')) : said.toldByOffice}</p>
      <h3>{said.words}</h3>
      <blockquote lang="it">
        <p>
          {said.convocationWords(
            meeting.title,
            `${dayInWords(meeting.date, 'it', 'full')}${time}`,
            place.filter((each) => each !== undefined).join(', '),
          )}
        </p>
      </blockquote>
      <button type="submit" class="button" name="conferma" value="si">
        {action.title[language]}
      </button>
    </section>
  );
}
