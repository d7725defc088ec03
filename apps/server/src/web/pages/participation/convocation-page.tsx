import type { JSX } from 'preact';
import { dayInWords } from '#calendar';
import { valueSets } from '#planning';
import { HiddenMarks } from '../../commands/form-marks.js';
import { linesIn } from './lines-in.js';
import { convocationAddress, meetingAddress } from './meeting-address.js';
import { AgendaItems } from './agenda-items.js';
import { ConvocationLaw } from './convocation-standing.js';
import type { KnownBody } from './known-bodies.js';
import { LinesField, MeetingFormPage, type MeetingForm } from './meeting-form.js';

/** What stands in a form about a convocation besides. */
export interface ConvocationForm extends MeetingForm {
  /** The bodies that the program can tell, by name. */
  readonly bodies: readonly KnownBody[];
}

/** Who is asked to come: first they are looked at, with the words of the convocation, then it is recorded. */
export function ConvocationPage(asked: ConvocationForm): JSX.Element {
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
        <Bodies asked={asked} />
        <LinesField
          name={OTHER_BODIES}
          label={`${said.otherBodyIds} (${words.actions.optional})`}
          hint={said.otherBodyIdsHint}
          value={form.get(OTHER_BODIES) ?? ''}
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

/** The field for those that are known by no name. */
export const OTHER_BODIES = 'altriEnti';

/** Under which ids the bodies go that were chosen by name, and those that were written. */
export function bodyIdsIn(form: URLSearchParams): readonly string[] {
  return [...new Set([...form.getAll('bodyIds'), ...linesIn(form.get(OTHER_BODIES))])];
}

/** Which of the bodies that are known the program tells itself. */
function Bodies({
  asked: {
    frame: { words },
    bodies,
    form,
  },
}: {
  readonly asked: ConvocationForm;
}): JSX.Element {
  const said = words.participation;
  const chosen = new Set(form.getAll('bodyIds'));
  return (
    <fieldset class="field toggles">
      <legend>
        {said.bodyIds} ({words.actions.optional})
      </legend>
      <p class="hint">{bodies.length > 0 ? said.bodyIdsHint : said.noBodies}</p>
      {bodies.map(({ id, name }) => (
        <label key={id} class="toggle">
          <input type="checkbox" name="bodyIds" value={id} checked={chosen.has(id)} />
          {name}
        </label>
      ))}
    </fieldset>
  );
}

function Preview({
  asked: { frame, meeting, action, form, bodies },
  invitees,
}: {
  readonly asked: ConvocationForm;
  readonly invitees: readonly string[];
}): JSX.Element {
  const { words, language } = frame;
  const said = words.participation;
  const place = [valueSets.channels[meeting.channel], meeting.venue, meeting.room];
  const time = meeting.startTime === undefined ? '' : `, ${words.agenda.at} ${meeting.startTime}`;
  const names = new Map(bodies.map(({ id, name }) => [id, name]));
  const told = bodyIdsIn(form).map((id) => names.get(id) ?? id);
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
        {meeting.onlineAddress !== undefined && (
          <p>{said.convocationJoin(meeting.onlineAddress)}</p>
        )}
        {meeting.agendaItems !== undefined && (
          <>
            <p>{said.convocationAgenda}</p>
            <AgendaItems items={meeting.agendaItems} />
          </>
        )}
      </blockquote>
      <ConvocationLaw frame={frame} />
      <button type="submit" class="button" name="conferma" value="si">
        {action.title[language]}
      </button>
    </section>
  );
}
