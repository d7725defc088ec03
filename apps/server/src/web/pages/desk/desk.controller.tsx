import { Controller, Get, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Person } from '#people';
import {
  type CycleRow,
  cyclesOf,
  CyclesProjection,
  reads,
  worklistOf,
  WorklistProjection,
} from '#planning';
import { SessionView } from '../../../access/session-view.js';
import { CycleReader } from '../../../api/cycle-reader.js';
import { openProposals } from '../../../api/open-proposals.js';
import { ReadModelReader } from '../../../api/read-model-reader.js';
import { CurrentPerson } from '../../../http/current-person.js';
import { frameOf } from '../../frame.js';
import { answerPage } from '../../page-answer.js';
import { ShowsPage } from '../../shows-page.js';
import { DeskPage } from './desk-page.js';

/** More tasks than somebody does in a day; the rest is counted. */
const SHOWN_TASKS = 60;
/** The yearly programmes of so many years are one click away. */
const SHOWN_CYCLES = 5;

/** The first page of everybody. */
@Controller()
export class DeskController {
  constructor(
    private readonly views: ReadModelReader,
    private readonly reader: CycleReader,
    private readonly sessions: SessionView,
  ) {}

  @Get()
  @ShowsPage()
  async desk(
    @CurrentPerson() person: Person,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const today = this.reader.today();
    const proposals = await openProposals(this.views, this.reader, person.zone, undefined);
    const [self, { rows, total }, cycles] = await Promise.all([
      this.sessions.self(person, request.session),
      this.views.read(WorklistProjection, undefined, (database) =>
        worklistOf(database, person, { limit: SHOWN_TASKS, today, proposals }),
      ),
      this.#cycles(person),
    ]);
    const frame = frameOf(request, self);
    const page = (
      <DeskPage frame={frame} today={today} tasks={rows} total={total} cycles={cycles} />
    );
    await answerPage(reply, frame.language, page);
  }

  /** The latest first; none for whoever may not look at them. */
  async #cycles({ zone, role }: Person): Promise<readonly CycleRow[]> {
    if (!reads(role, 'unit-reports')) return [];
    const { rows } = await this.views.read(CyclesProjection, undefined, (database) =>
      cyclesOf(database, { zone, definition: 'poa-annuale', limit: SHOWN_CYCLES }),
    );
    return rows;
  }
}
