import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Person } from '#people';
import { operations } from '#planning';
import { AccountsDesk } from '../../../access/accounts-desk.js';
import { httpProblem } from '../../../http/http-problems.js';
import { DirectoryDesk } from '../../../people/directory-desk.js';
import type { Words } from '../../words/language.js';
import { answerPage } from '../../page-answer.js';
import { ZoneFrames } from '../../zone-frames.js';
import { stateOfEntry, type EntryState } from './entry-form.js';
import { knownPeople } from './listed-people.js';
import { OrganisationScenes } from './organisation-scenes.js';
import { PersonPage } from './person-page.js';
import { SchedeHeld } from './schede-held.js';

/** What is told on the page of a person besides what is known of them. */
export interface ToldOfPerson {
  /** What was done with their account, as the address says it. */
  readonly done?: unknown;
  /** Whether their entry was saved just now. */
  readonly isSaved?: boolean;
  /** The entry as it was typed, where something is wrong with it. */
  readonly entry?: EntryState;
  readonly invitation?: { readonly login: string; readonly error: string };
  readonly status?: number;
}

/** Shows the page of a person, to which the forms on it lead back. */
@Injectable()
export class PersonScenes {
  constructor(
    private readonly scenes: OrganisationScenes,
    private readonly directory: DirectoryDesk,
    private readonly accounts: AccountsDesk,
    private readonly schede: SchedeHeld,
    private readonly frames: ZoneFrames,
  ) {}

  /** @throws Problem not-found for somebody whom nothing here knows */
  async show(
    personId: string,
    person: Person,
    { request, reply }: { readonly request: FastifyRequest; readonly reply: FastifyReply },
    told: ToldOfPerson,
  ): Promise<void> {
    const entries = await this.directory.people(person);
    const frame = await this.frames.of(request, person);
    const scene = await this.scenes.of(person, frame);
    const keepsAccounts = operations['administer-accounts'].includes(person.role);
    const keepsDirectory = operations['keep-directory'].includes(person.role);
    const accounts = keepsAccounts ? await this.accounts.accounts(person) : [];
    const known = knownPeople(scene, entries, accounts).find((each) => each.personId === personId);
    if (known === undefined) throw httpProblem('not-found');
    const { login = personId, error } = told.invitation ?? {};
    const page = (
      <PersonPage
        {...{ frame, scene, known, keepsAccounts }}
        entry={keepsDirectory ? (told.entry ?? stateOfEntry(known.entry)) : undefined}
        invitation={{ login, error }}
        told={saidOf(told, frame.words)}
        schede={await this.schede.byPerson(person, personId)}
      />
    );
    await answerPage(reply, frame.language, page, told.status);
  }

  /** What a person is called, for whoever is told a code for them. */
  async nameOf(personId: string, person: Person): Promise<string> {
    const people = await this.directory.people(person);
    return people.find((each) => each.personId === personId)?.name ?? personId;
  }
}

function saidOf({ done, isSaved }: ToldOfPerson, words: Words): string | undefined {
  const { changed, saved } = words.administration.people;
  if (isSaved === true) return saved;
  return typeof done === 'string' && Object.hasOwn(changed, done)
    ? changed[done as keyof typeof changed]
    : undefined;
}
