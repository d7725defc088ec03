import type { JSX } from 'preact';
import { reads } from '#planning';
import type { Track } from '#history';
import type { Frame } from '../../frame.js';
import { Icon } from '../../pieces/icon.js';
import { Notice } from '../../pieces/notice.js';
import { momentAddress, times, type AskedMoment } from './asked-moment.js';
import { HistoryPage, historyAddress } from './history-tabs.js';
import { instantInWords } from './instant.js';
import { MomentView, type ShownMoment } from './moment-view.js';
import { namedPhases, TrackPicture } from './track-picture.js';

/** A cycle through time: a slider over its facts, and the cycle as it was at one. */
export function MomentPage({
  frame,
  shown,
  typed,
}: {
  readonly frame: Frame;
  readonly shown: ShownMoment;
  /** The day that was asked for, as it was typed. */
  readonly typed: string | undefined;
}): JSX.Element {
  const { words, self } = frame;
  const { asked, track, life } = shown;
  const { cycleId, title } = life.data;
  const said = words.history;
  return (
    <HistoryPage frame={frame} cycle={{ cycleId, title }} tab="moment">
      {self && reads(self.role, 'audit') && (
        <p class="integrity-line">
          <Icon name="info-circle" /> {said.integrity.badge}{' '}
          <a href={historyAddress(cycleId, 'integrita')}>{said.integrity.badgeLink}</a>
        </p>
      )}
      <TimeForms frame={frame} asked={asked} track={track} cycleId={cycleId} typed={typed} />
      <MomentView frame={frame} shown={shown} />
    </HistoryPage>
  );
}

/** How many facts in a second. */
const speeds = [1, 5, 10, 20, 50] as const;

function TimeForms({
  frame,
  asked,
  track,
  cycleId,
  typed,
}: {
  readonly frame: Frame;
  readonly asked: AskedMoment;
  readonly track: Track;
  readonly cycleId: string;
  readonly typed: string | undefined;
}): JSX.Element {
  const { words, language } = frame;
  const said = words.history.moment;
  const { revision, time, wrong } = asked;
  const address = historyAddress(cycleId);
  const instant = instantInWords(track.recordedMs[revision] ?? 0, language, 'full');
  return (
    <div class="card time">
      {wrong === 'before' && (
        <Notice kind="info">
          <p>{said.before}</p>
        </Notice>
      )}
      <form method="get" action={address} class="time-slide">
        <div class="time-line">
          <label for="al">{said.slider}</label>{' '}
          <span class="small" id="al-keys">
            {said.keys}
          </span>
          <TrackPicture frame={frame} track={track} />
          <time-slider data-address={address}>
            <input
              type="range"
              id="al"
              name="al"
              min="0"
              max={track.last}
              step="1"
              value={revision}
              aria-describedby="al-keys"
              aria-valuetext={`${words.history.fact.number(revision)}, ${instant}`}
            />
            <p class="time-play">
              <button
                type="button"
                class="button button-second"
                data-play={said.play}
                data-pause={said.stop}
              >
                {said.play}
              </button>{' '}
              <label>
                {said.speed}{' '}
                <select>
                  {speeds.map((speed) => (
                    <option key={speed} value={speed}>
                      {speed}×
                    </option>
                  ))}
                </select>
              </label>
            </p>
          </time-slider>
        </div>
        <fieldset class="time-which">
          <legend>{said.time}</legend>
          {times.map((each) => (
            <label key={each}>
              <input type="radio" name="tempo" value={each} checked={each === time} />{' '}
              {each === 'accaduto' ? said.occurred : said.recorded}
            </label>
          ))}
        </fieldset>
        <button type="submit" class="button">
          {said.show}
        </button>
      </form>
      <details class="time-jumps" open={wrong === 'no-day'}>
        <summary>{said.jump}</summary>
        <form method="get" action={address} class="time-day">
          <input type="hidden" name="tempo" value={time} />
          <div class={wrong === 'no-day' ? 'field field-wrong' : 'field'}>
            <label for="istante">{said.day}</label>
            <p class="hint" id="istante-hint">
              {said.dayHint}
            </p>
            {wrong === 'no-day' && (
              <p class="field-error" id="istante-error">
                {said.dayWrong}
              </p>
            )}
            <input
              id="istante"
              name="istante"
              type="text"
              maxLength={40}
              autocomplete="off"
              value={typed ?? ''}
              aria-describedby={wrong === 'no-day' ? 'istante-hint istante-error' : 'istante-hint'}
              {...(wrong === 'no-day' && { 'aria-invalid': 'true' as const })}
            />
          </div>
          <button type="submit" class="button">
            {said.show}
          </button>
        </form>
        <Jumps frame={frame} track={track} cycleId={cycleId} time={time} />
      </details>
    </div>
  );
}

/** Where the phases begin and which acts there are, as links. */
function Jumps({
  frame,
  track,
  cycleId,
  time,
}: {
  readonly frame: Frame;
  readonly track: Track;
  readonly cycleId: string;
  readonly time: AskedMoment['time'];
}): JSX.Element {
  const { words, language } = frame;
  const said = words.history.moment;
  const link = (revision: number, name: string): JSX.Element => (
    <li key={revision}>
      <a href={momentAddress(historyAddress(cycleId), { revision, time })}>{name}</a>{' '}
      <span class="small">{instantInWords(track.recordedMs[revision] ?? 0, language)}</span>
    </li>
  );
  return (
    <div class="columns-even">
      <div>
        <h2>{said.jumpPhases}</h2>
        <ul>{namedPhases(frame, track).map(({ revision, name }) => link(revision, name))}</ul>
      </div>
      {track.acts.length > 0 && (
        <div>
          <h2>{said.jumpActs}</h2>
          <ul>
            {track.acts.map((revision) => link(revision, words.history.fact.number(revision)))}
          </ul>
        </div>
      )}
    </div>
  );
}
