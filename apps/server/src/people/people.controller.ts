import { Body, Controller, Get, Param, Put, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { Directory, type ListedPerson, type Person } from '#people';
import { forms } from '#planning';
import { CheckedBody } from '../access/checked-body.js';
import { CycleReader } from '../api/cycle-reader.js';
import { invalidRequest } from '../api/api-problems.js';
import { CurrentPerson } from '../http/current-person.js';
import { httpProblem } from '../http/http-problems.js';
import { SecurityLog } from '../http/security-log.js';
import { Mailboxes } from '../notifications/mailboxes.js';
import { PutPerson } from './put-person.request.js';

/** Who the persons of one's zone are. Erasing is a verb of the register: it needs a ground and leaves a fact. */
@Controller('api/v1/people')
export class PeopleController {
  constructor(
    private readonly directory: Directory,
    private readonly reader: CycleReader,
    private readonly security: SecurityLog,
    private readonly mailboxes: Mailboxes,
  ) {}

  @Get()
  async people(
    @CurrentPerson() person: Person,
  ): Promise<{ readonly items: readonly ListedPerson[]; readonly total: number }> {
    await this.reader.mustRead(person, 'people');
    const items = this.directory.ofZone(person.zone);
    return { items, total: items.length };
  }

  /** @throws Problem not-found */
  @Get(':personId')
  async person(
    @Param('personId') personId: string,
    @CurrentPerson() person: Person,
  ): Promise<ListedPerson> {
    await this.reader.mustRead(person, 'people');
    const entry = this.directory.get(person.zone, personId);
    if (!entry) throw httpProblem('not-found');
    return entry;
  }

  /** Enters a person or corrects their entry. What stood there before is kept nowhere. */
  @Put(':personId')
  async put(
    @Param('personId') personId: string,
    @Body(new CheckedBody(PutPerson)) entry: PutPerson,
    @CurrentPerson() person: Person,
    @Req() request: FastifyRequest,
  ): Promise<ListedPerson> {
    const [it, en] = ['Tenere la rubrica delle persone', 'Keep the directory of persons'];
    await this.reader.mustOperate(person, 'keep-directory', it, en);
    const { pattern, it: inItalian, en: inEnglish } = forms.directoryId;
    if (!pattern.test(personId)) {
      throw invalidRequest([{ field: '/personId', it: inItalian, en: inEnglish }]);
    }
    const before = this.directory.get(person.zone, personId);
    this.directory.put(person.zone, personId, entry);
    await this.#tellMailbox(person, personId, before, entry);
    this.security.noteRequest('access-changed', request, {
      what: 'directory-entry',
      about: personId,
    });
    return { personId, ...entryOf(entry) };
  }

  /** What was refused at the former address may be sent to this one. Neither stands in the fact. */
  async #tellMailbox(
    by: Person,
    recipientId: string,
    before: ListedPerson | undefined,
    after: PutPerson,
  ): Promise<void> {
    for (const channel of ['email', 'pec'] as const) {
      if (after[channel] === undefined || after[channel] === before?.[channel]) continue;
      const fact = { type: 'AddressChanged', data: { channel } } as const;
      await this.mailboxes.record({ zone: by.zone, recipientId, fact, by });
    }
  }
}

function entryOf({ name, email, pec, note }: PutPerson): Omit<ListedPerson, 'personId'> {
  return {
    name,
    ...(email !== undefined && { email }),
    ...(pec !== undefined && { pec }),
    ...(note !== undefined && { note }),
  };
}
