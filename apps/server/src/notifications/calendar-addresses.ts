/** The address of a personal calendar; where nobody has said where people open Traccia, without the host. */
export const addressOfFeed = (origin: string, secret: string): string =>
  `${origin}/calendar/${secret}.ics`;

/** Where a person looks at the deadlines of a cycle; undefined where nobody has said where people open Traccia. */
export const addressOfAgenda = (origin: string): ((cycleId: string) => string) | undefined =>
  origin === '' ? undefined : (cycleId) => `${origin}/scadenze?ciclo=${cycleId}`;
