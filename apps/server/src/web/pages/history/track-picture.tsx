import type { JSX } from 'preact';
import type { Track } from '#history';
import type { Frame } from '../../frame.js';
import { instantInWords } from './instant.js';

/** A name is drawn where a phase takes so much of the width, in percent. */
const ROOM_FOR_NAME = 10;
/** And the length of a pause, where the next one is so far away. */
const ROOM_FOR_PAUSE = 4;

/** A phase and what it is called. */
export interface NamedPhase {
  readonly revision: number;
  readonly name: string;
}

/** The phases of a cycle with what they are called, also those beside its way. */
export function namedPhases(
  { words, language }: Pick<Frame, 'words' | 'language'>,
  track: Track,
): readonly NamedPhase[] {
  const known: Readonly<Record<string, string>> = words.phases;
  return track.phases.map(({ phase, revision }) => ({
    revision,
    name: known[phase] ?? track.moves.get(revision)?.to[language] ?? phase,
  }));
}

/**
 * A cycle in one line, fact by fact, so that no time is drawn in which nothing happened: its phases, its acts, and
 * where it paused. It stands above the slider; what it shows stands in the list of phases and acts, too.
 */
export function TrackPicture({
  frame,
  track,
}: {
  readonly frame: Frame;
  readonly track: Track;
}): JSX.Element {
  const { words, language } = frame;
  const said = words.history.moment;
  const at = (revision: number): number => (100 * revision) / Math.max(1, track.last);
  const phases = namedPhases(frame, track).map((phase, index, all) => ({
    ...phase,
    from: at(phase.revision),
    to: at(all[index + 1]?.revision ?? track.last),
  }));
  let drawn = -ROOM_FOR_PAUSE;
  const pauses = track.pauses.map(({ revision, days }) => {
    const x = at(revision);
    const hasRoom = x - drawn >= ROOM_FOR_PAUSE && x < 100 - ROOM_FOR_PAUSE;
    if (hasRoom) drawn = x;
    return { revision, days, x, hasRoom };
  });
  return (
    <svg
      class="track"
      width="100%"
      height={track.pauses.length > 0 ? 46 : 30}
      role="img"
      aria-labelledby="track-title"
    >
      <title id="track-title">{said.track(track.last + 1)}</title>
      {phases.map(({ revision, name, from, to }, index) => (
        <g key={revision}>
          <title>{`${name}: ${words.history.fact.number(revision)}`}</title>
          <rect
            class={index % 2 === 0 ? 'track-phase' : 'track-phase track-phase-other'}
            x={percent(from)}
            y="0"
            width={percent(Math.max(0.2, to - from))}
            height="22"
          />
          {to - from >= ROOM_FOR_NAME && (
            <text class="track-name" x={percent(from + 0.5)} y="16">
              {name}
            </text>
          )}
        </g>
      ))}
      {pauses.map(({ revision, days, x, hasRoom }) => (
        <g key={revision}>
          <title>{said.pause(days)}</title>
          <line class="track-pause" x1={percent(x)} y1="22" x2={percent(x)} y2="34" />
          {hasRoom && (
            <text class="track-days" x={percent(x)} y="45" text-anchor="middle">
              {said.pauseShort(days)}
            </text>
          )}
        </g>
      ))}
      {track.acts.map((revision) => (
        <line
          key={revision}
          class="track-act"
          x1={percent(at(revision))}
          y1="0"
          x2={percent(at(revision))}
          y2="30"
        >
          <title>
            {`${words.history.fact.number(revision)}, ${instantInWords(track.recordedMs[revision] ?? 0, language)}`}
          </title>
        </line>
      ))}
    </svg>
  );
}

const percent = (share: number): string => `${Math.round(share * 100) / 100}%`;
