import { Controller, Get, Param, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Person } from '#people';
import { progressOf, SchedaContentProjection, SchedaTimesProjection, todayOf } from '#planning';
import { SessionView } from '../../../access/session-view.js';
import { CycleReader } from '../../../api/cycle-reader.js';
import { unitsToldOf } from '../../../api/units-told-of.js';
import { ReadModelReader } from '../../../api/read-model-reader.js';
import { CurrentPerson } from '../../../http/current-person.js';
import { frameOf } from '../../frame.js';
import { answerPage } from '../../page-answer.js';
import { ShowsPage } from '../../shows-page.js';
import { CyclePage } from './cycle-page.js';

/** The page of one yearly programme. */
@Controller('cicli/:cycleId')
export class CyclePageController {
  constructor(
    private readonly views: ReadModelReader,
    private readonly reader: CycleReader,
    private readonly sessions: SessionView,
  ) {}

  @Get()
  @ShowsPage()
  async cycle(
    @Param('cycleId') cycleId: string,
    @CurrentPerson() person: Person,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const units = await unitsToldOf(this.reader, person, cycleId, undefined);
    const on = this.reader.today();
    const which = { cycleId, on, ...units };
    const [self, life, progress, pressing] = await Promise.all([
      this.sessions.self(person, request.session),
      this.reader.programme(cycleId),
      this.views.read(SchedaContentProjection, undefined, (rows) => progressOf(rows, which)),
      this.views.read(SchedaTimesProjection, undefined, (rows) => todayOf(rows, which)),
    ]);
    const frame = frameOf(request, self);
    const page = <CyclePage frame={frame} shown={{ life, progress, pressing, today: on }} />;
    await answerPage(reply, frame.language, page);
  }
}
