import { Controller, Get, Param, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import {
  actionsOf,
  coDesignRowsOf,
  CoDesignRowsProjection,
  registerId,
  ZONE_REGISTER,
  zoneRegister,
  type CoDesignRowsQuery,
  type ZoneRegisterLife,
} from '#planning';
import type { Person } from '#people';
import { CycleReader } from '../../../api/cycle-reader.js';
import { Checked } from '../../../api/query.js';
import { ReadModelReader } from '../../../api/read-model-reader.js';
import { CurrentPerson } from '../../../http/current-person.js';
import { httpProblem } from '../../../http/http-problems.js';
import { Problem } from '../../../http/problem.js';
import { answerPage } from '../../page-answer.js';
import { ShowsPage } from '../../shows-page.js';
import { ZoneFrames } from '../../zone-frames.js';
import { CoDesignPageQuery } from './co-design-query.js';
import { CoDesignPage } from './co-design-page.js';
import { CoDesignRowPage } from './co-design-row-page.js';
import { RegisterNotOpen } from './register-not-open.js';

/** More rows than a zone keeps; further ones are on a page of their own. */
const SHOWN = 200;

/** The register of co-design of a zone: whose it is, one's own zone says. */
@Controller('coprogettazione')
export class CoDesignPageController {
  constructor(
    private readonly reader: CycleReader,
    private readonly views: ReadModelReader,
    private readonly frames: ZoneFrames,
  ) {}

  @Get()
  @ShowsPage()
  async rows(
    @Query(new Checked(CoDesignPageQuery)) query: CoDesignPageQuery,
    @CurrentPerson() person: Person,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const frame = await this.frames.of(request, person);
    const register = await this.#register(person);
    if (register === undefined) {
      return answerPage(reply, frame.language, <RegisterNotOpen frame={frame} />);
    }
    const { stato, titolare, cup, rivedere, entro, dopo } = query;
    const found = await this.#rows({
      ...{ cycleId: register.data.cycleId, on: this.reader.today(), limit: SHOWN, after: dopo },
      ...{ state: stato, holder: titolare, cup, expiringWithinDays: entro },
      needsReview: rivedere && true,
    });
    const page = (
      <CoDesignPage
        {...{ frame, query, found, registerId: register.data.cycleId }}
        actions={await this.#actions(person, register, frame.actingFor?.personId)}
      />
    );
    await answerPage(reply, frame.language, page);
  }

  @Get(':rowId')
  @ShowsPage()
  async row(
    @Param('rowId') rowId: string,
    @CurrentPerson() person: Person,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const frame = await this.frames.of(request, person);
    const register = await this.#register(person);
    const cycleId = register?.data.cycleId ?? '';
    const { rows } = await this.#rows({ cycleId, on: this.reader.today(), limit: 10_000 });
    const row = rows.find(({ coDesignRowId }) => coDesignRowId === rowId);
    if (register === undefined || row === undefined) throw httpProblem('not-found');
    const part = { kind: 'coDesignRow', id: rowId } as const;
    const page = (
      <CoDesignRowPage
        {...{ frame, row, part }}
        actions={await this.#actions(person, register, frame.actingFor?.personId, part)}
      />
    );
    await answerPage(reply, frame.language, page);
  }

  #rows(query: CoDesignRowsQuery) {
    return this.views.read(CoDesignRowsProjection, undefined, (database) =>
      coDesignRowsOf(database, query),
    );
  }

  /** @returns undefined where the zone keeps none @throws Problem not-allowed, role-not-held */
  async #register(person: Person): Promise<Readonly<ZoneRegisterLife> | undefined> {
    const id = registerId(person.zone, ZONE_REGISTER);
    await this.reader.mustBeAllowed(person, 'register', id);
    try {
      return zoneRegister(await this.reader.life(id));
    } catch (error) {
      if (error instanceof Problem && error.status === 404) return undefined;
      throw error;
    }
  }

  async #actions(
    person: Person,
    register: Readonly<ZoneRegisterLife>,
    onBehalfOf: string | undefined,
    part?: { readonly kind: 'coDesignRow'; readonly id: string },
  ) {
    const organisation = await this.reader.organisation(person.zone);
    return actionsOf(register, person, part, {
      ...{ organisation, onBehalfOf, nowMs: this.reader.nowMs() },
    });
  }
}
