import { Controller, Get, Param, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Person } from '#people';
import { actionsOf, moneyOf, reads, SchedaContentProjection, type Money } from '#planning';
import { Refusal } from '#workflow';
import { SessionView } from '../../../access/session-view.js';
import { CycleReader } from '../../../api/cycle-reader.js';
import { ReadModelReader } from '../../../api/read-model-reader.js';
import { refusalProblem } from '../../../api/refusal-problem.js';
import { unitsToldOf } from '../../../api/units-told-of.js';
import { CurrentPerson } from '../../../http/current-person.js';
import { frameOf } from '../../frame.js';
import { answerPage } from '../../page-answer.js';
import { ShowsPage } from '../../shows-page.js';
import { SchedeListReader } from '../schede/schede-list.js';
import { ProgrammePage } from './programme-page.js';

/** The page of a programme within a cycle. */
@Controller('cicli/:cycleId/programmi/:programmeId')
export class ProgrammePageController {
  constructor(
    private readonly lists: SchedeListReader,
    private readonly views: ReadModelReader,
    private readonly reader: CycleReader,
    private readonly sessions: SessionView,
  ) {}

  @Get()
  @ShowsPage()
  async programme(
    @Param('cycleId') cycleId: string,
    @Param('programmeId') programmeId: string,
    @CurrentPerson() person: Person,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { life, organisation, today, schede, unitName } = await this.lists.of(person, cycleId);
    const { programmes, objectives } = life.data;
    const programme = Object.hasOwn(programmes, programmeId) ? programmes[programmeId] : undefined;
    if (programme === undefined) {
      const refusal = new Refusal('programme-not-found', { id: programmeId });
      throw refusalProblem(refusal, { rule: refusal.code });
    }
    const frame = frameOf(request, await this.sessions.self(person, request.session));
    const actions = actionsOf(life, person, undefined, {
      ...{ organisation, nowMs: this.reader.nowMs() },
      onBehalfOf: frame.actingFor?.personId,
    });
    const money = reads(person.role, 'unit-reports')
      ? await this.#moneyOf(person, cycleId, programmeId)
      : undefined;
    const shown = {
      ...{ life, programme, today, unitName },
      objectives: programme.objectiveIds.flatMap((id) => objectives[id]?.name ?? []),
      schede: schede.filter((scheda) => scheda.programmeId === programmeId),
      money,
      mayAssign: actions.some(({ verb, possible }) => verb === 'assign-scheda' && possible),
    };
    await answerPage(reply, frame.language, <ProgrammePage frame={frame} shown={shown} />);
  }

  /** What its schede say of resources, as far as somebody may be told of them. */
  async #moneyOf(person: Person, cycleId: string, programmeId: string): Promise<Money> {
    const units = await unitsToldOf(this.reader, person, cycleId, undefined);
    return this.views.read(SchedaContentProjection, undefined, (rows) =>
      moneyOf(rows, cycleId, { ...units, programmeId }),
    );
  }
}
