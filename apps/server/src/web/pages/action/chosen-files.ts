import type { FastifyRequest } from 'fastify';
import { formOf } from '../../../http/form-body.js';
import { readUpload } from '../../../http/upload-body.js';

/** What stands before the name of a fingerprint in the name of the field for the document itself. */
export const FILE_OF = 'documento:';

/** The name of the button that only works fingerprints out. */
export const WORK_OUT = 'calcola';

/** As much as a signed deliberation with its scans; what is over is not read. */
const MOST_BYTES = 50 * 1_024 * 1_024;

/**
 * The form a request brings. Where it brings documents, their fingerprints stand in the fields for them, and a title that
 * was left empty is what the document is called. The documents themselves are read and not kept.
 * @throws Problem file-too-large, body-too-large, media-type-unsupported, request-interrupted, request-malformed
 */
export async function formWithFingerprints(request: FastifyRequest): Promise<URLSearchParams> {
  if (request.body instanceof URLSearchParams) return formOf(request);
  const { form, files } = await readUpload(request, { fileBytes: MOST_BYTES, keep: false });
  for (const { field, fileName, sha256 } of files) {
    const name = field.slice(FILE_OF.length);
    if (!field.startsWith(FILE_OF) || !form.has(name)) continue;
    form.set(name, sha256);
    const title = name.replace(/[^.]+$/, 'title');
    if (form.get(title)?.trim() === '') form.set(title, fileName);
  }
  return form;
}
