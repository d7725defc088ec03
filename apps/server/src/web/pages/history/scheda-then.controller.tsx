import { Controller, Get, Param, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { schedaOf } from '#history';
import type { Person } from '#people';
import { currentUnit, nameOf, standingLabel, yearlyProgramme } from '#planning';
import { stateOfPart } from '#workflow';
import { SessionView } from '../../../access/session-view.js';
import { CycleReader, notFound } from '../../../api/cycle-reader.js';
import { HistoryReader } from '../../../api/history-reader.js';
import { Checked } from '../../../api/query.js';
import { CurrentPerson } from '../../../http/current-person.js';
import { frameOf } from '../../frame.js';
import { answerPage } from '../../page-answer.js';
import { ShowsPage } from '../../shows-page.js';
import { NamesOfScheda } from '../scheda/named.js';
import { askedMoment, MomentPageQuery } from './asked-moment.js';
import { CycleThroughTime } from './cycle-through-time.js';
import { SchedaThenPage } from './scheda-then-page.js';

/** The page of a scheda as it was, for whoever reads the schede. */
@Controller('cicli/:cycleId/storico/schede/:schedaId')
export class SchedaThenController {
  constructor(
    private readonly reader: CycleReader,
    private readonly history: HistoryReader,
    private readonly sessions: SessionView,
    private readonly cycles: CycleThroughTime,
    private readonly names: NamesOfScheda,
  ) {}

  /** @throws Problem scheda-not-found where it was not there yet */
  @Get()
  @ShowsPage()
  async scheda(
    @Param('cycleId') cycleId: string,
    @Param('schedaId') schedaId: string,
    @Query(new Checked(MomentPageQuery)) query: MomentPageQuery,
    @CurrentPerson() person: Person,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.reader.mustBeAllowed(person, 'schede', cycleId);
    const { track } = await this.cycles.now(cycleId);
    const asked = askedMoment(track, query);
    const then = await this.history.shown(cycleId, asked.moment);
    const life = yearlyProgramme(then.life);
    const scheda = life && schedaOf(life, schedaId);
    if (!life || !scheda) throw notFound('scheda-not-found', { id: schedaId });
    const frame = frameOf(request, await this.sessions.self(person, request.session));
    const [label] = life.workflow.part('scheda').meta(stateOfPart(life, 'scheda', schedaId));
    const unitId = currentUnit(then.organisation, scheda.unitId);
    const shown = {
      ...{ asked, track, life, scheda },
      standing: label ? standingLabel(label, life.data)[frame.language] : '',
      unit: (then.organisation && nameOf(then.organisation, unitId)) ?? unitId,
      names: await this.names.of(life, scheda, person),
    };
    await answerPage(reply, frame.language, <SchedaThenPage frame={frame} shown={shown} />);
  }
}
