import { deflateRawSync, crc32 } from 'node:zlib';

const header = (text: string): Buffer => Buffer.from(text, 'latin1');

/** The smallest files that begin as their kinds do. */
export const samples: Readonly<Record<string, Buffer>> = {
  'atto.pdf': header('%PDF-1.7\n%\u00e2\u00e3\u00cf\u00d3\n1 0 obj\n<<>>\nendobj\n%%EOF\n'),
  'pianta.png': Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'),
  'foto.jpg': Buffer.from('ffd8ffe000104a46494600010100', 'hex'),
  'atto.pdf.p7m': Buffer.concat([
    Buffer.from('3082010006092a864886f70d010702a0', 'hex'),
    Buffer.alloc(64, 1),
  ]),
  'verbale.txt': Buffer.from('Perché la commissione è d’accordo.\r\n', 'utf8'),
  'elenco.csv': Buffer.from('Codice;Titolo\r\nS-1;Anziani\r\n', 'utf8'),
  'relazione.odt': zip(
    { name: 'mimetype', text: 'application/vnd.oasis.opendocument.text', isPacked: false },
    { name: 'content.xml', text: '<x/>' },
  ),
  'conti.ods': zip(
    { name: 'mimetype', text: 'application/vnd.oasis.opendocument.spreadsheet', isPacked: false },
    { name: 'content.xml', text: '<x/>' },
  ),
  'relazione.docx': zip(
    { name: '[Content_Types].xml', text: '<Types/>' },
    { name: 'word/document.xml', text: '<x/>' },
  ),
  'conti.xlsx': zip(
    { name: '[Content_Types].xml', text: '<Types/>' },
    { name: 'xl/workbook.xml', text: '<x/>' },
  ),
};

/** Files of kinds that are not kept, whatever they are called. */
export const unwanted: Readonly<Record<string, Buffer>> = {
  'programma.pdf': header('MZ\u0090\0\u0003\0\0\0'),
  'programma.txt': Buffer.from('7f454c4602010100', 'hex'),
  'archivio.docx': zip({ name: 'nota.txt', text: 'ciao' }),
  'guasto.docx': Buffer.from('504b0304ffffffffffff', 'hex'),
  'con-macro.docx': zip(
    { name: '[Content_Types].xml', text: '<Types/>' },
    { name: 'word/document.xml', text: '<x/>' },
    { name: 'word/vbaProject.bin', text: 'Sub' },
  ),
  'con-macro.odt': zip(
    { name: 'mimetype', text: 'application/vnd.oasis.opendocument.text', isPacked: false },
    { name: 'content.xml', text: '<x/>' },
    { name: 'Basic/Standard/Module1.xml', text: '<script:module/>' },
  ),
  'con-script.ods': zip(
    { name: 'mimetype', text: 'application/vnd.oasis.opendocument.spreadsheet', isPacked: false },
    { name: 'content.xml', text: '<x/>' },
    { name: 'Scripts/python/macro.py', text: 'def run(): pass' },
  ),
  'oggetto-con-macro.odt': zip(
    { name: 'mimetype', text: 'application/vnd.oasis.opendocument.text', isPacked: false },
    { name: 'content.xml', text: '<x/>' },
    { name: 'Object 1/Basic/Standard/Module1.xml', text: '<script:module/>' },
  ),
  // Its first entry is that of a document, and the rest of it cannot be read.
  'tronco.odt': zip(
    { name: 'mimetype', text: 'application/vnd.oasis.opendocument.text', isPacked: false },
    { name: 'content.xml', text: '<x/>' },
  ).subarray(0, 120),
  'vecchio.doc': Buffer.from('d0cf11e0a1b11ae1', 'hex'),
};

interface ZipEntry {
  readonly name: string;
  readonly text: string;
  readonly isPacked?: boolean;
}

/** An archive as PKWARE's APPNOTE describes it. */
function zip(...entries: readonly ZipEntry[]): Buffer {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let at = 0;
  for (const { name, text, isPacked = true } of entries) {
    const plain = Buffer.from(text);
    const packed = isPacked ? deflateRawSync(plain) : plain;
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt16LE(isPacked ? 8 : 0, 4);
    common.writeUInt32LE(crc32(plain), 10);
    common.writeUInt32LE(packed.length, 14);
    common.writeUInt32LE(plain.length, 18);
    common.writeUInt16LE(name.length, 22);
    const local = Buffer.concat([Buffer.from('504b0304', 'hex'), common, header(name), packed]);
    const rest = Buffer.alloc(14);
    rest.writeUInt32LE(at, 10);
    directory.push(Buffer.concat([Buffer.from('504b01021400', 'hex'), common, rest, header(name)]));
    parts.push(local);
    at += local.length;
  }
  const listed = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(listed.length, 12);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...parts, listed, end]);
}
