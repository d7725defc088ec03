import { randomUUID } from 'node:crypto';
import { inspect } from 'node:util';
import {
  Injectable,
  Logger,
  type BeforeApplicationShutdown,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { Access, type Session, type ZoneCode } from '#access';
import {
  AccessLog,
  RefusedSignIns,
  type AccessActor,
  type AccessEntry,
  type AccessFact,
  type SessionEnd,
} from '#access-log';
import { StoreUnavailable } from '#event-store';
import { ApiTokens, theProgram, type ApiToken, type Person } from '#people';
import { idFrom } from '#planning';
import { ProjectionUnavailable } from '#projections';
import { HeldRoles, type MayActAs } from '../access/held-roles.js';
import { httpProblem } from '../http/http-problems.js';
import { SecurityLog, type SecurityDetails, type SecurityEvent } from '../http/security-log.js';

/** A fact to be recorded, whose it is, and in which zone. */
type Told = Pick<AccessEntry, 'fact' | 'actor' | 'zone'>;

/** How often what nobody waits for is recorded: refused sign-ins, tokens, what was kept. */
const ROUND_MS = 60_000;

/** Whether this instance makes its rounds by itself; if not, only when the report is asked for. */
export abstract class Rounds {
  abstract readonly areMade: boolean;
}

/**
 * Makes facts of what the security log is told about coming in and leaving. The log of facts is for the yearly check;
 * the security log for whoever watches now.
 */
@Injectable()
export class AccessTrail implements OnApplicationBootstrap, BeforeApplicationShutdown {
  readonly #logger = new Logger(AccessTrail.name);
  readonly #refused: RefusedSignIns;
  readonly #ofRequests = new WeakMap<FastifyRequest, Promise<void>>();
  /** What was done at the command line and is recorded already, by the ids of its facts. */
  readonly #noted = new Set<string>();
  /** What requests to this instance ended or changed, and has not come back from the log yet, by id. */
  readonly #own = new Set<string>();
  #round: NodeJS.Timeout | undefined;

  constructor(
    private readonly log: AccessLog,
    private readonly access: Access,
    private readonly tokens: ApiTokens,
    private readonly held: HeldRoles,
    private readonly rounds: Rounds,
    security: SecurityLog,
  ) {
    this.#refused = new RefusedSignIns(() => log.nowMs());
    security.heardBy((event, details, request) => {
      this.#hear(event, details, request);
    });
  }

  onApplicationBootstrap(): void {
    if (!this.rounds.areMade) return;
    this.#round = setInterval(() => {
      void this.#attemptRound();
    }, ROUND_MS).unref();
  }

  async beforeApplicationShutdown(): Promise<void> {
    clearInterval(this.#round);
    if (this.rounds.areMade) await this.#attemptRound();
  }

  /**
   * Records that somebody begins to work, at sign-in or in another role. One who is not recorded does not come in.
   * @throws Problem access-not-recorded; the session is over then
   */
  async cameIn(session: Session, requestId?: string): Promise<void> {
    const fact = { type: 'SignedIn', data: { sessionId: session.id } } as const;
    try {
      await this.log.record({ fact, actor: actorIn(session), zone: session.zone, requestId });
    } catch (error) {
      this.access.sessions.endById(session.id);
      if (!(error instanceof StoreUnavailable)) throw error;
      throw httpProblem('access-not-recorded', { cause: error });
    }
  }

  /** Records that a session ended by itself, in the role it was in; kept while the store is away. */
  async left(session: Session, why: SessionEnd): Promise<void> {
    const { id: sessionId, personId, zone } = session;
    const fact = { type: 'SessionsEnded', data: { personId, sessionId, why } } as const;
    await this.log.recordOrKeep({ fact, actor: actorIn(session), zone });
  }

  /** Whether a fact that comes from the log was told by this very process: asked once, since it comes once. */
  takeOwn(id: string): boolean {
    return this.#own.delete(id);
  }

  /** Waits until what a request did is recorded, or kept. */
  async recorded(request: FastifyRequest): Promise<void> {
    await this.#ofRequests.get(request);
  }

  /** Records what nobody waited for: all of it, if the store is there. */
  async makeRound(): Promise<void> {
    await this.log.catchUp();
    for (const fact of this.#refused.take()) {
      for (const zone of this.#zonesOf(fact.data.personId)) {
        await this.log.recordOrKeep({ fact, actor: actorOf(theProgram('')), zone });
      }
    }
    for (const token of this.tokens.list()) await this.#noteToken(token);
    await this.noteZoneCodes();
  }

  /**
   * Records which codes for further zones were made at the console: at every round, and before one is opened,
   * since who uses it up takes it out of the list.
   */
  async noteZoneCodes(): Promise<void> {
    for (const code of this.access.invitations.ofZones()) await this.#noteZoneCode(code);
  }

  /** A round nobody waits for: what went wrong is told, and the next one tries again. */
  async #attemptRound(): Promise<void> {
    try {
      await this.makeRound();
    } catch (error) {
      this.#logger.error('Not everything about accesses could be recorded', inspect(error));
    }
  }

  /** Which zone somebody wanted to come into nobody knows: each where they have a role is told. */
  #zonesOf(personId: string | null): ReadonlySet<string | undefined> {
    const zones = personId === null ? [] : this.#rolesOf(personId).map(({ zone }) => zone);
    // Rather told to all zones than to none.
    return new Set(zones.length > 0 ? zones : [undefined]);
  }

  /** The roles of somebody, the one they come in with first; none while that cannot be known. */
  #rolesOf(personId: string): readonly MayActAs[] {
    try {
      return this.held.of(personId);
    } catch (error) {
      if (error instanceof ProjectionUnavailable) return [];
      throw error;
    }
  }

  #hear(event: SecurityEvent, details: SecurityDetails, request: FastifyRequest | undefined): void {
    if (request === undefined) return;
    if (event === 'sign-in-refused') {
      this.#refused.add(this.#accountAt(request));
      return;
    }
    const isByOwner = event === 'access-changed' && request.person === undefined;
    const told = isByOwner ? this.#toldByOwner(details) : this.#told(event, details, request);
    for (const each of told) {
      const before = this.#ofRequests.get(request) ?? Promise.resolve();
      const id = randomUUID();
      if (/^(SessionsEnded|AccountChanged)$/.test(each.fact.type)) this.#own.add(id);
      const now = this.log.recordOrKeep({ ...each, id, requestId: request.id });
      this.#ofRequests.set(
        request,
        Promise.all([before, now]).then(() => undefined),
      );
    }
  }

  /**
   * What somebody did to their account with a code, before they are in any session: told to each zone where they
   * have a role, in the first of their roles there, or to none by the program. Whoever gets an account back ends
   * what others may have begun with it, wherever.
   */
  #toldByOwner({ what = '', personId = '' }: SecurityDetails): readonly Told[] {
    const facts: readonly AccessFact[] = [
      { type: 'AccountChanged', data: { what, about: [personId] } },
      ...(what.endsWith('-recovered')
        ? [{ type: 'SessionsEnded', data: { personId, everywhere: true } } as const]
        : []),
    ];
    const zones = new Map(
      this.#rolesOf(personId)
        .toReversed()
        .map((each) => [each.zone, each]),
    );
    return facts.flatMap((fact): readonly Told[] => {
      if (zones.size === 0) return [{ fact, actor: actorOf(theProgram('')), zone: undefined }];
      return [...zones].map(([zone, { role, unitId }]) => ({
        ...{ fact, zone },
        actor: {
          ...{ personId, role, authMethod: 'one-time-code' },
          ...(unitId !== undefined && { unitId }),
        },
      }));
    });
  }

  #told(
    event: SecurityEvent,
    { sessionId = '', personId = '', about, what, kept }: SecurityDetails,
    { person, body }: FastifyRequest,
  ): readonly Told[] {
    if (event === 'emergency-opened') {
      const opened = this.access.sessions.list(personId).find(({ id }) => id === sessionId);
      if (opened === undefined) return [];
      const holderIds = (about ?? '').split(' ');
      const reason = textIn(body, 'reason').trim();
      const fact = { type: 'EmergencyOpened', data: { sessionId, holderIds, reason } } as const;
      return [{ fact, actor: actorIn(opened), zone: opened.zone }];
    }
    if (person === undefined) return [];
    const by = { actor: actorOf(person), zone: person.zone };
    if (event === 'signed-out') {
      return [{ ...by, fact: { type: 'SignedOut', data: { sessionId } } }];
    }
    if (event !== 'access-changed' || what === undefined) return [];
    if (what === 'all-sessions-ended') {
      const data = { personId: null, everywhere: true } as const;
      return [{ ...by, fact: { type: 'SessionsEnded', data } }];
    }
    if (what === 'sessions-ended') {
      // Whoever ends one of their own ends that one; an administrator, or who keeps one, all others anywhere.
      const isOfAll = about !== undefined || kept !== undefined;
      const data = {
        personId: about ?? person.personId,
        ...(isOfAll && ({ everywhere: true } as const)),
        ...(kept !== undefined && { kept }),
      };
      return [{ ...by, fact: { type: 'SessionsEnded', data } }];
    }
    // Of an emergency that is prepared: in whose envelopes the codes are, that is two of them.
    const data = { what, ...(about !== undefined && { about: about.split(' ') }) };
    return [{ ...by, fact: { type: 'AccountChanged', data } }];
  }

  /** Whose account somebody tried, where it is one of ours. */
  #accountAt({ body }: FastifyRequest): string | null {
    const attempt = { login: textIn(body, 'login'), step: textIn(body, 'step') };
    return this.access.localAccounts.aimedAt(attempt) ?? null;
  }

  /** The ids of the facts follow from the token: what several instances, or a later start, tell again is there. */
  async #noteToken({
    id,
    person,
    scopes,
    createdMs,
    expiresMs,
    revokedMs,
  }: ApiToken): Promise<void> {
    const { personId, role, unitId, zone } = person;
    const token = { tokenId: id, personId, role, ...(unitId !== undefined && { unitId }) };
    const mintedAt = instant(createdMs);
    const minted = { ...token, scopes, mintedAt, expiresAt: instant(expiresMs) };
    const mintedId = idFrom(id, `TokenMinted ${id}`);
    await this.#noteOnce(mintedId, { type: 'TokenMinted', data: minted }, zone, createdMs);
    if (revokedMs === undefined) return;
    const revoked = { ...token, revokedAt: instant(revokedMs) };
    const revokedId = idFrom(id, `TokenRevoked ${id}`);
    await this.#noteOnce(revokedId, { type: 'TokenRevoked', data: revoked }, zone, revokedMs);
  }

  async #noteZoneCode({ zone, hash, madeMs }: ZoneCode): Promise<void> {
    const fact = { type: 'AccountChanged', data: { what: 'zone-code-made' } } as const;
    await this.#noteOnce(idFrom(hash.toString('hex'), 'zone-code-made'), fact, zone, madeMs);
  }

  /** @param id follows from what is told: whoever else tells it, or tells it again, finds it there */
  async #noteOnce(id: string, fact: AccessFact, zone: string, atMs: number): Promise<void> {
    if (this.#noted.has(id)) return;
    try {
      await this.log.record({ fact, actor: actorOf(theProgram(zone)), zone, atMs, id });
    } catch (error) {
      // What it was read from keeps it: the next round finds it there.
      if (error instanceof StoreUnavailable) return;
      throw error;
    }
    this.#noted.add(id);
  }
}

/** The actor of a fact, for somebody who asks. */
export function actorOf({ personId, role, unitId, authMethod }: Person): AccessActor {
  return { personId, role, ...(unitId !== undefined && { unitId }), authMethod };
}

function actorIn({ personId, role, unitId, method }: Session): AccessActor {
  return { personId, role, ...(unitId !== undefined && { unitId }), authMethod: method };
}

function textIn(body: unknown, member: string): string {
  if (typeof body !== 'object' || body === null) return '';
  const value = (body as Readonly<Record<string, unknown>>)[member];
  return typeof value === 'string' ? value : '';
}

const instant = (ms: number): string => new Date(ms).toISOString();
