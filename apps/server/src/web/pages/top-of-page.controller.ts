import { Controller, Get, Param, Post, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { localPath } from '#access';
import { SignOut } from '../../access/sign-out.js';
import { httpProblem } from '../../http/http-problems.js';
import { Public } from '../../http/public.js';
import { LANGUAGE_COOKIE, noOnBehalfCookie } from '../frame.js';
import { ShowsPage, TakesPageForm } from '../shows-page.js';

/** What the top of every page offers. */
@Controller()
export class TopOfPageController {
  constructor(private readonly leaving: SignOut) {}

  /** Signs out here, and at the provider, where there is one that wants to be told. */
  @Post('uscita')
  @TakesPageForm()
  async signOut(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const alsoAt = await this.leaving.signOut(request, reply);
    await reply
      .code(303)
      .header('set-cookie', noOnBehalfCookie)
      .header('location', alsoAt ?? '/accesso?uscita')
      .send();
  }

  @Public()
  @Get('lingua/:language')
  @ShowsPage()
  async chooseLanguage(
    @Param('language') language: string,
    @Query('poi') wanted: unknown,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    if (language !== 'it' && language !== 'en') throw httpProblem('not-found');
    const path = localPath(typeof wanted === 'string' ? wanted : undefined) ?? '/';
    await reply
      .code(303)
      .header(
        'set-cookie',
        `${LANGUAGE_COOKIE}=${language}; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=31536000`,
      )
      .header('location', path)
      .send();
  }
}
