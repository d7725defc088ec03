import type { ChosenWhose } from './whose-agenda.js';

/** The address of a view of the agenda, with whatever is chosen. */
export function agendaAddress(
  query: Readonly<Record<string, string | undefined>> & Partial<ChosenWhose>,
): string {
  const said = Object.entries(query).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value] satisfies [string, string]],
  );
  return said.length === 0 ? '/scadenze' : `/scadenze?${new URLSearchParams(said).toString()}`;
}

/** Where a deadline, a meeting or a sitting is to be had as a file for a calendar. */
export function calendarFileAddress({
  cycleId,
  kind,
  id,
}: {
  readonly cycleId: string;
  readonly kind: 'deadline' | 'meeting' | 'session';
  readonly id: string;
}): string {
  return `/api/v1/cycles/${cycleId}/${kind}s/${encodeURIComponent(id)}/calendar`;
}
