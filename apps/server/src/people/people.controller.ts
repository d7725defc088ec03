import { Body, Controller, Get, Param, Put, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { ListedPerson, Person } from '#people';
import { CheckedBody } from '../access/checked-body.js';
import { CurrentPerson } from '../http/current-person.js';
import { httpProblem } from '../http/http-problems.js';
import { DirectoryDesk } from './directory-desk.js';
import { PutPerson } from './put-person.request.js';

/** Who the persons of one's zone are. Erasing is a verb of the register: it needs a ground and leaves a fact. */
@Controller('api/v1/people')
export class PeopleController {
  constructor(private readonly desk: DirectoryDesk) {}

  @Get()
  async people(
    @CurrentPerson() person: Person,
  ): Promise<{ readonly items: readonly ListedPerson[]; readonly total: number }> {
    const items = await this.desk.people(person);
    return { items, total: items.length };
  }

  /** @throws Problem not-found */
  @Get(':personId')
  async person(
    @Param('personId') personId: string,
    @CurrentPerson() person: Person,
  ): Promise<ListedPerson> {
    const entry = (await this.desk.people(person)).find((each) => each.personId === personId);
    if (!entry) throw httpProblem('not-found');
    return entry;
  }

  @Put(':personId')
  async put(
    @Param('personId') personId: string,
    @Body(new CheckedBody(PutPerson)) entry: PutPerson,
    @CurrentPerson() person: Person,
    @Req() request: FastifyRequest,
  ): Promise<ListedPerson> {
    return this.desk.put(personId, entry, person, request);
  }
}
