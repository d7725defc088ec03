/** The pages that each yearly programme has, after its own address. */
const pagesOfYear = [
  ...['schede', 'verifica', 'approvazione', 'partecipazione', 'contributi', 'copertura'],
  ...['coprogrammazione', 'monitoraggio', 'rendiconto', 'storico', 'diagramma', 'calendario'],
];

/** Which page of a yearly programme is asked for; undefined for its first, and for what not every year has. */
export function pageOfYear(asked: unknown): string | undefined {
  return pagesOfYear.find((page) => page === asked);
}

/**
 * Where the years are chosen from a page of one of them: each leads to the same page of its own, or to the one above,
 * where what one looks at is not there in another year.
 */
export function otherYearsAddress(path: string): string {
  const [, section] = /^\/cicli\/[^/?]+\/([^/?]+)/.exec(path) ?? [];
  const page = pageOfYear(section);
  return page === undefined ? '/cicli' : `/cicli?pagina=${page}`;
}
