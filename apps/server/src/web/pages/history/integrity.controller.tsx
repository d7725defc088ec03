import { Controller, Get, Param, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { base64Of, Ledger, LedgerNotReady, parseCheckpoint, parseNote } from '#ledger';
import type { Person } from '#people';
import { SessionView } from '../../../access/session-view.js';
import { CycleReader } from '../../../api/cycle-reader.js';
import { CurrentPerson } from '../../../http/current-person.js';
import { frameOf } from '../../frame.js';
import { answerPage } from '../../page-answer.js';
import { ShowsPage } from '../../shows-page.js';
import { IntegrityPage, type SaidOfLedger } from './integrity-page.js';

/** The page on which a browser verifies a cycle, for those who may take its evidence away. */
@Controller('cicli/:cycleId/storico/integrita')
export class IntegrityPageController {
  constructor(
    private readonly reader: CycleReader,
    private readonly sessions: SessionView,
    private readonly ledger: Ledger,
  ) {}

  @Get()
  @ShowsPage()
  async integrity(
    @Param('cycleId') cycleId: string,
    @CurrentPerson() person: Person,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.reader.mustBeAllowed(person, 'audit', cycleId);
    const { data, revision } = await this.reader.programme(cycleId);
    const cycle = { cycleId, title: data.title };
    const frame = frameOf(request, await this.sessions.self(person, request.session));
    const shown = { frame, cycle, facts: revision + 1, ledger: this.#said() };
    await answerPage(reply, frame.language, <IntegrityPage {...shown} />);
  }

  #said(): SaidOfLedger | undefined {
    try {
      const { origin, sealedSize, keys, lastAudit } = this.ledger.standing();
      const checkpoint = this.ledger.checkpoint();
      if (origin === undefined || !checkpoint) return undefined;
      const { root } = parseCheckpoint(parseNote(checkpoint.note).text);
      const auditedAt = lastAudit && new Date(lastAudit.atMs).toISOString();
      return { origin, sealedSize, root: base64Of(root), keys, auditedAt };
    } catch (error) {
      if (error instanceof LedgerNotReady) return undefined;
      throw error;
    }
  }
}
