import { Injectable } from '@nestjs/common';
import type { RecordedEvent } from '#event-store';
import { aboutScheda, pageOfTimeline, type FactLine, type TimelineRow, type Zoom } from '#history';
import { workingCalendarOf, type CycleLife, type OrganisationOn } from '#planning';
import { HistoryReader } from '../../../api/history-reader.js';

/** What happened to a version of a scheda as a whole. */
type VersionMark = 'carriedOver' | 'submitted' | 'returned' | 'checked' | 'approved';

/** A version of a scheda: each save makes one. */
export interface SchedaVersion {
  /** 0 for what it was given out with. */
  readonly version: number;
  /** The fact that made it, with its revision in the cycle. */
  readonly line: FactLine;
  /** The names of the fields that were written. */
  readonly fields: readonly string[];
  /** What happened to it as it was, in order. */
  readonly marks: readonly { readonly mark: VersionMark; readonly line: FactLine }[];
}

/** Everything that happened to one scheda, read once. */
export interface FactsOfScheda {
  readonly facts: readonly RecordedEvent[];
  /** Oldest first. */
  readonly versions: readonly SchedaVersion[];
  /** Oldest first; saves that follow one another are one row. */
  readonly timeline: readonly TimelineRow[];
}

/** No scheda has a history that is longer. */
const MOST_ROWS = 2_000;

const marks: Readonly<Record<string, VersionMark>> = {
  SchedaCarriedOver: 'carriedOver',
  SchedaSubmitted: 'submitted',
  SchedaReturned: 'returned',
  SchedaChecked: 'checked',
  SchedaApproved: 'approved',
};

/** Reads what happened to a scheda, for pages that have already seen to it that the person may. */
@Injectable()
export class SchedaFactsReader {
  constructor(private readonly history: HistoryReader) {}

  /** @param life as it may be shown now */
  async of(
    life: Readonly<CycleLife>,
    schedaId: string,
    organisation: OrganisationOn | undefined,
  ): Promise<FactsOfScheda> {
    const facts: RecordedEvent[] = [];
    for await (const fact of aboutScheda(this.history.facts(life.data.cycleId), schedaId)) {
      facts.push(fact);
    }
    const rows = async (zoom: Zoom): Promise<readonly TimelineRow[]> => {
      const calendar = workingCalendarOf(organisation);
      const wanted = { zoom, from: 0, to: Number.MAX_SAFE_INTEGER, limit: MOST_ROWS };
      return (await pageOfTimeline(stream(facts), { ...wanted, now: life, calendar })).rows;
    };
    const [timeline, lines] = await Promise.all([rows('activity'), rows('everything')]);
    return { facts, timeline, versions: versionsIn(facts, lines) };
  }
}

async function* stream(facts: readonly RecordedEvent[]): AsyncIterable<RecordedEvent> {
  yield* await Promise.resolve(facts);
}

function versionsIn(
  facts: readonly RecordedEvent[],
  lines: readonly TimelineRow[],
): readonly SchedaVersion[] {
  const lineAt = new Map(lines.flatMap(({ lead }) => (lead ? [[lead.revision, lead]] : [])));
  const versions: (SchedaVersion & { marks: { mark: VersionMark; line: FactLine }[] })[] = [];
  for (const { type, data, revision } of facts) {
    const line = lineAt.get(revision);
    if (!line) continue;
    if (type === 'SchedaAssigned') versions.push({ version: 0, line, fields: [], marks: [] });
    if (type === 'SchedaCarriedOver') versions.push({ version: 1, line, fields: [], marks: [] });
    if (type === 'SchedaRevised') {
      const { version, changes } = data as unknown as {
        readonly version: number;
        readonly changes: object;
      };
      versions.push({ version, line, fields: Object.keys(changes), marks: [] });
    }
    const mark = marks[type];
    if (mark === undefined) continue;
    const said = data['version'];
    const about =
      typeof said === 'number' ? versions.find(({ version }) => version === said) : undefined;
    (about ?? versions.at(-1))?.marks.push({ mark, line });
  }
  return versions;
}
