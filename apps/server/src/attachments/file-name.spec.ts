import fc from 'fast-check';
import { savedAs } from './file-name.js';

/** What a browser reads: the name as it is, of the parameter that RFC 8187 describes. */
const nameIn = (header: string): string => {
  const [, encoded = ''] = /filename\*=UTF-8''(\S+)$/.exec(header) ?? [];
  return decodeURIComponent(encoded);
};

describe('The name under which a file is saved', () => {
  it.each([
    ['Delibera n. 12', 'Delibera n. 12.pdf'],
    ['Verbale.pdf', 'Verbale.pdf'],
    ['Verbale.PDF', 'Verbale.pdf'],
    ['Città di Livorno – «piano»', 'Città di Livorno – «piano».pdf'],
    ['../../etc/passwd', '-..-etc-passwd.pdf'],
    ['C:\\Windows\\x', 'C-Windows-x.pdf'],
    ['a\r\nSet-Cookie: b', 'a Set-Cookie- b.pdf'],
    ['fattura\u202Efdp.exe', 'fattura fdp.exe.pdf'],
    ['"virgolette"; x=y', '-virgolette-; x=y.pdf'],
    ['...', 'allegato.pdf'],
    ['', 'allegato.pdf'],
    ['x'.repeat(400), `${'x'.repeat(100)}.pdf`],
  ])('of %j is %j', (title, name) => {
    expect(nameIn(savedAs(title, 'pdf'))).toBe(name);
  });

  it('is one header, saved and not shown, with a name that names no folder, whatever somebody wrote', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (title) => {
        const header = savedAs(title, 'pdf');
        expect(header).toMatch(
          /^attachment; filename="[\w.-]+\.pdf"; filename\*=UTF-8''[\w.!#$&+^`|~%-]+\.pdf$/,
        );
        expect(nameIn(header)).not.toMatch(/[\p{Cc}\p{Cf}\\/:*?"<>|]/u);
        expect(nameIn(header).length).toBeLessThanOrEqual(104);
      }),
      { seed: 6266 },
    );
  });
});
