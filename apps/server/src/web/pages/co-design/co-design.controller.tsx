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
import { tableMediaTypes } from '../../../api/spreadsheet-file.js';
import {
  coDesignFile,
  coDesignFileName,
  coDesignJson,
  coDesignPdf,
  type SeenRegister,
} from './co-design-file.js';
import { CoDesignPageQuery } from './co-design-query.js';
import { CoDesignPage } from './co-design-page.js';
import { CoDesignRowPage } from './co-design-row-page.js';
import { RegisterNotOpen } from './register-not-open.js';
import { narrowedRows } from './seen-rows.js';

/** More rows than a zone keeps. */
const MOST_ROWS = 10_000;

/** The register of co-design of a zone: whose it is, one's own zone says. */
@Controller()
export class CoDesignPageController {
  constructor(
    private readonly reader: CycleReader,
    private readonly views: ReadModelReader,
    private readonly frames: ZoneFrames,
  ) {}

  @Get('coprogettazione')
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
    const { cycleId } = register.data;
    const page = (
      <CoDesignPage
        {...{ frame, query, registerId: cycleId, today: this.reader.today() }}
        {...await this.#found(cycleId, query)}
        actions={await this.#actions(person, register, frame.actingFor?.personId)}
      />
    );
    await answerPage(reply, frame.language, page);
  }

  @Get('coprogettazione.xlsx')
  @ShowsPage()
  async workbook(
    @Query(new Checked(CoDesignPageQuery)) query: CoDesignPageQuery,
    @CurrentPerson() person: Person,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const seen = await this.#seen(query, person, request);
    const bytes = Buffer.from(coDesignFile('xlsx', seen));
    await send(reply, { bytes, type: tableMediaTypes.xlsx, name: coDesignFileName('xlsx', seen) });
  }

  @Get('coprogettazione.csv')
  @ShowsPage()
  async text(
    @Query(new Checked(CoDesignPageQuery)) query: CoDesignPageQuery,
    @CurrentPerson() person: Person,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const seen = await this.#seen(query, person, request);
    const bytes = Buffer.from(coDesignFile('csv', seen));
    await send(reply, { bytes, type: tableMediaTypes.csv, name: coDesignFileName('csv', seen) });
  }

  @Get('coprogettazione.json')
  @ShowsPage()
  async json(
    @Query(new Checked(CoDesignPageQuery)) query: CoDesignPageQuery,
    @CurrentPerson() person: Person,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const seen = await this.#seen(query, person, request);
    const bytes = Buffer.from(coDesignJson(seen));
    const type = 'application/json; charset=utf-8';
    await send(reply, { bytes, type, name: coDesignFileName('json', seen) });
  }

  @Get('coprogettazione.pdf')
  @ShowsPage()
  async document(
    @Query(new Checked(CoDesignPageQuery)) query: CoDesignPageQuery,
    @CurrentPerson() person: Person,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const seen = await this.#seen(query, person, request);
    const pieces: Uint8Array[] = [];
    for await (const piece of coDesignPdf(seen)) pieces.push(piece);
    const bytes = Buffer.concat(pieces);
    await send(reply, { bytes, type: 'application/pdf', name: coDesignFileName('pdf', seen) });
  }

  @Get('coprogettazione/:rowId')
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
    const { rows } = await this.#rows({ cycleId, on: this.reader.today(), limit: MOST_ROWS });
    const row = rows.find(({ coDesignRowId }) => coDesignRowId === rowId);
    if (register === undefined || row === undefined) throw httpProblem('not-found');
    const part = { kind: 'coDesignRow', id: rowId } as const;
    const page = (
      <CoDesignRowPage
        {...{ frame, row, part, rows, today: this.reader.today() }}
        actions={await this.#actions(person, register, frame.actingFor?.personId, part)}
      />
    );
    await answerPage(reply, frame.language, page);
  }

  /** The rows that are looked for, and how many there are in all. */
  async #found(cycleId: string, query: CoDesignPageQuery) {
    const { stato, cup, rivedere, entro } = query;
    const asked = { cycleId, on: this.reader.today(), limit: MOST_ROWS };
    const [{ rows }, { total }] = await Promise.all([
      this.#rows({
        ...{ ...asked, state: stato, cup, expiringWithinDays: entro },
        needsReview: rivedere && true,
      }),
      this.#rows({ ...asked, limit: 1 }),
    ]);
    return { rows: narrowedRows(rows, query), total };
  }

  /** What goes into a file. @throws Problem not-found where the zone keeps no register */
  async #seen(
    query: CoDesignPageQuery,
    person: Person,
    request: FastifyRequest,
  ): Promise<SeenRegister> {
    const register = await this.#register(person);
    if (register === undefined) throw httpProblem('not-found');
    const { words } = await this.frames.of(request, person);
    const { personId } = person;
    const { revision, data } = register;
    const found = await this.#found(data.cycleId, query);
    return {
      ...found,
      revision,
      registerId: data.cycleId,
      zone: person.zone,
      query,
      personId,
      nowMs: this.reader.nowMs(),
      words,
    };
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

async function send(
  reply: FastifyReply,
  { bytes, type, name }: { readonly bytes: Buffer; readonly type: string; readonly name: string },
): Promise<void> {
  await reply.request.beforeShown?.();
  await reply
    .header('content-type', type)
    .header('content-disposition', `attachment; filename="${name}"`)
    .send(bytes);
}
