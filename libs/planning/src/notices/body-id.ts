/**
 * The id under which a body that a fact names in words is known in the directory and has its mailbox:
 * `Comitato di partecipazione zonale` is `comitato-di-partecipazione-zonale`. Undefined where nothing is left of it.
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
