import { Injectable, Logger } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { Sessions } from '#access';
import { shownSecret } from '../http/session-cookie.js';
import { frameOf, type Frame } from './frame.js';
import { ZoneFrames } from './zone-frames.js';

/** Makes what stands around pages that are for everybody: whoever is signed in keeps their menu there. */
@Injectable()
export class OpenFrames {
  readonly #logger = new Logger(OpenFrames.name);

  constructor(
    private readonly sessions: Sessions,
    private readonly frames: ZoneFrames,
  ) {}

  /** Never throws: these pages are there for whom nothing else works. */
  async of(request: FastifyRequest): Promise<Frame> {
    try {
      const secret = shownSecret(request.headers.cookie);
      const found = secret === undefined ? undefined : this.sessions.identify(secret, true);
      if (found === undefined) return frameOf(request);
      request.session = found.session;
      return await this.frames.of(request, found.person);
    } catch (error) {
      this.#logger.warn(`A page for everybody is shown without a menu: ${String(error)}`);
      return frameOf(request);
    }
  }
}
