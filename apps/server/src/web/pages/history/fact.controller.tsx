import { Controller, Get, Param, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { JsonObject } from '#event-store';
import { documentDifference, factLine, schedaThen, type Change } from '#history';
import { Ledger, LedgerNotReady, parseCheckpoint, parseNote, tlogProofText } from '#ledger';
import type { Person } from '#people';
import { asShown, type CycleLife, type Envelope } from '#planning';
import { SessionView } from '../../../access/session-view.js';
import { CycleReader } from '../../../api/cycle-reader.js';
import { factView } from '../../../api/fact-view.js';
import { HistoryReader } from '../../../api/history-reader.js';
import { plain } from '../../../api/history-view.js';
import { lifeView } from '../../../api/life-view.js';
import { CurrentPerson } from '../../../http/current-person.js';
import { httpProblem } from '../../../http/http-problems.js';
import { frameOf } from '../../frame.js';
import { answerPage } from '../../page-answer.js';
import { ShowsPage } from '../../shows-page.js';
import { CycleThroughTime } from './cycle-through-time.js';
import { FactPage, type ShownSeal } from './fact-page.js';

/** What of a cycle every fact changes, and what its labels say better. */
const left = new Set(['revision', 'lastRecordedAt', 'state', 'states']);

/** The page of one fact. */
@Controller('cicli/:cycleId/storico/fatti/:revision')
export class FactPageController {
  constructor(
    private readonly reader: CycleReader,
    private readonly history: HistoryReader,
    private readonly sessions: SessionView,
    private readonly cycles: CycleThroughTime,
    private readonly ledger: Ledger,
  ) {}

  /** @throws Problem not-found for a fact that is not there */
  @Get()
  @ShowsPage()
  async fact(
    @Param('cycleId') cycleId: string,
    @Param('revision') asked: string,
    @CurrentPerson() person: Person,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.reader.mustBeAllowed(person, 'history', cycleId);
    const { life, track } = await this.cycles.now(cycleId);
    const revision = /^\d{1,9}$/.test(asked) ? Number(asked) : -1;
    const fact = revision < 0 ? undefined : await this.history.fact(cycleId, revision);
    if (!fact) throw httpProblem('not-found');
    const line = factLine(fact, life);
    const { data, metadata } = asShown(fact, life.data);
    const shown = {
      ...{ life, track, line, data, rule: (metadata as unknown as Envelope).rule },
      raw: plain(factView(fact, life.data)),
      changes: await this.#changes(life, person, revision, line.scheda?.schedaId),
      seal: this.#seal(fact.id),
    };
    const frame = frameOf(request, await this.sessions.self(person, request.session));
    await answerPage(reply, frame.language, <FactPage frame={frame} shown={shown} />);
  }

  /** What the fact made of what the person may see: of its scheda, or of the cycle. */
  async #changes(
    { data: { cycleId } }: Readonly<CycleLife>,
    person: Person,
    revision: number,
    schedaId: string | undefined,
  ): Promise<readonly Change[]> {
    const seen = async (at: number): Promise<JsonObject> => {
      if (at < 0) return {};
      const { life, day, organisation } = await this.history.shown(cycleId, { revision: at });
      if (schedaId !== undefined) return schedaThen(life, schedaId) ?? {};
      return plain(lifeView(life, person, day, organisation));
    };
    const [before, after] = [await seen(revision - 1), await seen(revision)];
    return documentDifference(before, after).filter((change) => {
      const [member] = change.is === 'removed' ? change.from : change.to;
      return schedaId !== undefined || !left.has(String(member));
    });
  }

  #seal(eventId: string): ShownSeal | undefined {
    try {
      const proof = this.ledger.proof(eventId);
      const leaf = this.ledger.leafOf(eventId);
      if (!proof || !leaf) return undefined;
      const { size } = parseCheckpoint(parseNote(proof.checkpoint).text);
      const hash = Buffer.from(leaf.hash).toString('hex');
      return { hash, proof, size, text: tlogProofText(proof) };
    } catch (error) {
      if (error instanceof LedgerNotReady) return undefined;
      throw error;
    }
  }
}
