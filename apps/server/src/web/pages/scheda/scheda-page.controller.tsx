import { Controller, Get, Param, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Person } from '#people';
import { actionsOf, currentUnit, nameOf, standingLabel } from '#planning';
import { stateOfPart } from '#workflow';
import { SessionView } from '../../../access/session-view.js';
import { CycleReader, notFound } from '../../../api/cycle-reader.js';
import { CurrentPerson } from '../../../http/current-person.js';
import { frameOf } from '../../frame.js';
import { answerPage } from '../../page-answer.js';
import { ShowsPage } from '../../shows-page.js';
import { SchedaPage } from './scheda-page.js';

/** The page of one scheda. */
@Controller('cicli/:cycleId/schede/:schedaId')
export class SchedaPageController {
  constructor(
    private readonly reader: CycleReader,
    private readonly sessions: SessionView,
  ) {}

  @Get()
  @ShowsPage()
  async scheda(
    @Param('cycleId') cycleId: string,
    @Param('schedaId') schedaId: string,
    @CurrentPerson() person: Person,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.reader.mustBeAllowed(person, 'schede', cycleId);
    const [self, life] = await Promise.all([
      this.sessions.self(person, request.session),
      this.reader.programme(cycleId),
    ]);
    const scheda = life.data.schede[schedaId];
    if (scheda === undefined) throw notFound('scheda-not-found', { id: schedaId });
    const organisation = await this.reader.organisation(person.zone);
    const frame = frameOf(request, self);
    const [label] = life.workflow.part('scheda').meta(stateOfPart(life, 'scheda', schedaId));
    const unitId = currentUnit(organisation, scheda.unitId);
    const part = { kind: 'scheda', id: schedaId } as const;
    const shown = {
      ...{ life, scheda, today: this.reader.today() },
      standing: label ? standingLabel(label, life.data)[frame.language] : '',
      unit: (organisation && nameOf(organisation, unitId)) ?? unitId,
      actions: actionsOf(life, person, part, { organisation, nowMs: this.reader.nowMs() }),
    };
    await answerPage(reply, frame.language, <SchedaPage frame={frame} shown={shown} />);
  }
}
