import type { JSX } from 'preact';
import type { Frame } from '../../frame.js';
import { liveOfCycle } from '../../live/cycle-live.js';
import { Actions } from '../../pieces/actions.js';
import { Contributions } from './contributions.js';
import { ParticipationFrame } from './participation-tabs.js';
import type { ShownParticipation } from './participation-reader.js';

/** What bodies handed in, and what the office answered: all of it, or one's own. */
export function ContributionsPage({
  frame,
  shown,
}: {
  readonly frame: Frame;
  readonly shown: ShownParticipation;
}): JSX.Element {
  const said = frame.words.participation;
  const { cycleId } = shown.life.data;
  const all = Object.values(shown.contributions);
  const waiting = all.filter(({ answer }) => answer === undefined).length;
  const actions = shown.actions().filter(({ verb }) => verb === 'receive-contribution');
  return (
    <ParticipationFrame
      frame={frame}
      cycle={shown.life.data}
      tab="contributions"
      hasActions={actions.length > 0}
      live={liveOfCycle(frame, shown.life)}
    >
      <p class="lead">{said.contributionsLead}</p>
      {all.length > 0 && <p>{said.contributionsCount(all.length, waiting)}</p>}
      {actions.length > 0 && (
        <section class="card" aria-labelledby="actions">
          <h2 id="actions">{said.actions}</h2>
          <Actions frame={frame} cycleId={cycleId} actions={actions} />
        </section>
      )}
      <h2 id="contributions">{said.contributions}</h2>
      <Contributions frame={frame} shown={shown} contributions={shown.contributions} />
    </ParticipationFrame>
  );
}
