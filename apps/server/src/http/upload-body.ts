import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { Busboy, type BusboyFileStream, type BusboyInstance } from '@fastify/busboy';
import type { FastifyRequest } from 'fastify';
import { piecesOf } from './file-body.js';
import { MAX_FORM_BYTES } from './form-body.js';
import { httpProblem } from './http-problems.js';

/** How a browser sends a form that brings a file (RFC 7578). */
export const UPLOAD_MEDIA_TYPE = 'multipart/form-data';

/** Files at most in one form: no form of ours has as many. */
const MOST_FILES = 60;
const MOST_FIELDS = 2_000;
/** What goes around each part: its headers and the boundary. */
const AROUND_A_PART = 1_024;

/** Whether a form that brings a file may be sent to the route of a request. */
export function takesUpload({ routeOptions }: FastifyRequest): boolean {
  return (routeOptions.config as { readonly takesUpload?: boolean }).takesUpload === true;
}

/** A file that came with a form. */
export interface UploadedFile {
  /** The name of the field. */
  readonly field: string;
  /** What it was called where it comes from, without its folders. */
  readonly fileName: string;
  readonly size: number;
  /** SHA-256, 64 hexadecimal digits. */
  readonly sha256: string;
  /** What is in it. */
  readonly bytes: Buffer;
}

/** A form that brought files. A field for a file in which nobody chose one brings none. */
export interface Upload<File = UploadedFile> {
  readonly form: URLSearchParams;
  readonly files: readonly File[];
}

/** A file on its way: the name of its field, and what it was called where it comes from, without its folders. */
export type ComingFile = Pick<UploadedFile, 'field' | 'fileName'>;

/** The bytes of a file on its way, as far as one may be long: `truncated` once it is known to be longer. */
export type ComingStream = Readable & { readonly truncated: boolean };

/** How a file is read while the form comes in. What it leaves of it is let pass. */
export type ReadsFile<File> = (coming: ComingFile, stream: ComingStream) => Promise<File>;

/** How much is read of a form that brings files, in bytes. */
export interface UploadLimits {
  /** Of each file; what is over is not there to be read. */
  readonly fileBytes: number;
  /** Of all that is sent. Default: of one file, and a form around it. */
  readonly bodyBytes?: number;
}

/**
 * Reads a form that brings files, within limits, once it is known who sends it.
 * @param read default into memory, no longer than allowed; nothing of it is written to a disk
 * @throws Problem file-too-large, body-too-large, media-type-unsupported, request-interrupted, request-malformed;
 * whatever `read` throws
 */
export function readUpload(request: FastifyRequest, limits: UploadLimits): Promise<Upload>;
export function readUpload<File>(
  request: FastifyRequest,
  limits: UploadLimits,
  read: ReadsFile<File>,
): Promise<Upload<File>>;
export async function readUpload(
  { body, headers }: FastifyRequest,
  limits: UploadLimits,
  read: ReadsFile<unknown> = inMemory,
): Promise<Upload<unknown>> {
  const type = headers['content-type'];
  if (!(body instanceof Readable) || type === undefined) {
    throw httpProblem('media-type-unsupported');
  }
  const { fileBytes, bodyBytes = fileBytes + MAX_FORM_BYTES + MOST_FILES * AROUND_A_PART } = limits;
  const parser = parserOf({ ...headers, 'content-type': type }, fileBytes);
  const form = new URLSearchParams();
  const files: Promise<{ readonly file: unknown } | undefined>[] = [];
  const streams: Readable[] = [];
  let typed = 0;
  parser.on('field', (name, value, isNameCut, isValueCut) => {
    typed += name.length + value.length;
    if (isNameCut || isValueCut || typed > MAX_FORM_BYTES)
      parser.destroy(httpProblem('body-too-large'));
    else form.append(name, value);
  });
  parser.on('file', (field, stream, fileName) => {
    streams.push(stream);
    // Whoever reads it hears of it.
    stream.on('error', () => undefined);
    const file = fileOf({ field, fileName: plainName(fileName) }, stream, read);
    // Whoever waits for them all hears of it; until then nobody does.
    file.catch(() => undefined);
    files.push(file);
  });
  for (const limit of ['partsLimit', 'filesLimit', 'fieldsLimit'] as const) {
    parser.on(limit, () => {
      parser.destroy(httpProblem('body-too-large'));
    });
  }
  try {
    await parsed(body, parser, bodyBytes);
  } catch (error) {
    // Whoever still reads one of them waits for what does not come any more.
    for (const stream of streams) stream.destroy(httpProblem('request-interrupted'));
    await Promise.allSettled(files);
    throw error;
  }
  const all = await Promise.all(files);
  return { form, files: all.flatMap((each) => (each ? [each.file] : [])) };
}

function parserOf(
  headers: FastifyRequest['headers'] & { readonly 'content-type': string },
  fileBytes: number,
): BusboyInstance {
  try {
    return new Busboy({
      headers,
      limits: {
        ...{ fieldNameSize: 200, fieldSize: MAX_FORM_BYTES, fields: MOST_FIELDS },
        ...{ fileSize: fileBytes, files: MOST_FILES, headerPairs: 20, headerSize: 8_192 },
      },
    });
  } catch (cause) {
    // It says no boundary, or is no form at all.
    throw httpProblem('media-type-unsupported', { cause });
  }
}

/** Lets the body pass through the parser. What is over a limit goes by, so that the sender can read the answer. */
function parsed(body: Readable, parser: BusboyInstance, mostBytes: number): Promise<void> {
  return new Promise((resolve, reject) => {
    let bytes = 0;
    const end = (problem: Error): void => {
      body.unpipe(parser);
      body.resume();
      reject(problem);
    };
    body.on('data', (piece: Buffer) => {
      bytes += piece.length;
      if (bytes > mostBytes) end(httpProblem('file-too-large'));
    });
    body.once('error', (cause) => {
      end(httpProblem('request-interrupted', { cause }));
    });
    body.once('close', () => {
      if (!body.readableEnded) end(httpProblem('request-interrupted'));
    });
    parser.once('error', (cause: Error) => {
      end(cause.name === 'Problem' ? cause : httpProblem('request-malformed', { cause }));
    });
    parser.once('finish', () => {
      resolve();
    });
    body.pipe(parser);
  });
}

/** @returns undefined where no file was chosen @throws whatever `read` throws */
async function fileOf(
  coming: ComingFile,
  stream: BusboyFileStream,
  read: ReadsFile<unknown>,
): Promise<{ readonly file: unknown } | undefined> {
  try {
    // A browser sends an empty file without a name where nobody chose one.
    if (coming.fileName === '') return undefined;
    return { file: await read(coming, stream) };
  } finally {
    stream.resume();
  }
}

/** @throws Problem file-too-large */
async function inMemory(coming: ComingFile, stream: ComingStream): Promise<UploadedFile> {
  const hash = createHash('sha256');
  const pieces: Uint8Array[] = [];
  for await (const piece of piecesOf(stream)) {
    hash.update(piece);
    pieces.push(piece);
  }
  if (stream.truncated) throw httpProblem('file-too-large');
  const bytes = Buffer.concat(pieces);
  return { ...coming, size: bytes.length, sha256: hash.digest('hex'), bytes };
}

/** The last part of a name, whichever way its folders are divided; without what nobody can see. */
function plainName(name: string | undefined): string {
  const [last = ''] = (name ?? '').split(/[\\/]/).slice(-1);
  return last
    .replaceAll(/[\p{Cc}\p{Cf}\p{Cs}]/gu, '')
    .trim()
    .slice(-200);
}
