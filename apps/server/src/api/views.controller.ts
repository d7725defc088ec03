import { Controller, Get, HttpCode, Post } from '@nestjs/common';
import type { Person } from '#people';
import { cycleName } from '#planning';
import {
  Projections,
  ProjectionUnavailable,
  type ParkedFact,
  type Projector,
  type Retried,
} from '#projections';
import { CurrentPerson } from '../http/current-person.js';
import { apiProblem } from './api-problems.js';
import { CycleReader } from './cycle-reader.js';

/** How the read models stand, and what they could not apply: for whoever keeps the service in order. */
@Controller('api/v1/views')
export class ViewsController {
  constructor(
    private readonly projections: Projections,
    private readonly reader: CycleReader,
  ) {}

  @Get()
  async views(
    @CurrentPerson() person: Person,
  ): Promise<{ readonly items: readonly object[]; readonly total: number }> {
    await this.reader.mustRead(person, 'views');
    const items = await Promise.all(
      this.projections.all().map((projector) => viewOf(projector, person.zone)),
    );
    return { items, total: items.length };
  }

  /** Applies what was parked once more, in every view: after the cause has passed. */
  @Post('retry')
  @HttpCode(200)
  async retry(
    @CurrentPerson() person: Person,
  ): Promise<{ readonly items: readonly object[]; readonly total: number }> {
    const [it, en] = ['Riprovare i fatti accantonati', 'Retry the parked facts'];
    await this.reader.mustOperate(person, 'retry-views', it, en);
    const items: object[] = [];
    for (const projector of this.projections.all()) {
      const { name } = projector.projection;
      items.push({ name, ...(await retried(projector)) });
    }
    return { items, total: items.length };
  }
}

/** A view as people of a zone see it: of the parked facts all are counted, those of the zone are shown. */
async function viewOf(projector: Projector, zone: string): Promise<object> {
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
