import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { Person } from '#people';
import { attachmentProblem } from '../../attachments/attachment-problems.js';
import { AttachmentsDesk } from '../../attachments/attachments-desk.js';
import { mustBeThere, piecesOf } from '../../http/file-body.js';
import { formOf } from '../../http/form-body.js';
import { Problem } from '../../http/problem.js';
import { readUpload, type ComingFile, type ComingStream } from '../../http/upload-body.js';

/** What stands before the name of a fingerprint in the name of the field for the file itself. */
export const FILE_OF = 'documento:';

/**
 * Bytes: as much as a signed deliberation with its scans. Of a file that is longer than this, and than what is kept,
 * not even the fingerprint is worked out.
 */
const LONG_FILE_BYTES = 50 * 1_024 * 1_024;

/** As many of the longest files are let pass, so that whoever sent too much has what they typed all the same. */
const MOST_LONG_FILES = 20;

/** What became of a file that came with a form, or that was chosen and did not come. */
export interface BroughtFile {
  /** Of the field for its fingerprint. */
  readonly name: string;
  readonly fileName: string;
  /** Undefined where it is refused for its own sake, or could not be looked at. */
  readonly sha256: string | undefined;
  /** Why it is not kept. */
  readonly problem: Problem | undefined;
  /** Whether it is named all the same, by a fingerprint without a file. */
  readonly isNamed: boolean;
}

/** A form, and what became of the files that it brought. */
export interface FormWithFiles {
  readonly form: URLSearchParams;
  readonly files: readonly BroughtFile[];
}

/** For whom and for what a form is sent. */
interface Sent {
  readonly person: Person;
  readonly cycleId: string;
  readonly onBehalfOf?: string | undefined;
}

/** What is not kept here can be named all the same: it is kept elsewhere. */
const namedAllTheSame: readonly string[] = [
  ...['attachment-too-large', 'attachment-type-unsupported'],
  ...['not-allowed', 'cycle-not-found', 'token-out-of-scope'],
];

/** Reads forms that bring the files of documents, and keeps those of whoever may bring them. */
@Injectable()
export class FormsWithFiles {
  constructor(private readonly desk: AttachmentsDesk) {}

  /**
   * The form that a request brings; with the files it brings, their fingerprints stand in the fields for them, and a
   * title that was left empty is what the file is called. A form that comes without the files that were chosen in it,
   * since it was sent by another button than that for files, says so of each.
   * @throws Problem attachment-too-large, body-too-large, media-type-unsupported, request-interrupted,
   * request-malformed
   */
  async read(request: FastifyRequest, sent: Sent): Promise<FormWithFiles> {
    if (request.body instanceof URLSearchParams) {
      const form = formOf(request);
      return { form, files: leftBehind(form) };
    }
    const denied = await this.#deniedTo(sent);
    const fileBytes = Math.max(LONG_FILE_BYTES, this.desk.mostBytes);
    const limits = { fileBytes, bodyBytes: MOST_LONG_FILES * fileBytes };
    const { form, files } = await readUpload(request, limits, (coming, stream) =>
      this.#brought(coming, stream, { ...sent, mustGoOn: mustBeThere(request) }, denied),
    ).catch((error: unknown) => {
      // That of an import says how much is allowed there.
      const isTooLarge = error instanceof Problem && error.code === 'file-too-large';
      throw isTooLarge ? this.desk.tooLarge() : error;
    });
    for (const { name, sha256, fileName } of files) {
      if (sha256 !== undefined) fillIn(form, name, { sha256, fileName });
    }
    return { form, files };
  }

  /** Why somebody may bring no file; undefined where they may. */
  async #deniedTo({ person, cycleId, onBehalfOf }: Sent): Promise<Problem | undefined> {
    try {
      await this.desk.mustBring(person, cycleId, onBehalfOf);
      return undefined;
    } catch (error) {
      if (error instanceof Problem && error.status < 500) return error;
      throw error;
    }
  }

  async #brought(
    { field, fileName }: ComingFile,
    stream: ComingStream,
    { person, cycleId, mustGoOn }: Sent & { readonly mustGoOn: () => void },
    denied: Problem | undefined,
  ): Promise<BroughtFile> {
    const name = field.slice(FILE_OF.length);
    const hash = createHash('sha256');
    const { desk } = this;
    const hashed = async function* (): AsyncGenerator<Uint8Array> {
      for await (const piece of piecesOf(stream)) {
        hash.update(piece);
        yield piece;
      }
      // Before a part of it is kept as if it were all.
      if (stream.truncated) throw desk.tooLarge();
    };
    try {
      if (denied) throw denied;
      const { sha256 } = await desk.keep(hashed(), {
        ...{ name: fileName, person, cycleId, mustGoOn },
      });
      return { name, fileName, sha256, problem: undefined, isNamed: false };
    } catch (problem) {
      if (!(problem instanceof Problem) || problem.code === 'request-interrupted') throw problem;
      if (!namedAllTheSame.includes(problem.code)) {
        return { name, fileName, sha256: undefined, problem, isNamed: false };
      }
      for await (const piece of piecesOf(stream)) hash.update(piece);
      // The fingerprint of a part is that of another file.
      if (stream.truncated) return { name, fileName, sha256: undefined, problem, isNamed: false };
      return { name, fileName, sha256: hash.digest('hex'), problem, isNamed: true };
    }
  }
}

/** The files that were chosen in a form which brought their names alone (HTML, form submission). */
function leftBehind(form: URLSearchParams): readonly BroughtFile[] {
  return [...form]
    .filter(([name, fileName]) => name.startsWith(FILE_OF) && fileName !== '')
    .map(([name, fileName]) => ({
      name: name.slice(FILE_OF.length),
      ...{ fileName, sha256: undefined, isNamed: false },
      problem: attachmentProblem('attachment-not-sent', { file: fileName }),
    }));
}

/** @param name of a field of its own, or of a row of several that are all called the same: `attachments.0.sha256` */
function fillIn(
  form: URLSearchParams,
  name: string,
  { sha256, fileName }: { readonly sha256: string; readonly fileName: string },
): void {
  const title = name.replace(/[^.]+$/, 'title');
  put(form, name, sha256);
  if (valueAt(form, title)?.trim() === '') put(form, title, fileName.slice(0, MOST_TITLE));
}

/** Characters of a title, everywhere at least. */
const MOST_TITLE = 200;

/** The name that the fields of all rows have, and which of them it is; undefined for a field of its own. */
function rowOf(name: string): { readonly shared: string; readonly index: number } | undefined {
  const [, list = '', index = '', column = ''] = /^(\w+)\.(\d{1,3})\.(\w+)$/.exec(name) ?? [];
  return list === '' ? undefined : { shared: `${list}.${column}`, index: Number(index) };
}

function valueAt(form: URLSearchParams, name: string): string | undefined {
  const row = rowOf(name);
  if (form.has(name) || !row) return form.get(name) ?? undefined;
  return form.getAll(row.shared)[row.index];
}

function put(form: URLSearchParams, name: string, value: string): void {
  const row = rowOf(name);
  if (form.has(name)) form.set(name, value);
  else if (row) {
    const values = form.getAll(row.shared);
    if (row.index >= values.length) return;
    form.delete(row.shared);
    for (const [index, each] of values.entries()) {
      form.append(row.shared, index === row.index ? value : each);
    }
  }
}
