import { Body, Controller, Get, Put, Query, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { Person } from '#people';
import { CheckedBody } from '../access/checked-body.js';
import { invalidRequest } from '../api/api-problems.js';
import { AfterQuery, Checked } from '../api/query.js';
import { CurrentPerson } from '../http/current-person.js';
import { ChoosePreferences } from './choose-preferences.request.js';
import { NoticeChoices, type ShownChoices } from './notice-choices.js';

/** What one is told of, and by what. */
@Controller('api/v1/notice-preferences')
export class NoticePreferencesController {
  constructor(private readonly choices: NoticeChoices) {}

  @Get()
  preferences(
    @Query(new Checked(AfterQuery)) { after }: AfterQuery,
    @CurrentPerson() person: Person,
  ): Promise<ShownChoices> {
    return this.choices.of(person, after);
  }

  /** Chooses anew. @throws Problem session-needed, request-invalid (a rule there is not, or that is owed) */
  @Put()
  async choose(
    @Body(new CheckedBody(ChoosePreferences)) wish: ChoosePreferences,
    @CurrentPerson() person: Person,
    @Req() request: FastifyRequest,
  ): Promise<{ readonly position: number }> {
    const chosen = await this.choices.choose(request, person, wish);
    if ('position' in chosen) return chosen;
    throw invalidRequest(chosen);
  }
}
