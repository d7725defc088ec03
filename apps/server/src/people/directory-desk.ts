import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { Directory, type ListedPerson, type Person } from '#people';
import { forms } from '#planning';
import { invalidRequest } from '../api/api-problems.js';
import { CycleReader } from '../api/cycle-reader.js';
import { SecurityLog } from '../http/security-log.js';
import { Mailboxes } from '../notifications/mailboxes.js';
import type { PutPerson } from './put-person.request.js';

/** Keeps the directory of the persons of a zone. */
@Injectable()
export class DirectoryDesk {
  constructor(
    private readonly directory: Directory,
    private readonly reader: CycleReader,
    private readonly security: SecurityLog,
    private readonly mailboxes: Mailboxes,
  ) {}

  /** Everybody who stands in it. @throws Problem not-allowed, role-not-held */
  async people(person: Person): Promise<readonly ListedPerson[]> {
    await this.reader.mustRead(person, 'people');
    return this.directory.ofZone(person.zone);
  }

  /** @throws Problem not-allowed, role-not-held */
  async mustKeep(person: Person): Promise<void> {
    const [it, en] = ['Tenere la rubrica delle persone', 'Keep the directory of persons'];
    await this.reader.mustOperate(person, 'keep-directory', it, en);
  }

  /**
   * Enters a person or corrects their entry. What stood there before is kept nowhere.
   * @throws Problem not-allowed, role-not-held, request-invalid for an id that is none
   */
  async put(
    personId: string,
    entry: PutPerson,
    person: Person,
    request: FastifyRequest,
  ): Promise<ListedPerson> {
    await this.mustKeep(person);
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
