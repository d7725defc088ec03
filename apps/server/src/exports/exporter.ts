import { Readable } from 'node:stream';
import { Injectable, StreamableFile } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { EventStore } from '#event-store';
import {
  exported,
  exportFormats,
  isExportFormat,
  type ExportFormat,
  type ExportFormatName,
  type ExportRequest,
  type ExportScope,
  type ExportSource,
} from '#exports';
import { Ledger } from '#ledger';
import { Lives, type LifeData } from '#planning';
import { AlteredDefinition, UnknownDefinition, Workflows } from '#workflow';
import { PublicUrl } from '../access/public-url.js';
import { apiProblem, invalidRequest } from '../api/api-problems.js';
import { documentFonts } from '../documents/document-fonts.js';

/** A format as it is listed. */
export interface ListedFormat {
  readonly format: string;
  readonly mediaType: string;
  readonly fileName: string;
  readonly title: { readonly it: string; readonly en: string };
  readonly specification: string;
}

/** Answers exports of this server's log as files, while they are made. */
@Injectable()
export class Exporter {
  readonly #source: ExportSource;

  constructor(
    store: EventStore,
    lives: Lives,
    workflows: Workflows<LifeData>,
    ledger: Ledger,
    { origin }: PublicUrl,
  ) {
    this.#source = {
      ...{ store, lives, workflows, origin, documentFonts },
      leafOf: leavesIn(ledger),
    };
  }

  /** What there is of a cycle, or of a zone. */
  formats(scope: ExportScope): readonly ListedFormat[] {
    return Object.entries<ExportFormat>(exportFormats)
      .filter(([, { ofZones }]) => scope.zone === undefined || ofZones)
      .map(([format, { mediaType, title, specification, ending }]) => ({
        ...{ format, mediaType, fileName: exportFileName(scope, ending), title, specification },
      }));
  }

  /** @throws Problem request-invalid for a format that there is not */
  formatOf(name: string, scope: ExportScope): ExportFormatName {
    const names = this.formats(scope).map(({ format }) => format);
    if (isExportFormat(name) && names.includes(name)) return name;
    throw invalidRequest([
      {
        field: 'format',
        it: `deve essere uno di questi: ${names.join(', ')}`,
        en: `must be one of ${names.join(', ')}`,
      },
    ]);
  }

  /** The export as it is made, for whoever sees to the rest. @throws what `exported` throws */
  pieces(name: ExportFormatName, request: ExportRequest): AsyncGenerator<Uint8Array> {
    return exported(this.#source, name, request);
  }

  /**
   * The export, of which the first piece is made: what cannot be read from the beginning is a problem, not half a
   * file. @throws Problem definition-altered; StoreUnavailable
   */
  async file(
    name: ExportFormatName,
    request: ExportRequest,
    reply: FastifyReply,
  ): Promise<StreamableFile> {
    const { mediaType, ending } = exportFormats[name];
    const pieces = exported(this.#source, name, request);
    const first = await firstOf(pieces);
    reply.header('content-type', mediaType);
    const file = exportFileName(request.scope, ending, request.at);
    reply.header('content-disposition', `attachment; filename="${file}"`);
    const stream = Readable.from(whole(first, pieces), { objectMode: false });
    // Also where nobody has begun to read, or nobody reads to the end.
    stream.once('close', () => void pieces.return(undefined));
    return new StreamableFile(stream);
  }
}

function leavesIn(ledger: Ledger): ExportSource['leafOf'] {
  return (eventId) => {
    const leaf = ledger.leafOf(eventId);
    return leaf && { index: leaf.index, hash: Buffer.from(leaf.hash).toString('hex') };
  };
}

/** What a file of an export is called. Ids of cycles and zones are letters, digits and hyphens. */
export function exportFileName(
  { cycleId, zone }: ExportScope,
  ending: string,
  at?: string,
): string {
  const until = at === undefined ? '' : `-al-${at.replaceAll(/[-:.]/g, '')}`;
  return `${cycleId ?? zone}${until}.${ending}`;
}

type Pieces = AsyncGenerator<Uint8Array>;

async function firstOf(pieces: Pieces): Promise<IteratorResult<Uint8Array>> {
  try {
    return await pieces.next();
  } catch (error) {
    if (error instanceof AlteredDefinition || error instanceof UnknownDefinition) {
      throw apiProblem('definition-altered', {}, error);
    }
    throw error;
  }
}

async function* whole(first: IteratorResult<Uint8Array>, rest: Pieces): Pieces {
  if (first.done !== true) yield first.value;
  yield* rest;
}
