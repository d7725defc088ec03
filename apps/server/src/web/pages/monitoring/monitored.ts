import { isInPlan, openCheckpointOf, silentAt, type CycleLife } from '#planning';
import { stateOfPart } from '#workflow';

type Progress = CycleLife['data']['progress'][string][number];

/** An indicator of a scheda as it was approved, and what was measured of it last. */
interface ShownIndicator {
  readonly name: string;
  readonly unit: string | undefined;
  readonly target: string | undefined;
  readonly last: Progress['measured'][number] | undefined;
}

/** A scheda of the plan, and what its unit said of it. */
export interface MonitoredScheda {
  readonly schedaId: string;
  readonly code: string;
  readonly title: string;
  readonly unitId: string;
  /** What was said last; undefined where nothing ever was. */
  readonly last: Progress | undefined;
  /** How often something was said. */
  readonly times: number;
  readonly indicators: readonly ShownIndicator[];
  /** Whether it has not answered the checkpoint under way. */
  readonly isSilent: boolean;
}

/** The schede of the plan by code, each with what was recorded of it and against its indicators. */
export function monitoredSchede(life: Readonly<CycleLife>): readonly MonitoredScheda[] {
  const { data } = life;
  const open = openCheckpointOf(data);
  const silent = new Set(open ? silentAt(life, open.checkpointId) : []);
  return Object.values(data.schede)
    .filter(({ schedaId }) => isInPlan(stateOfPart(life, 'scheda', schedaId)))
    .map(({ schedaId, code, title, unitId, content, approvals }) => {
      const said = data.progress[schedaId] ?? [];
      const measured = said.flatMap((each) => each.measured);
      // While a revision amends it, the scheda is carried out as it was approved.
      const indicators = indicatorsIn(approvals?.at(-1)?.content ?? content);
      return {
        ...{ schedaId, code, title, unitId, last: said.at(-1), times: said.length },
        isSilent: silent.has(schedaId),
        indicators: indicators.map(({ name, unit, target }) => ({
          ...{ name, unit, target },
          last: measured
            .filter(({ indicator }) => indicator === name)
            .toSorted((one, other) => (one.measuredOn < other.measuredOn ? -1 : 1))
            .at(-1),
        })),
      };
    })
    .toSorted((one, other) => (one.code < other.code ? -1 : 1));
}

/** The schema of the scheda saw to it that each has a name. */
interface Indicator {
  readonly name: string;
  readonly unit?: string;
  readonly target?: string;
}

function indicatorsIn({ indicators }: Readonly<Record<string, unknown>>): readonly Indicator[] {
  return Array.isArray(indicators) ? (indicators as readonly Indicator[]) : [];
}
