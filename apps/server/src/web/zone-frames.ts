import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { cyclesOf, CyclesProjection } from '#planning';
import type { Person } from '#people';
import { SessionView } from '../access/session-view.js';
import { ReadModelReader } from '../api/read-model-reader.js';
import { frameOf, type Frame } from './frame.js';

/** Makes what stands around pages that are of no cycle: their menu leads to the latest programme of the zone. */
@Injectable()
export class ZoneFrames {
  constructor(
    private readonly views: ReadModelReader,
    private readonly sessions: SessionView,
  ) {}

  async of(request: FastifyRequest, person: Person): Promise<Frame> {
    const { zone } = person;
    const [self, { rows }] = await Promise.all([
      this.sessions.self(person, request.session),
      this.views.read(CyclesProjection, undefined, (database) =>
        cyclesOf(database, { zone, definition: 'poa-annuale', limit: 1 }),
      ),
    ]);
    return frameOf(request, self, rows[0]?.cycleId);
  }
}
