import type { NoticeRow } from '#planning';

/** Notices of a list, gathered by what they are about: each thread where its first stands. */
export function threadsIn<Told extends { readonly notice: Pick<NoticeRow, 'cycleId' | 'about'> }>(
  told: readonly Told[],
): readonly (readonly [Told, ...Told[]])[] {
  const threads = Map.groupBy(told, ({ notice: { cycleId, about } }) =>
    JSON.stringify([cycleId, about.kind, about.id]),
  );
  return [...threads.values()].flatMap(([first, ...others]) =>
    first === undefined ? [] : [[first, ...others] as const],
  );
}
