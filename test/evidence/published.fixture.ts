import { once } from 'node:events';
import { createReadStream, existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { tarOf } from '#evidence';

/** How a server answers for one path, instead of giving the file. */
export type Answer = (response: ServerResponse, file: string) => void;

/** A server that has the files of a folder, and their archive at `/all.tar`, as anybody could publish them. */
export class Publisher {
  /** By path, as `/tile/0/000`: what it does otherwise. */
  readonly otherwise = new Map<string, Answer>();
  /** What it was asked for. */
  readonly asked: { readonly path: string; readonly authorization: string | undefined }[] = [];
  readonly #server = createServer((request, response) => void this.#answer(request, response));

  constructor(public folder: string) {}

  /** @returns its address, without a slash at its end */
  async listen(): Promise<string> {
    this.#server.listen(0, '127.0.0.1');
    await once(this.#server, 'listening');
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  async leave(): Promise<void> {
    const closed = once(this.#server, 'close');
    this.#server.close();
    this.#server.closeAllConnections();
    await closed;
  }

  /** The whole folder as one archive. */
  async archive(): Promise<Buffer> {
    const files = readdirSync(this.folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map(({ parentPath, name }) => join(parentPath, name))
      .map((file) => ({ path: file.slice(this.folder.length + 1), bytes: statSync(file).size }));
    const pieces: Uint8Array[] = [];
    for await (const piece of tarOf(this.folder, files)) pieces.push(piece);
    return Buffer.concat(pieces);
  }

  async #answer({ url = '/', headers }: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = decodeURI(url.replace(/\?.*$/, ''));
    this.asked.push({ path, authorization: headers.authorization });
    const file = join(this.folder, path);
    const answer = this.otherwise.get(path);
    if (answer) answer(response, file);
    else if (path === '/all.tar' || path === '/api/v1/evidence') response.end(await this.archive());
    else if (existsSync(file) && statSync(file).isFile()) createReadStream(file).pipe(response);
    else response.writeHead(404).end('none');
  }
}

/** Gives the file with one bit of its middle altered. */
export const altered: Answer = (response, file) => {
  const bytes = readFileSync(file);
  bytes[bytes.length >> 1]! ^= 1;
  response.end(bytes);
};

/** Says how long the file is, gives half of it and breaks off. */
export const brokenOff: Answer = (response, file) => {
  const bytes = readFileSync(file);
  response.writeHead(200, { 'content-length': bytes.length });
  response.write(bytes.subarray(0, bytes.length >> 1), () => response.destroy());
};

/** Gives half of the file and closes, as a server does that knows no lengths: nothing tells that more was to come. */
export const halfUnframed: Answer = (response, file) => {
  const bytes = readFileSync(file);
  response.useChunkedEncodingByDefault = false;
  response.write(bytes.subarray(0, bytes.length >> 1));
  response.end();
};

/** Never ends. */
export const endless: Answer = (response, file) => {
  const bytes = existsSync(file) ? readFileSync(file) : Buffer.alloc(0);
  response.write(bytes);
  const more = Buffer.alloc(1 << 20, 'a');
  const pour = (): void => {
    while (!response.destroyed && response.write(more));
    if (!response.destroyed) response.once('drain', pour);
  };
  pour();
};

/** Says yes, and then nothing more. */
export const silent: Answer = (response) => {
  response.writeHead(200, { 'content-length': 10 }).flushHeaders();
};

export const status =
  (code: number, headers: Readonly<Record<string, string>> = {}): Answer =>
  (response) =>
    response.writeHead(code, headers).end();
