import { Injectable } from '@nestjs/common';
import type { Person } from '#people';
import { cycleName } from '#planning';
import {
  Projections,
  ProjectionUnavailable,
  type Lag,
  type ParkedFact,
  type Projector,
  type Retried,
} from '#projections';
import { apiProblem } from './api-problems.js';
import { CycleReader } from './cycle-reader.js';

/** How a view stands, as people of a zone see it. */
export interface ShownView extends Omit<Lag, 'parked'> {
  /** How many facts of all zones it could not apply. */
  readonly parkedCount: number;
  /** Those of the zone. */
  readonly parked: readonly ParkedFact[];
}

/** What became of the parked facts of a view. */
export type RetriedView = Retried & { readonly name: string };

/** How the read models stand, and what they could not apply: for whoever keeps the service in order. */
@Injectable()
export class ViewsDesk {
  constructor(
    private readonly projections: Projections,
    private readonly reader: CycleReader,
  ) {}

  /** @throws Problem not-allowed, role-not-held */
  async views(person: Person): Promise<readonly ShownView[]> {
    await this.reader.mustRead(person, 'views');
    return Promise.all(this.projections.all().map((projector) => viewOf(projector, person.zone)));
  }

  /**
   * Applies what was parked once more, in every view: after the cause has passed.
   * @throws Problem not-allowed, role-not-held, view-unavailable
   */
  async retry(person: Person): Promise<readonly RetriedView[]> {
    await this.#mustRetry(person);
    const items: RetriedView[] = [];
    for (const projector of this.projections.all()) {
      const { name } = projector.projection;
      items.push({ name, ...(await retried(projector)) });
    }
    return items;
  }

  /** How many facts of all zones a retry would be about. @throws Problem not-allowed, role-not-held */
  async toRetry(person: Person): Promise<number> {
    await this.#mustRetry(person);
    const lags = await Promise.all(this.projections.all().map((projector) => projector.lag()));
    return lags.reduce((sum, { parked }) => sum + parked, 0);
  }

  #mustRetry(person: Person): Promise<void> {
    const [it, en] = ['Riprovare i fatti accantonati', 'Retry the parked facts'];
    return this.reader.mustOperate(person, 'retry-views', it, en);
  }
}

/** A view as people of a zone see it: of the parked facts all are counted, those of the zone are shown. */
async function viewOf(projector: Projector, zone: string): Promise<ShownView> {
  const { name, version, checkpoint, logEnd, caughtUp, building, failure, parked } =
    await projector.lag();
  return {
    ...{ name, version, checkpoint, logEnd, caughtUp, building, failure },
    parkedCount: parked,
    // A file that cannot be opened has a failure, and nothing that could be listed.
    parked: parked === 0 ? [] : projector.parked().filter((fact) => zoneOf(fact) === zone),
  };
}

/** @throws Problem view-unavailable */
async function retried(projector: Projector): Promise<Retried> {
  try {
    return await projector.retryParked();
  } catch (error) {
    if (error instanceof ProjectionUnavailable) throw apiProblem('view-unavailable', {}, error);
    throw error;
  }
}

/** The zone in the name of a stream: `cycle-livornese-poa-annuale-2024`, `refusals-livornese`. */
function zoneOf({ stream }: ParkedFact): string | undefined {
  const rest = stream.slice(stream.indexOf('-') + 1);
  return stream.startsWith('refusals-') ? rest : cycleName(rest)?.zone;
}
