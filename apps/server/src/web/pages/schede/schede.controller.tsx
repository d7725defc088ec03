import { Controller, Get, Param, Query, Req, Res } from '@nestjs/common';
import { Transform } from 'class-transformer';
import { IsIn, IsOptional, Length } from 'class-validator';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Person } from '#people';
import { currentUnit, nameOf, schedeOf, SchedeProjection } from '#planning';
import { SessionView } from '../../../access/session-view.js';
import { CycleReader } from '../../../api/cycle-reader.js';
import { Checked } from '../../../api/query.js';
import { ReadModelReader } from '../../../api/read-model-reader.js';
import { CurrentPerson } from '../../../http/current-person.js';
import { frameOf } from '../../frame.js';
import { answerPage } from '../../page-answer.js';
import { ShowsPage } from '../../shows-page.js';
import { schedaStages, stageOf, type SchedaStage } from '../cycle/scheda-stage.js';
import { SchedePage } from './schede-page.js';

/** More schede than a cycle has: 130 fit on one page. */
const MOST_SCHEDE = 500;

/** A form sends what was left empty, too. */
const orNothing = ({ value }: { readonly value: unknown }): unknown =>
  value === '' ? undefined : value;

class SchedePageQuery {
  @IsOptional()
  @Transform(orNothing)
  @IsIn(schedaStages)
  readonly stato?: SchedaStage;

  @IsOptional()
  @Transform(orNothing)
  @Length(1, 63)
  readonly programma?: string;

  /** A piece of the title. */
  @IsOptional()
  @Transform(orNothing)
  @Length(1, 200)
  readonly testo?: string;
}

/** The list of the schede of a cycle, with its filters in the address. */
@Controller('cicli/:cycleId/schede')
export class SchedePageController {
  constructor(
    private readonly views: ReadModelReader,
    private readonly reader: CycleReader,
    private readonly sessions: SessionView,
  ) {}

  @Get()
  @ShowsPage()
  async schede(
    @Param('cycleId') cycleId: string,
    @Query(new Checked(SchedePageQuery)) { stato: stage, programma, testo }: SchedePageQuery,
    @CurrentPerson() person: Person,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.reader.mustBeAllowed(person, 'schede', cycleId);
    const today = this.reader.today();
    const [self, life, organisation, { rows }] = await Promise.all([
      this.sessions.self(person, request.session),
      this.reader.programme(cycleId),
      this.reader.organisation(person.zone),
      this.views.read(SchedeProjection, undefined, (database) =>
        schedeOf(database, {
          ...{ cycleId, today, limit: MOST_SCHEDE },
          ...{ programmeId: programma, title: testo },
        }),
      ),
    ]);
    const schede = rows.filter(({ state }) => stage === undefined || stageOf(state) === stage);
    const frame = frameOf(request, self);
    const filters = { stage, programmeId: programma, text: testo };
    const unitName = (unitId: string): string => {
      const current = currentUnit(organisation, unitId);
      return (organisation && nameOf(organisation, current)) ?? current;
    };
    const page = <SchedePage {...{ frame, life, filters, schede, unitName }} />;
    await answerPage(reply, frame.language, page);
  }
}
