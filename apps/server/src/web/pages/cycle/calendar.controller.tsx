import { Controller, Get, Param, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Person } from '#people';
import { stateOfPart } from '#workflow';
import { SessionView } from '../../../access/session-view.js';
import { CycleReader } from '../../../api/cycle-reader.js';
import { deadlinesById } from '../../../api/deadlines-view.js';
import { CurrentPerson } from '../../../http/current-person.js';
import { frameOf } from '../../frame.js';
import { answerPage } from '../../page-answer.js';
import { ShowsPage } from '../../shows-page.js';
import { CalendarPage, type DeadlineInCalendar } from './calendar-page.js';
import { CycleOverviews, type SeenCycle } from './cycle-overviews.js';

/** The phases of a cycle and all its deadlines, each with how its day was found. */
@Controller('cicli/:cycleId/calendario')
export class CycleCalendarController {
  constructor(
    private readonly overviews: CycleOverviews,
    private readonly reader: CycleReader,
    private readonly sessions: SessionView,
  ) {}

  @Get()
  @ShowsPage()
  async calendar(
    @Param('cycleId') cycleId: string,
    @CurrentPerson() person: Person,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const [self, seen] = await Promise.all([
      this.sessions.self(person, request.session),
      this.overviews.of(person, cycleId),
    ]);
    const frame = frameOf(request, self);
    const { life, overview } = seen;
    const page = (
      <CalendarPage
        frame={frame}
        life={life}
        spans={overview.spans}
        deadlines={everyDeadline(seen)}
        today={this.reader.today()}
      />
    );
    await answerPage(reply, frame.language, page);
  }
}

/** All deadlines by their last day, those that nobody waits for any more as well. */
function everyDeadline({ life, overview }: SeenCycle): readonly DeadlineInCalendar[] {
  const machine = life.workflow.part('deadline');
  const standings = new Map(overview.standings.map((each) => [each.deadlineId, each.lateness]));
  return Object.values(deadlinesById(life))
    .map(({ deadlineId, kind, label, due, it, en }): DeadlineInCalendar => {
      const [state] = machine.meta(stateOfPart(life, 'deadline', deadlineId));
      return {
        ...{ deadlineId, due, kind, label, why: { it, en } },
        lateness: standings.get(deadlineId),
        state: state ?? { it: '', en: '' },
      };
    })
    .toSorted((one, other) => (one.due < other.due ? -1 : 1));
}
