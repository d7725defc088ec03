import { Controller, Get, Post, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Person } from '#people';
import { mustHaveSession } from '../../../access/fresh-proof.js';
import { CurrentPerson } from '../../../http/current-person.js';
import { formOf } from '../../../http/form-body.js';
import { NoticeChoices } from '../../../notifications/notice-choices.js';
import { answerPage } from '../../page-answer.js';
import { ShowsPage, TakesPageForm } from '../../shows-page.js';
import { ZoneFrames } from '../../zone-frames.js';
import { chosenIn } from './chosen-preferences.js';
import { PreferencesPage } from './preferences-page.js';

/** How somebody wants to be told. */
@Controller('notifiche/preferenze')
export class PreferencesPageController {
  constructor(
    private readonly choices: NoticeChoices,
    private readonly frames: ZoneFrames,
  ) {}

  @Get()
  @ShowsPage()
  async preferences(
    @Query('salvate') saved: unknown,
    @CurrentPerson() person: Person,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const choices = await this.choices.of(person);
    const frame = await this.frames.of(request, person);
    const page = <PreferencesPage {...{ frame, choices }} isSaved={saved !== undefined} />;
    await answerPage(reply, frame.language, page);
  }

  @Post()
  @TakesPageForm()
  async choose(
    @CurrentPerson() person: Person,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    mustHaveSession(request);
    const now = await this.choices.of(person);
    const { wish, shown, isQuietWhole } = chosenIn(formOf(request), now);
    if (isQuietWhole) {
      const chosen = await this.choices.choose(request, person, wish);
      // Nothing that the form offers is wrong: what is owed cannot be taken away in it.
      if ('position' in chosen) {
        await reply.code(303).header('location', '/notifiche/preferenze?salvate').send();
        return;
      }
    }
    const frame = await this.frames.of(request, person);
    const errors = [{ field: 'quietFrom', text: frame.words.notices.preferences.quietBoth }];
    const page = <PreferencesPage {...{ frame, choices: shown, errors }} />;
    await answerPage(reply, frame.language, page, 422);
  }
}
