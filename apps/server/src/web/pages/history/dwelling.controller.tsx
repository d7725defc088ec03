import { Controller, Get, Param, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Person } from '#people';
import { dwellOverYears, SchedaTimesProjection } from '#planning';
import { SessionView } from '../../../access/session-view.js';
import { CycleReader } from '../../../api/cycle-reader.js';
import { ReadModelReader } from '../../../api/read-model-reader.js';
import { unitsToldOf } from '../../../api/units-told-of.js';
import { CurrentPerson } from '../../../http/current-person.js';
import { frameOf } from '../../frame.js';
import { answerPage } from '../../page-answer.js';
import { ShowsPage } from '../../shows-page.js';
import { unitNamesIn } from '../../unit-names.js';
import { DwellingPage } from './dwelling-page.js';

/** The page of how long things took, for whoever reads the reports of units: heads are told of their own. */
@Controller('cicli/:cycleId/storico/tempi')
export class DwellingPageController {
  constructor(
    private readonly reader: CycleReader,
    private readonly views: ReadModelReader,
    private readonly sessions: SessionView,
  ) {}

  @Get()
  @ShowsPage()
  async dwelling(
    @Param('cycleId') cycleId: string,
    @CurrentPerson() person: Person,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const told = await unitsToldOf(this.reader, person, cycleId, undefined);
    const which = { cycleId, on: this.reader.today(), nowMs: this.reader.nowMs(), ...told };
    const [life, organisation, { years }] = await Promise.all([
      this.reader.programme(cycleId),
      this.reader.organisation(person.zone),
      this.views.read(SchedaTimesProjection, undefined, (rows) => dwellOverYears(rows, which)),
    ]);
    const units = years.find((each) => each.cycleId === cycleId)?.units ?? [];
    const unitName = unitNamesIn(organisation);
    const { title } = life.data;
    const frame = frameOf(request, await this.sessions.self(person, request.session));
    const page = <DwellingPage {...{ frame, cycle: { cycleId, title }, units, years, unitName }} />;
    await answerPage(reply, frame.language, page);
  }
}
