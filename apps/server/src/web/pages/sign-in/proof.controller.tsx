import { Controller, Get, Post, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { AccessRefused, localPath, Oidc } from '#access';
import type { Person } from '#people';
import { mustHaveSession } from '../../../access/fresh-proof.js';
import { Renewals } from '../../../access/renewals.js';
import { SessionView } from '../../../access/session-view.js';
import { CurrentPerson } from '../../../http/current-person.js';
import { formOf } from '../../../http/form-body.js';
import { frameOf } from '../../frame.js';
import { answerPage } from '../../page-answer.js';
import type { FieldError } from '../../pieces/field.js';
import { ShowsPage, TakesPageForm } from '../../shows-page.js';
import { HeldPage, heldIn, isOf, type HeldForm } from './held-form.js';
import { ProofPage } from './proof-page.js';

/** The page on which somebody proves once more who they are, for a decision. */
@Controller('conferma')
export class ProofPageController {
  constructor(
    private readonly renewals: Renewals,
    private readonly sessions: SessionView,
    private readonly oidc: Oidc,
  ) {}

  @Get()
  @ShowsPage()
  async page(
    @Query('poi') wanted: unknown,
    @CurrentPerson() person: Person,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    mustHaveSession(request);
    await this.#show(person, request, reply, { returnTo: pathIn(wanted) });
  }

  /** Brings the proof; or a form that needs one, which is held until it is there. */
  @Post()
  @TakesPageForm()
  async prove(
    @CurrentPerson() person: Person,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    mustHaveSession(request);
    const form = formOf(request);
    const action = localPath(form.get('sentTo') ?? undefined);
    if (action !== undefined) {
      const held = { action, fields: form };
      return this.#show(person, request, reply, { returnTo: pathIn(form.get('poi')), held });
    }
    const returnTo = pathIn(form.get('returnTo'));
    const held = heldIn(form);
    const [password, code] = [form.get('password') ?? '', form.get('code') ?? ''];
    const { language, words } = frameOf(request);
    const answer = await this.#proved({ password, code }, request, reply);
    if (answer.outcome !== 'renewed') {
      const isLater = answer.outcome !== 'refused';
      const text = isLater ? words.signIn.delayed(answer.seconds) : words.signIn.refused;
      const errors = [{ field: 'password', text }];
      return this.#show(person, request, reply, { returnTo, held, errors }, isLater ? 429 : 401);
    }
    if (held && isOf(held, person.personId)) {
      const frame = frameOf(request, answer.self);
      return answerPage(reply, language, <HeldPage {...{ frame, held, returnTo }} />);
    }
    await reply.code(303).header('location', returnTo).send();
  }

  /** A proof that is none is told like a password that is wrong. */
  async #proved(
    proof: { readonly password: string; readonly code: string },
    request: FastifyRequest,
    reply: FastifyReply,
  ) {
    try {
      return await this.renewals.byPassword(proof, request, reply);
    } catch (error) {
      if (error instanceof AccessRefused) return { outcome: 'refused' } as const;
      throw error;
    }
  }

  async #show(
    person: Person,
    request: FastifyRequest,
    reply: FastifyReply,
    shown: {
      readonly returnTo: string;
      readonly held?: HeldForm | undefined;
      readonly errors?: readonly FieldError[];
    },
    status = 200,
  ): Promise<void> {
    const frame = frameOf(request, await this.sessions.self(person, request.session));
    const { returnTo, held, errors = [] } = shown;
    const providers = this.oidc.waysIn();
    const page = <ProofPage {...{ frame, providers, returnTo, held, errors }} />;
    await answerPage(reply, frame.language, page, status);
  }
}

/** A page of this site; the desk where the text names none. */
function pathIn(text: unknown): string {
  return localPath(typeof text === 'string' ? text : undefined) ?? '/';
}
