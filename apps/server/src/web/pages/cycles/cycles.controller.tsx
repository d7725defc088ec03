import { Controller, Get, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Person } from '#people';
import { cyclesOf, CyclesProjection, verbByName, type CycleRow } from '#planning';
import { CycleReader } from '../../../api/cycle-reader.js';
import { ReadModelReader } from '../../../api/read-model-reader.js';
import { CurrentPerson } from '../../../http/current-person.js';
import { answerPage } from '../../page-answer.js';
import { ShowsPage } from '../../shows-page.js';
import { ZoneFrames } from '../../zone-frames.js';
import { pageOfYear } from './other-years.js';
import { CyclesPage, type CycleToBegin } from './cycles-page.js';

const DEFINITION = 'poa-annuale';
/** More years than the register of a zone has. */
const MOST = 100;

/** The yearly programmes of a zone. */
@Controller('cicli')
export class CyclesPageController {
  constructor(
    private readonly views: ReadModelReader,
    private readonly reader: CycleReader,
    private readonly frames: ZoneFrames,
  ) {}

  @Get()
  @ShowsPage()
  async cycles(
    @CurrentPerson() person: Person,
    @Query('pagina') asked: unknown,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.reader.mustRead(person, 'cycle');
    const [frame, { rows }] = await Promise.all([
      this.frames.of(request, person),
      this.views.read(CyclesProjection, undefined, (database) =>
        cyclesOf(database, { zone: person.zone, definition: DEFINITION, limit: MOST }),
      ),
    ]);
    const toBegin = toBeginBy(person, rows, Number(this.reader.today().slice(0, 4)));
    const page = pageOfYear(asked);
    const shown = <CyclesPage {...{ frame, page, toBegin }} cycles={rows} />;
    await answerPage(reply, frame.language, shown);
  }
}

/** The next cycle, for whoever may draft it: from the last one where there is one. */
function toBeginBy(
  { role, zone }: Person,
  [latest]: readonly CycleRow[],
  thisYear: number,
): CycleToBegin | undefined {
  const verb = verbByName.get(latest ? 'draft-from-previous' : 'draft-cycle');
  if (!verb?.who.some((grant) => grant.role === role)) return undefined;
  const year = latest ? latest.year + 1 : thisYear;
  return {
    ...{ cycleId: `${zone}-${DEFINITION}-${year}`, year, verb: verb.name },
    from: latest && { cycleId: latest.cycleId, year: latest.year },
  };
}
