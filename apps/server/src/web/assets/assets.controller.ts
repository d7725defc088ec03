import { Controller, Get, Param, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { httpProblem } from '../../http/http-problems.js';
import { Public } from '../../http/public.js';
import { readAssets } from './assets.js';

/** Serves the files of the pages: each address means the same bytes for ever. */
@Public()
@Controller('static')
export class AssetsController {
  readonly #assets = readAssets();

  /** @throws Problem not-found */
  @Get(':file')
  async asset(
    @Param('file') file: string,
    @Req() { headers }: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const asset = this.#assets.get(file);
    if (asset === undefined) throw httpProblem('not-found');
    const { bytes, brotli, mediaType } = asset;
    const takesBrotli = brotli !== undefined && /\bbr\b/.test(String(headers['accept-encoding']));
    reply.raw.removeHeader('cache-control');
    await reply
      .headers({
        'content-type': mediaType,
        'cache-control': 'public, max-age=31536000, immutable',
        ...(brotli && { vary: 'accept-encoding' }),
        ...(takesBrotli && { 'content-encoding': 'br' }),
      })
      .send(Buffer.from(takesBrotli ? brotli : bytes));
  }
}
