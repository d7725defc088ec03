/**
 * The id under which an organ, which facts name in words, is known in the directory and has its mailbox:
 * `Conferenza zonale integrata` is `conferenza-zonale-integrata`. Undefined where nothing is left of it.
 */
export function bodyId(name: string): string | undefined {
  const id = name
    .normalize('NFKD')
    .replace(/\p{Mark}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 63)
    .replace(/^-|-$/g, '');
  return id === '' ? undefined : id;
}
