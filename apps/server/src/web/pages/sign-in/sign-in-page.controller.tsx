import { Controller, Get, Post, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Access, AccessRefused, localPath, Oidc, type NotLetIn, type ToWait } from '#access';
import { Arrivals, networkOfRequest } from '../../../access/arrivals.js';
import { formOf } from '../../../http/form-body.js';
import { Public } from '../../../http/public.js';
import { frameOf } from '../../frame.js';
import { answerPage } from '../../page-answer.js';
import type { FieldError } from '../../pieces/field.js';
import { ShowsPage, TakesPageForm } from '../../shows-page.js';
import { HeldPage, heldIn, isOf } from './held-form.js';
import { SecondFactorPage } from './second-factor-page.js';
import { SignInPage } from './sign-in-page.js';

/** The pages by which people sign in with an account of this installation, or go on to a provider. */
@Public()
@Controller('accesso')
export class SignInPageController {
  constructor(
    private readonly access: Access,
    private readonly oidc: Oidc,
    private readonly arrivals: Arrivals,
  ) {}

  @Get()
  @ShowsPage()
  async signIn(
    @Query('poi') wanted: unknown,
    @Query('uscita') signedOut: unknown,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const frame = frameOf(request);
    const page = (
      <SignInPage
        frame={frame}
        providers={this.oidc.waysIn()}
        returnTo={pageOf(wanted)}
        {...(signedOut !== undefined && { said: frame.words.signIn.signedOut })}
      />
    );
    await answerPage(reply, frame.language, page);
  }

  /** Whatever is wrong, the page says the same, after the same time. */
  @Post()
  @TakesPageForm()
  async begin(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const frame = frameOf(request);
    const form = formOf(request);
    const [login, password] = [form.get('login') ?? '', form.get('password') ?? ''];
    const returnTo = pageOf(form.get('returnTo'));
    const held = heldIn(form);
    const again = (errors: readonly FieldError[], status: number): Promise<void> =>
      answerPage(
        reply,
        frame.language,
        <SignInPage
          frame={frame}
          providers={this.oidc.waysIn()}
          returnTo={returnTo}
          login={login}
          held={held}
          errors={errors}
        />,
        status,
      );
    const { signIn, errors } = frame.words;
    const missing = Object.entries({ login, password })
      .filter(([, value]) => value === '')
      .map(([field]) => ({
        field,
        text: `${signIn[field as 'login' | 'password']}: ${errors.required}`,
      }));
    if (missing.length > 0) return again(missing, 422);
    const network = networkOfRequest(request);
    const answer = await this.access.localAccounts.begin({ login, password, network });
    if (answer.outcome !== 'second-factor') {
      return again([{ field: 'login', text: whyNot(answer, signIn) }], statusOf(answer));
    }
    await answerPage(
      reply,
      frame.language,
      <SecondFactorPage frame={frame} step={answer.step} returnTo={returnTo} held={held} />,
    );
  }

  @Post('codice')
  @TakesPageForm()
  async enter(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const frame = frameOf(request);
    const form = formOf(request);
    const [step, code] = [form.get('step') ?? '', form.get('code') ?? ''];
    const returnTo = pageOf(form.get('returnTo'));
    const held = heldIn(form);
    const network = networkOfRequest(request);
    const answer = this.#secondFactor({ step, code, network });
    if (answer.outcome !== 'signed-in') {
      const errors = [{ field: 'code', text: whyNot(answer, frame.words.signIn) }];
      const page = <SecondFactorPage {...{ frame, step, returnTo, held, errors }} />;
      return answerPage(reply, frame.language, page, statusOf(answer));
    }
    const self = await this.arrivals.letIn(answer.signedIn, request, reply);
    if (held && isOf(held, self.personId)) {
      const page = <HeldPage frame={frameOf(request, self)} held={held} returnTo={returnTo} />;
      return answerPage(reply, frame.language, page);
    }
    await reply.code(303).header('location', returnTo).send();
  }

  /** A step that is over is told like a code that is wrong: one begins anew. */
  #secondFactor(tried: { readonly step: string; readonly code: string; readonly network: string }) {
    try {
      return this.access.localAccounts.secondFactor(tried);
    } catch (error) {
      if (error instanceof AccessRefused) return { outcome: 'refused' } as const;
      throw error;
    }
  }
}

/** A page of this site, and never one of another: the desk where the text names none. */
function pageOf(text: unknown): string {
  return localPath(typeof text === 'string' ? text : undefined) ?? '/';
}

function whyNot(
  answer: NotLetIn | ToWait,
  words: { readonly refused: string; readonly delayed: (seconds: number) => string },
): string {
  return answer.outcome === 'refused' ? words.refused : words.delayed(answer.seconds);
}

function statusOf({ outcome }: NotLetIn | ToWait): number {
  return outcome === 'refused' ? 401 : 429;
}
