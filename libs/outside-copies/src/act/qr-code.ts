import qrcode from 'qrcode-generator';

/** Light modules around the code, without which no reader finds it (ISO/IEC 18004). */
const QUIET = 4;
/** Bytes of the largest code at this level of correction. */
export const MAX_QR_BYTES = 2_331;

/** A text as a QR code, as SVG, one unit for each module: a fifth of it may be soiled and it is still read. */
export function qrCodeSvg(text: string, title: string): string {
  const bytes = Buffer.from(text);
  if (bytes.length > MAX_QR_BYTES) throw new RangeError(`${bytes.length} bytes fit into no code`);
  const code = qrcode(0, 'M');
  // A character for each byte: the library takes what it is given for Latin-1.
  code.addData(bytes.toString('latin1'), 'Byte');
  code.make();
  const size = code.getModuleCount();
  const rows: string[] = [];
  for (let row = 0; row < size; row++)
    for (let column = 0; column < size; column++)
      if (code.isDark(row, column)) rows.push(`M${column + QUIET},${row + QUIET}h1v1h-1z`);
  const side = size + 2 * QUIET;
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${side} ${side}" shape-rendering="crispEdges" role="img">` +
    `<title>${escaped(title)}</title><rect width="${side}" height="${side}" fill="#fff"/>` +
    `<path d="${rows.join('')}" fill="#000"/></svg>`
  );
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}
