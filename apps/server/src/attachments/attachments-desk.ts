import type { Readable } from 'node:stream';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyInstance } from 'fastify';
import { AttachmentRefused, Attachments, type KeptFile } from '#attachments';
import { sealedIn, type Person } from '#people';
import {
  allowedToRead,
  citationsOf,
  CitationsProjection,
  cycleName,
  mayNameDocument,
  rolesInWords,
  scopesInWords,
  type AnyLife,
  type Citation,
} from '#planning';
import { Refusal } from '#workflow';
import { CycleReader, notFound } from '../api/cycle-reader.js';
import { ReadModelReader } from '../api/read-model-reader.js';
import { refusalProblem } from '../api/refusal-problem.js';
import { Problem } from '../http/problem.js';
import { limitInWords } from '../web/pieces/sizes.js';
import { attachmentProblem, refusedAttachment } from './attachment-problems.js';
import { keptTypes } from './kept-types.js';
import { NamedFiles } from './named-files.js';
import { namingVerbs } from './naming-verbs.js';
import { ownReadingOf, readingOfCitation } from './reading-of-citation.js';
import type { ShownAttachments } from './shown-attachments.js';

/** A document that is brought. */
export interface BroughtDocument {
  /** What the file is called where it comes from. */
  readonly name: string;
  readonly person: Person;
  readonly cycleId: string;
  /** Throws where whoever sent it does not wait for an answer any more. */
  readonly mustGoOn: () => void;
}

/** A file that somebody asks for. */
export interface WantedFile {
  readonly cycleId: string;
  readonly sha256: string;
  /** The position of a fact that the answer must know of. */
  readonly after?: number | undefined;
}

/** A file that somebody may open, and what it is called. */
export interface OpenedFile {
  readonly kept: KeptFile;
  /** Without an ending. */
  readonly name: string;
}

/** Who may bring a document to a cycle or a register, and who may open one: by the policy of what names it. */
@Injectable()
export class AttachmentsDesk implements OnModuleInit {
  constructor(
    private readonly attachments: Attachments,
    private readonly reader: CycleReader,
    private readonly views: ReadModelReader,
    private readonly named: NamedFiles,
    private readonly host: HttpAdapterHost,
  ) {}

  /** Bytes of the largest file that is kept. */
  get mostBytes(): number {
    return this.attachments.mostBytes;
  }

  /** Why a file that is larger is not kept. */
  tooLarge(): Problem {
    return attachmentProblem('attachment-too-large', { most: limitInWords(this.mostBytes) });
  }

  /** Whatever page shows a document says whether its file is kept. */
  onModuleInit(): void {
    const { attachments } = this;
    const shown: ShownAttachments = {
      mostBytes: attachments.mostBytes,
      of: (cycleId, sha256) => {
        const zone = cycleName(cycleId)?.zone;
        return zone === undefined || !isFingerprint(sha256)
          ? undefined
          : attachments.of({ zone, sha256 });
      },
      deletionOf: (cycleId, sha256) => {
        const zone = cycleName(cycleId)?.zone;
        return zone === undefined ? undefined : attachments.deletionOf({ zone, sha256 });
      },
    };
    // The adapter is the Fastify of this application.
    this.host.httpAdapter.getInstance<FastifyInstance>().decorate('attachments', shown);
  }

  /** @throws Problem cycle-not-found, not-allowed and what else the policy says of the verbs that name documents */
  async mustBring(person: Person, cycleId: string, onBehalfOf?: string): Promise<void> {
    // Before the life is read: what other zones have is nobody else's to know.
    if (cycleName(cycleId)?.zone !== person.zone) throw notFound('cycle-not-found', { cycleId });
    const life: Readonly<AnyLife> = await this.reader.life(cycleId);
    const organisation = await this.reader.organisation(person.zone);
    const answer = mayNameDocument(life, person, namingVerbs(), { organisation, onBehalfOf });
    if (answer?.allowed) return;
    const roles = namingVerbs().flatMap(({ who }) => who.map(({ role }) => role));
    const { code, rule } = answer ?? { code: 'not-allowed', rule: 'deny/attach' };
    const details = {
      ...rolesInWords(person.role, roles),
      ...{ personId: person.personId, day: this.reader.today(), scopes: scopesInWords(person) },
      ...{ verb: 'Conservare un documento', verbEn: 'Keep a document' },
    };
    throw refusalProblem(new Refusal(code, details), { rule, cycleId });
  }

