import {
  Controller,
  Get,
  Headers,
  HttpCode,
  Param,
  Post,
  Query,
  Req,
  Res,
  StreamableFile,
} from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { AntivirusState } from '#attachments';
import type { Person } from '#people';
import { onBehalfOf } from '../api/on-behalf-of.js';
import { AfterQuery, Checked } from '../api/query.js';
import { CurrentPerson } from '../http/current-person.js';
import { mustBeThere, streamedFile, TakesFile } from '../http/file-body.js';
import { ShowsPage } from '../web/shows-page.js';
import { attachmentProblem } from './attachment-problems.js';
import { AttachmentsDesk, type WantedFile } from './attachments-desk.js';
import { savedAs } from './file-name.js';

/** What became of a document that was sent. */
interface KeptAnswer {
  readonly sha256: string;
  readonly bytes: number;
  readonly mediaType: string;
  readonly antivirus: AntivirusState;
}

/** The bytes of the documents that a cycle or a register names. */
@Controller()
export class AttachmentsController {
  constructor(private readonly desk: AttachmentsDesk) {}

  /** Keeps the file that is the body; its name is in a header, since an address is written down in many places. */
  @Post('api/v1/cycles/:cycleId/attachments')
  @HttpCode(201)
  @TakesFile()
  async bring(
    @Param('cycleId') cycleId: string,
    @Headers('traccia-file-name') encoded: string | undefined,
    @Headers('on-behalf-of') delegator: string | undefined,
    @CurrentPerson() person: Person,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<KeptAnswer> {
    await this.desk.mustBring(person, cycleId, onBehalfOf(delegator).onBehalfOf);
    const name = nameIn(encoded);
    const { sha256, bytes, mediaType, antivirus } = await streamedFile(request, (stream) =>
      this.desk.keep(stream, { name, person, cycleId, mustGoOn: mustBeThere(request) }),
    );
    reply.header('location', `/api/v1/cycles/${cycleId}/attachments/${sha256}`);
    return { sha256, bytes, mediaType, antivirus };
  }

  @Get('api/v1/cycles/:cycleId/attachments/:sha256')
  async file(
    @Param('cycleId') cycleId: string,
    @Param('sha256') sha256: string,
    @Query(new Checked(AfterQuery)) { after }: AfterQuery,
    @CurrentPerson() person: Person,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<StreamableFile> {
    return this.#answer({ cycleId, sha256, person, after }, reply);
  }

  /** The same for people: what goes wrong is told on a page. */
  @Get('cicli/:cycleId/allegati/:sha256')
  @ShowsPage()
  async download(
    @Param('cycleId') cycleId: string,
    @Param('sha256') sha256: string,
    @CurrentPerson() person: Person,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<StreamableFile> {
    return this.#answer({ cycleId, sha256, person }, reply);
  }

  async #answer(
    { person, ...wanted }: WantedFile & { readonly person: Person },
    reply: FastifyReply,
  ): Promise<StreamableFile> {
    const opened = await this.desk.opened(person, wanted);
    const { bytes, type } = opened.kept;
    reply.headers({
      'content-type': type.mediaType,
      'content-length': bytes,
      'content-disposition': savedAs(opened.name, type.endings[0]),
      // Whoever shows it all the same shows it as if it came from nowhere, and lets it do nothing (CSP 3, sandbox).
      'content-security-policy': "default-src 'none'; sandbox; frame-ancestors 'none'",
      'cache-control': 'private, no-store',
    });
    return new StreamableFile(this.desk.bytes(opened));
  }
}

/** @throws Problem attachment-name-missing */
function nameIn(encoded: string | undefined): string {
  try {
    const name = decodeURIComponent(encoded ?? '').trim();
    if (name !== '' && name.length <= 300) return name;
  } catch {
    // No text in percent-encoding: told like none at all.
  }
  throw attachmentProblem('attachment-name-missing');
}
