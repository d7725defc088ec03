import { Controller, Get, Header, Param, Query, StreamableFile } from '@nestjs/common';
import { isUUID } from 'class-validator';
import { EventStore } from '#event-store';
import {
  base64Of,
  Ledger,
  parseCheckpoint,
  parseNote,
  tilePlace,
  tlogProofText,
  type AuditStanding,
  type LedgerStanding,
} from '#ledger';
import { invalidRequest } from '../api/api-problems.js';
import { Checked } from '../api/query.js';
import { Public } from '../http/public.js';
import { ConsistencyQuery } from './consistency.query.js';
import { ledgerProblem, problemOfLedger } from './ledger-problems.js';

/** How long somebody who asks for a proof waits for the last facts to be sealed. */
const PATIENCE_MS = 5_000;

/** How the ledger stands, as it is shown. */
export interface LedgerState extends Omit<LedgerStanding, 'failure' | 'isAnew' | 'lastAudit'> {
  /** When everything was last read again from the bytes of the log, ISO 8601 UTC. */
  readonly lastAudit?: { readonly at: string; readonly facts: number; readonly tookMs: number };
  /** The root over what is sealed, base64; null before anything was. */
  readonly root: string | null;
}

/**
 * What is sealed, and that it is: for whoever holds a fact and wants to see that it is in the history, and that the
 * history only grows. Hashes say nothing to others, so that any program that reads C2SP logs may ask.
 */
@Controller('api/v1/ledger')
export class LedgerController {
  constructor(
    private readonly ledger: Ledger,
    private readonly store: EventStore,
  ) {}

  /** The last signed checkpoint (C2SP tlog-checkpoint). */
  @Public()
  @Get('checkpoint')
  @Header('content-type', 'text/plain; charset=utf-8')
  checkpoint(): string {
    const checkpoint = orProblem(() => this.ledger.checkpoint());
    if (checkpoint === undefined) throw ledgerProblem('ledger-not-ready');
    return checkpoint.note;
  }

  /** Hashes (C2SP tlog-tiles). */
  @Public()
  @Get([
    'tile/:level/:first',
    'tile/:level/:first/:second',
    'tile/:level/:first/:second/:third',
    'tile/:level/:first/:second/:third/:fourth',
  ])
  @Header('content-type', 'application/octet-stream')
  tile(@Param() parts: Readonly<Record<string, string>>): StreamableFile {
    const { level = '', first, second, third, fourth } = parts;
    const path = [level, first, second, third, fourth].filter((part) => part !== undefined);
    const place = tilePlace(path.join('/'));
    const bytes = place && orProblem(() => this.ledger.tile(place));
    if (bytes === undefined) throw ledgerProblem('not-in-ledger');
    return new StreamableFile(bytes);
  }

  /** That a fact is in the ledger (C2SP tlog-proof): whoever waits for it gets it as soon as it is sealed. */
  @Public()
  @Get('proof/:eventId')
  @Header('content-type', 'text/plain; charset=utf-8')
  async proof(@Param('eventId') eventId: string): Promise<string> {
    if (!isUUID(eventId)) throw ledgerProblem('not-in-ledger');
    const id = eventId.toLowerCase();
    const proof = orProblem(() => this.ledger.proof(id)) ?? (await this.#proofOfTheLast(id));
    if (proof === undefined) throw ledgerProblem('not-in-ledger');
    return tlogProofText(proof);
  }

  /** That the history of one size only adds to that of another. */
  @Public()
  @Get('consistency')
  consistency(@Query(new Checked(ConsistencyQuery)) { from, to: asked }: ConsistencyQuery): {
    readonly from: number;
    readonly to: number;
    readonly proof: readonly string[];
  } {
    const { sealedSize } = this.ledger.standing();
    const to = asked ?? sealedSize;
    if (asked !== undefined && from > asked) {
      const it = 'non può superare to';
      throw invalidRequest([{ field: '?from', it, en: 'cannot be more than to' }]);
    }
    if (from > to || to > sealedSize) throw ledgerProblem('not-in-ledger');
    const proof = orProblem(() => this.ledger.consistency(from, to));
    return { from, to, proof: proof.map(base64Of) };
  }

  @Get('state')
  state(): LedgerState {
    const { failure, isAnew, lastAudit, ...standing } = this.ledger.standing();
    const checkpoint = standing.state === 'opening' ? undefined : this.ledger.checkpoint();
    const root = checkpoint && parseCheckpoint(parseNote(checkpoint.note).text).root;
    return {
      ...standing,
      root: root ? base64Of(root) : null,
      ...(lastAudit && { lastAudit: shown(lastAudit) }),
    };
  }

  async #proofOfTheLast(eventId: string) {
    try {
      await this.ledger.sealed(await this.store.end(), PATIENCE_MS);
      return this.ledger.proof(eventId);
    } catch (error) {
      throw problemOfLedger(error) ?? error;
    }
  }
}

function shown({ atMs, ...read }: AuditStanding): NonNullable<LedgerState['lastAudit']> {
  return { at: new Date(atMs).toISOString(), ...read };
}

/** @throws Problem ledger-not-ready */
function orProblem<Answer>(ask: () => Answer): Answer {
  try {
    return ask();
  } catch (error) {
    throw problemOfLedger(error) ?? error;
  }
}
