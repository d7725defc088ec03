/**
 * How OOXML writes, in a text, what XML cannot hold or would change: `_x000D_` for a carriage return, and
 * `_x005F_` for an underscore that would make other text look like that (ECMA-376, ST_Xstring).
 */
const escape = /_x([0-9A-Fa-f]{4})_/g;

export function unescaped(text: string): string {
  return text.replace(escape, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
}

export function escaped(text: string): string {
  return text.replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_').replace(/\r/g, '_x000D_');
}
