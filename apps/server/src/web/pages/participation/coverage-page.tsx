import type { JSX } from 'preact';
import { dayInWords } from '#calendar';
import { valueSets, type Coverage } from '#planning';
import type { Frame } from '../../frame.js';
import { liveOfCycle } from '../../live/cycle-live.js';
import { Actions } from '../../pieces/actions.js';
import { Notice } from '../../pieces/notice.js';
import { ParticipationFrame } from './participation-tabs.js';
import type { ShownParticipation } from './participation-reader.js';

/** What is done about a category as a whole, and not about a meeting. */
const aboutCategories: ReadonlySet<string> = new Set([
  ...['propose-category-exemption', 'exempt-category', 'decline-category-exemption'],
]);

/** Category by category, in which meeting it was heard, and which are still to be heard. */
export function CoveragePage({
  frame,
  shown,
}: {
  readonly frame: Frame;
  readonly shown: ShownParticipation;
}): JSX.Element {
  const { words } = frame;
  const said = words.participation;
  const { cycleId } = shown.life.data;
  const actions = shown.actions().filter(({ verb }) => aboutCategories.has(verb));
  return (
    <ParticipationFrame
      frame={frame}
      cycle={shown.life.data}
      tab="coverage"
      hasActions={actions.length > 0}
      live={liveOfCycle(frame, shown.life)}
    >
      <p class="lead">{said.matrix}</p>
      <Gaps frame={frame} coverage={shown.coverage} />
      {actions.length > 0 && (
        <section class="card" aria-labelledby="actions">
          <h2 id="actions">{said.actions}</h2>
          <Actions frame={frame} cycleId={cycleId} actions={actions} />
        </section>
      )}
      <Matrix frame={frame} coverage={shown.coverage} cycleId={cycleId} />
    </ParticipationFrame>
  );
}

/** Whom the office still has to hear. */
export function Gaps({
  frame: { words },
  coverage: { gaps },
}: {
  readonly frame: Frame;
  readonly coverage: Coverage;
}): JSX.Element {
  const said = words.participation;
  return (
    <Notice kind={gaps.length === 0 ? 'done' : 'warning'}>
      <p>
        {gaps.length === 0
          ? said.complete
          : said.gaps(gaps.map((category) => valueSets.categories[category]).join(', '))}
      </p>
      <p class="small">{said.law}</p>
    </Notice>
  );
}

function Matrix({
  frame: { words, language },
  coverage: { categories, meetings },
  cycleId,
}: {
  readonly frame: Frame;
  readonly coverage: Coverage;
  readonly cycleId: string;
}): JSX.Element {
  const said = words.participation;
  return (
    <div class="table-scroll" role="region" aria-label={said.matrix} tabIndex={0}>
      <table class="table">
        <thead>
          <tr>
            <th scope="col">{said.category}</th>
            {meetings.map(({ meetingId, title, date, heldOn }) => (
              <th key={meetingId} scope="col">
                <a href={`/cicli/${cycleId}/incontri/${encodeURIComponent(meetingId)}`}>{title}</a>
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
