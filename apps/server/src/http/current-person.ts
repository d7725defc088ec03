import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { Session } from '#access';
import type { Person } from '#people';

declare module 'fastify' {
  interface FastifyRequest {
    /** Who is asking; set by the authentication guard, absent on public routes. */
    person?: Person;
    /** The session by which they ask; absent where they show a token. */
    session?: Session;
    /** Records that they are shown what they asked for; absent where that is not recorded. */
    beforeShown?: () => Promise<void>;
  }
}

/** The parameter of a handler that receives the Person who is asking. */
export const CurrentPerson = createParamDecorator(
  (_: unknown, context: ExecutionContext): Person => {
    const { person } = context.switchToHttp().getRequest<FastifyRequest>();
    if (person === undefined) throw new Error('A public route has no current person');
    return person;
  },
);