  /**
   * Keeps a document that somebody may bring.
   * @param stream is read to its end, or as far as it has to be; whoever gave it lets the rest pass
   * @throws Problem attachment-…, attachments-…, antivirus-away; whatever the stream throws
   */
  async keep(
    stream: AsyncIterable<Uint8Array>,
    { name, person, cycleId, mustGoOn }: BroughtDocument,
  ): Promise<KeptFile> {
    const { zone, personId } = person;
    try {
      const received = await this.attachments.receive(stream, name);
      return await this.attachments.keep(
        received,
        { zone, cycleId, personId },
        { mustGoOn, namedAmong: (keys) => this.named.among(keys) },
      );
    } catch (error) {
      if (!(error instanceof AttachmentRefused)) throw error;
      const most = limitInWords(this.attachments.mostBytes);
      throw refusedAttachment(error, { most, types: keptTypes });
    }
  }

  /**
   * The file that a cycle names, for whoever may read what names it, or has brought it there while nothing there names it.
   * @throws Problem attachment-not-kept, which also hides what is for others; cycle-not-found, not-allowed
   */
  async opened(person: Person, wanted: WantedFile): Promise<OpenedFile> {
    await this.reader.mustBeAllowed(person, 'cycle', wanted.cycleId);
    const opened = await this.#openable(person, wanted);
    if (!opened) throw attachmentProblem('attachment-not-kept');
    return opened;
  }

  /**
   * The files that somebody may open of those that stand in a form, by their fingerprints: whoever only writes one
   * down, or is led to a form with one in its address, learns nothing of a file that is not for them.
   */
  async shownTo(
    person: Person,
    cycleId: string,
    hashes: Iterable<string>,
  ): Promise<ReadonlyMap<string, KeptFile>> {
    const shown = new Map<string, KeptFile>();
    for (const sha256 of new Set(hashes)) {
      const opened = await this.#openable(person, { cycleId, sha256 });
      if (opened) shown.set(sha256, opened.kept);
    }
    return shown;
  }

  /** Undefined where it is not kept, or is not for them. */
  async #openable(
    person: Person,
    { cycleId, sha256, after }: WantedFile,
  ): Promise<OpenedFile | undefined> {
    const { zone, personId } = person;
    const kept = isFingerprint(sha256) ? this.attachments.of({ zone, sha256 }) : undefined;
    if (!kept) return undefined;
    const citations = (
      await this.views.read(CitationsProjection, after, (database) =>
        citationsOf(database, zone, sha256),
      )
    ).filter(
      // What other cycles name is nothing to this one, where somebody has brought it again.
      (citation) => citation.cycleId === cycleId && readingOfCitation(citation) !== undefined,
    );
    const isTheirs = this.attachments.isBroughtBy(sha256, { zone, cycleId, personId });
    const organisation = await this.reader.organisation(zone);
    const readable = citations.filter((citation) => {
      const readings = [
        readingOfCitation(citation),
        // Whoever handed something in reads their own, and their own alone.
        ...(isTheirs ? [ownReadingOf(citation)] : []),
      ].filter((reading) => reading !== undefined);
      return readings.some((reading) => allowedToRead(person, reading, zone, organisation).allowed);
    });
    const isOwn = citations.length === 0 && isTheirs;
    if (readable.length === 0 && !isOwn) return undefined;
    return { kept, name: nameIn(readable) ?? `allegato-${sha256.slice(0, 12)}` };
  }

  /** The bytes of a file that somebody may open. */
  bytes({ kept }: OpenedFile): Readable {
    return this.attachments.open(kept);
  }
}

const isFingerprint = (text: string): boolean => /^[0-9a-f]{64}$/.test(text);

/** What it was called last; a sealed title leaves in no header. */
function nameIn(citations: readonly Citation[]): string | undefined {
  const titles = citations.flatMap(({ title }) => title ?? []);
  return titles.findLast((title) => sealedIn(title) === undefined);
}
