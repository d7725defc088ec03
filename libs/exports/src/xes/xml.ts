/**
 * A text as the value of an attribute of XML 1.0. Characters that XML cannot hold at all (controls, half surrogates)
 * become U+FFFD; line breaks and tabs are kept.
 */
export function attributeValue(text: string): string {
  return text
    .toWellFormed()
    .replaceAll(/[&<>"'\t\n\r]/g, (sign) => escapes[sign] ?? sign)
    .replaceAll(NOT_XML, '\ufffd');
}

const escapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
  '\t': '&#9;',
  '\n': '&#10;',
  '\r': '&#13;',
};

// eslint-disable-next-line no-control-regex -- control characters are what must go
const NOT_XML = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;
