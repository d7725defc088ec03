import { setImmediate } from 'node:timers/promises';
import { exportFormats, type ExportFormat, type ExportFormatName } from './export-formats.js';
import { exportedFacts } from './exported-facts.js';
import type { ExportRequest, ExportSource } from './export-source.js';

/** Small pieces go out together. */
const PIECE_BYTES = 64 * 1024;

/**
 * An export, piece by piece as it is made: it never stands in memory as a whole, and whoever stops reading stops it. The
 * same log gives the same bytes, at the same origin.
 * @throws StoreUnavailable, UnknownDefinition, AlteredDefinition, FactNotAccepted; RangeError where there is no such
 * export of a zone
 */
export async function* exported(
  source: ExportSource,
  name: ExportFormatName,
  request: ExportRequest,
): AsyncGenerator<Uint8Array> {
  const format: ExportFormat = exportFormats[name];
  if (request.scope.zone !== undefined && !format.ofZones) {
    throw new RangeError(`There is no ${name} of a zone`);
  }
  const terms = { ...request, origin: source.origin, source };
  let pieces: Uint8Array[] = [];
  let bytes = 0;
  for await (const piece of format.write(exportedFacts(source, request), terms)) {
    const bytesOfPiece = typeof piece === 'string' ? Buffer.from(piece) : piece;
    pieces.push(bytesOfPiece);
    bytes += bytesOfPiece.length;
    if (bytes < PIECE_BYTES) continue;
    yield Buffer.concat(pieces);
    pieces = [];
    bytes = 0;
    // A format that is read off a file waits for nothing: others are let in between.
    await setImmediate();
  }
  if (bytes > 0) yield Buffer.concat(pieces);
}
