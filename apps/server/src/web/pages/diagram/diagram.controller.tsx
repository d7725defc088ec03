import { Controller, Get, Param, Query, Req, Res } from '@nestjs/common';
import { IsOptional, Length } from 'class-validator';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Person } from '#people';
import { stateOfPart, type Control, type ControlState } from '#workflow';
import { SessionView } from '../../../access/session-view.js';
import { notFound } from '../../../api/cycle-reader.js';
import { Checked } from '../../../api/query.js';
import { CurrentPerson } from '../../../http/current-person.js';
import { frameOf } from '../../frame.js';
import { answerPage } from '../../page-answer.js';
import { ShowsPage } from '../../shows-page.js';
import { CycleOverviews, type SeenCycle } from '../cycle/cycle-overviews.js';
import { DiagramPage } from './diagram-page.js';
import { Diagrams } from './diagrams.js';

class DiagramQuery {
  /** The scheda whose state is shown; else how many schede stand in each. */
  @IsOptional()
  @Length(1, 63)
  readonly scheda?: string;
}

/** The machines of a cycle as pictures, drawn from the definition that it follows. */
@Controller('cicli/:cycleId/diagramma')
export class DiagramPageController {
  constructor(
    private readonly overviews: CycleOverviews,
    private readonly diagrams: Diagrams,
    private readonly sessions: SessionView,
  ) {}

  @Get()
  @ShowsPage()
  async diagram(
    @Param('cycleId') cycleId: string,
    @Query(new Checked(DiagramQuery)) { scheda: schedaId }: DiagramQuery,
    @CurrentPerson() person: Person,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const seen = await this.overviews.of(person, cycleId);
    const { life, sees } = seen;
    const { schede } = life.data;
    const one =
      schedaId !== undefined && Object.hasOwn(schede, schedaId) ? schede[schedaId] : undefined;
    if (schedaId !== undefined && (one === undefined || !sees(one.unitId))) {
      throw notFound('scheda-not-found', { id: schedaId });
    }
    const frame = frameOf(request, await this.sessions.self(person, request.session));
    const { workflow, state } = life;
    const [cycle, scheda] = await Promise.all([
      this.diagrams.of(workflow, 'cycle', frame.language),
      this.diagrams.of(workflow, 'scheda', frame.language),
    ]);
    const counts = countsIn(seen);
    const current = one
      ? standingKeys(workflow.part('scheda'), stateOfPart(life, 'scheda', one.schedaId))
      : new Set<string>();
    const page = (
      <DiagramPage
        frame={frame}
        life={life}
        cycle={{ drawn: cycle, current: standingKeys(workflow.root, state) }}
        scheda={{ drawn: scheda, current, ...(!one && { counts }) }}
        ofScheda={one?.code}
      />
    );
    await answerPage(reply, frame.language, page);
  }
}

/** The keys of the states in which a machine stands, and of those they lie within. */
function standingKeys(machine: Control, state: ControlState): ReadonlySet<string> {
  return new Set(machine.standing(state).map(({ path }) => path.join('.')));
}

/** How many of the schede somebody may be told of stand in each state. */
function countsIn({ life, sees }: SeenCycle): ReadonlyMap<string, number> {
  const machine = life.workflow.part('scheda');
  const counts = new Map<string, number>();
  for (const { schedaId, unitId } of Object.values(life.data.schede)) {
    if (!sees(unitId)) continue;
    for (const key of standingKeys(machine, stateOfPart(life, 'scheda', schedaId))) {
      counts.set(key, (counts.get(key) ?? 0) + 1);
    }
  }
  return counts;
}
