import { Controller, Get, Param, Post, Query, Req, Res } from '@nestjs/common';
import { IsIn, IsOptional, MaxLength } from 'class-validator';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Person } from '#people';
import { operations } from '#planning';
import { AccountsDesk } from '../../../access/accounts-desk.js';
import { CheckedBody } from '../../../access/checked-body.js';
import { Checked } from '../../../api/query.js';
import { CurrentPerson } from '../../../http/current-person.js';
import { formOf } from '../../../http/form-body.js';
import { DirectoryDesk } from '../../../people/directory-desk.js';
import { PutPerson } from '../../../people/put-person.request.js';
import { frameOf } from '../../frame.js';
import { answerPage } from '../../page-answer.js';
import { ShowsPage, TakesPageForm } from '../../shows-page.js';
import { ZoneFrames } from '../../zone-frames.js';
import { entryIn, entryTyped, stateOfEntry, type EntryState } from './entry-form.js';
import { knownPeople, personStates, type KnownPerson, type PersonState } from './listed-people.js';
import { LastAccesses } from './last-accesses.js';
import { OrganisationScenes } from './organisation-scenes.js';
import { PeoplePage, personAddress } from './people-page.js';
import { PersonScenes, type ToldOfPerson } from './person-scenes.js';
import { wrongFields } from './wrong-fields.js';

class PeopleQuery {
  /** A piece of the name or of the id. */
  @IsOptional()
  @MaxLength(200)
  readonly testo: string = '';

  @IsOptional()
  @IsIn(['', ...personStates])
  readonly stato: PersonState | '' = '';
}

/** Who can come in: the directory, the register of roles and the accounts side by side, as far as each is for them. */
@Controller('amministrazione/persone')
export class PeoplePageController {
  constructor(
    private readonly scenes: OrganisationScenes,
    private readonly persons: PersonScenes,
    private readonly directory: DirectoryDesk,
    private readonly accounts: AccountsDesk,
    private readonly accesses: LastAccesses,
    private readonly frames: ZoneFrames,
  ) {}

  @Get()
  @ShowsPage()
  async people(
    @Query(new Checked(PeopleQuery)) query: PeopleQuery,
    @CurrentPerson() person: Person,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.#show(person, request, reply, { query });
  }

  @Post()
  @TakesPageForm()
  async enter(
    @CurrentPerson() person: Person,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.directory.mustKeep(person);
    const typed = entryTyped(formOf(request));
    const errors = await this.#put(typed.personId, typed, person, request);
    if (errors.length > 0) {
      const query = { testo: '', stato: '' } as const;
      return this.#show(person, request, reply, { query, entry: { typed, errors } });
    }
    await reply
      .code(303)
      .header('location', `${personAddress(typed.personId)}?salvata=si`)
      .send();
  }

  @Get(':personId')
  @ShowsPage()
  async person(
    @Param('personId') personId: string,
    @Query() query: Readonly<Record<string, unknown>>,
    @CurrentPerson() person: Person,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const told = { done: query['accesso'], isSaved: query['salvata'] !== undefined };
    await this.persons.show(personId, person, { request, reply }, told);
  }

  /** Corrects the entry of somebody who is known. */
  @Post(':personId')
  @TakesPageForm()
  async correct(
    @Param('personId') personId: string,
    @CurrentPerson() person: Person,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.directory.mustKeep(person);
    const typed = { ...entryTyped(formOf(request)), personId };
    const errors = await this.#put(personId, typed, person, request);
    if (errors.length > 0) {
      const told: ToldOfPerson = { entry: { typed, errors }, status: 422 };
      return this.persons.show(personId, person, { request, reply }, told);
    }
    await reply
      .code(303)
      .header('location', `${personAddress(personId)}?salvata=si`)
      .send();
  }

  /** @returns what is wrong with the fields */
  async #put(
    personId: string,
    typed: EntryState['typed'],
    person: Person,
    request: FastifyRequest,
  ): Promise<EntryState['errors']> {
    try {
      const entry = new CheckedBody(PutPerson).transform(entryIn(typed));
      await this.directory.put(personId, entry, person, request);
      return [];
    } catch (error) {
      return wrongFields(error, frameOf(request).language);
    }
  }

  async #show(
    person: Person,
    request: FastifyRequest,
    reply: FastifyReply,
    asked: { readonly query: PeopleQuery; readonly entry?: EntryState },
  ): Promise<void> {
    const entries = await this.directory.people(person);
    const frame = await this.frames.of(request, person);
    const scene = await this.scenes.of(person, frame);
    const { role } = person;
    const keepsAccounts = operations['administer-accounts'].includes(role);
    const keepsDirectory = operations['keep-directory'].includes(role);
    const accounts = keepsAccounts ? await this.accounts.accounts(person) : [];
    const known = knownPeople(scene, entries, accounts);
    const page = (
      <PeoplePage
        {...{ frame, scene, keepsAccounts, query: asked.query }}
        people={known.filter((each) => isWanted(each, asked.query))}
        entry={keepsDirectory ? (asked.entry ?? stateOfEntry()) : undefined}
        lastSeen={await this.accesses.of(person)}
        recoveries={keepsAccounts ? await this.accounts.recoveries(person) : []}
      />
    );
    await answerPage(reply, frame.language, page, asked.entry ? 422 : 200);
  }
}

function isWanted({ personId, entry, state }: KnownPerson, { testo, stato }: PeopleQuery): boolean {
  if (stato !== '' && stato !== state) return false;
  const text = testo.trim().toLocaleLowerCase('it');
  return [personId, entry?.name ?? ''].some((each) => each.toLocaleLowerCase('it').includes(text));
}
