import { Controller, Get, Query, Req, Res } from '@nestjs/common';
import { IsIn, IsOptional, MaxLength } from 'class-validator';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Directory, roleNames, type Person, type Role } from '#people';
import { everyRole, nameOf, reads, rolesOn } from '#planning';
import { CycleReader } from '../../../api/cycle-reader.js';
import { policyTable } from '../../../api/policy-table.js';
import { Checked } from '../../../api/query.js';
import { CurrentPerson } from '../../../http/current-person.js';
import { answerPage } from '../../page-answer.js';
import { ShowsPage } from '../../shows-page.js';
import { ZoneFrames } from '../../zone-frames.js';
import { lineKinds, policyLines, type LineKind } from './policy-lines.js';
import { RolesPage } from './roles-page.js';

class RolesQuery {
  @IsOptional()
  @IsIn(['', ...Object.keys(roleNames)])
  readonly ruolo: Role | '' = '';

  @IsOptional()
  @IsIn(['', ...lineKinds])
  readonly tipo: LineKind | '' = '';

  /** A piece of what something is called. */
  @IsOptional()
  @MaxLength(200)
  readonly testo: string = '';
}

/** What each role may do: the same policy that the API gives out, and that decides. */
@Controller('amministrazione')
export class RolesPageController {
  constructor(
    private readonly reader: CycleReader,
    private readonly directory: Directory,
    private readonly frames: ZoneFrames,
  ) {}

  @Get('ruoli')
  @ShowsPage()
  async roles(
    @Query(new Checked(RolesQuery)) query: RolesQuery,
    @CurrentPerson() person: Person,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const frame = await this.frames.of(request, person);
    const { ruolo, tipo, testo } = query;
    const lines = policyLines(frame, {
      ...{ role: ruolo === '' ? undefined : ruolo, kind: tipo === '' ? undefined : tipo },
      text: testo,
    });
    const holders = ruolo === '' ? undefined : await this.#holders(ruolo, person);
    await answerPage(reply, frame.language, <RolesPage {...{ frame, lines, query, holders }} />);
  }

  @Get('ruoli.csv')
  async file(@Res() reply: FastifyReply): Promise<void> {
    await reply
      .header('content-type', 'text/csv; charset=utf-8')
      .header('content-disposition', 'attachment; filename="ruoli-e-azioni.csv"')
      .send(policyTable());
  }

  /** @returns undefined for whoever may not know who has which role */
  async #holders(role: Role, person: Person): Promise<readonly string[] | undefined> {
    if (!reads(person.role, 'roles') || !reads(person.role, 'people')) return undefined;
    await this.reader.mustRead(person, 'roles');
    const organisation = await this.reader.organisation(person.zone);
    if (organisation === undefined) return [];
    const known = new Set(everyRole(organisation.data).map(({ personId }) => personId));
    const held = [...known].flatMap((personId) =>
      rolesOn(organisation, personId).filter((each) => each.role === role),
    );
    const ids = held.map(({ personId }) => personId);
    const names = this.directory.many(person.zone, ids);
    const called = held.map(({ personId, unitId }) => {
      const name = names.get(personId)?.name;
      const who = name === undefined ? personId : `${name} (${personId})`;
      return unitId === undefined ? who : `${who}, ${nameOf(organisation, unitId) ?? unitId}`;
    });
    return [...new Set(called)].toSorted((one, other) => one.localeCompare(other, 'it'));
  }
}
