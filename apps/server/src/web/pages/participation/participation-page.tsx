import type { JSX } from 'preact';
import { dayInWords } from '#calendar';
import { valueSets, type Coverage } from '#planning';
import type { Frame } from '../../frame.js';
import { Actions } from '../../pieces/actions.js';
import { DayFromToday } from '../../pieces/day.js';
import { Notice } from '../../pieces/notice.js';
import { Page } from '../../pieces/page.js';
import { Contributions } from './contributions.js';
import type { ShownParticipation } from './participation-reader.js';

interface Shown {
  readonly frame: Frame;
  readonly shown: ShownParticipation;
  /** `2026-11-26` in Rome. */
  readonly today: string;
}

/** Whom the office has heard and whom it still has to hear, and what became of what they said. */
export function ParticipationPage({ frame, shown, today }: Shown): JSX.Element {
  const { words } = frame;
  const said = words.participation;
  const { cycleId, title } = shown.life.data;
  const { gaps } = shown.coverage;
  const actions = shown.actions();
  return (
    <Page
      frame={frame}
      title={said.title}
      crumbs={[{ label: title, address: `/cicli/${cycleId}` }]}
    >
      <p class="lead">{said.lead}</p>
      <Notice kind={gaps.length === 0 ? 'done' : 'warning'}>
        <p>
          {gaps.length === 0
            ? said.complete
            : said.gaps(gaps.map((category) => valueSets.categories[category]).join(', '))}
        </p>
        <p class="small">{said.law}</p>
      </Notice>
      {actions.length > 0 && (
        <section class="card" aria-labelledby="actions">
          <h2 id="actions">{said.actions}</h2>
          <Actions frame={frame} cycleId={cycleId} actions={actions} />
        </section>
      )}
      <h2 id="meetings">{said.meetings}</h2>
      <Meetings frame={frame} shown={shown} today={today} />
      {shown.coverage.meetings.length > 0 && (
        <>
          <h2 id="matrix">{said.matrix}</h2>
          <Matrix frame={frame} coverage={shown.coverage} />
        </>
      )}
      <h2 id="contributions">{said.contributions}</h2>
      <Contributions frame={frame} shown={shown} contributions={shown.contributions} />
    </Page>
  );
}

function Meetings({ frame: { words, language }, shown, today }: Shown): JSX.Element {
  const said = words.participation;
  const { meetings } = shown.coverage;
  const { cycleId } = shown.life.data;
  if (meetings.length === 0) return <p>{said.noMeetings}</p>;
  return (
    <ul class="items">
      {meetings.map(({ meetingId, title, counterpart, date, heldOn, stateName }) => (
        <li key={meetingId} class="item">
          <div>
            <h3>
              <a href={`/cicli/${cycleId}/incontri/${encodeURIComponent(meetingId)}`}>{title}</a>
            </h3>
            <p class="small">{valueSets.counterparts[counterpart]}</p>
          </div>
          <div>
            <p>
              {heldOn === null ? (
                <DayFromToday day={date} today={today} language={language} />
              ) : (
                <time dateTime={heldOn}>{dayInWords(heldOn, language, 'full')}</time>
              )}
            </p>
            <p class="small">{stateName[language]}</p>
          </div>
        </li>
      ))}
    </ul>
  );
}

/** Category by category, in which meeting it was heard. */
function Matrix({
  frame: { words, language },
  coverage: { categories, meetings },
}: {
  readonly frame: Frame;
  readonly coverage: Coverage;
}): JSX.Element {
  const said = words.participation;
  return (
    <div class="table-scroll" role="region" aria-labelledby="matrix" tabIndex={0}>
      <table class="table">
        <thead>
          <tr>
            <th scope="col">{said.category}</th>
            {meetings.map(({ meetingId, title, date, heldOn }) => (
              <th key={meetingId} scope="col">
                {title}
                <span class="small"> {dayInWords(heldOn ?? date, language, 'short')}</span>
              </th>
            ))}
            <th scope="col">{said.inAll}</th>
          </tr>
        </thead>
        <tbody>
          {categories.map(({ category, label, standing, exemption }) => (
            <tr key={category}>
              <th scope="row">{label}</th>
              {meetings.map(({ meetingId, cells }) => (
                <td key={meetingId}>{said.cells[cells[category] ?? 'none']}</td>
              ))}
              <td>
                <strong>{standing === 'none' ? said.notYet : said.cells[standing]}</strong>
                {exemption && (
                  <p class="small">
                    {exemption.decided
                      ? said.exemption(exemption.decided.reason)
                      : said.exemptionProposed(exemption.proposed.reason)}
                  </p>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
