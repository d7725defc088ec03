import type { CycleLife } from '#planning';

type Meeting = Readonly<CycleLife['data']['meetings'][string]>;

/** A document that was shown at a meeting. */
export type Material = NonNullable<Meeting['materials']>[number];

/** A document that was shown at meetings, and at which: the same fingerprint is the same document. */
export interface SharedMaterial {
  readonly material: Material;
  readonly meetings: readonly Meeting[];
}

/**
 * What was shown at meetings, each document once, as it was called first.
 * @param but not at this meeting
 */
export function materialsElsewhere(
  meetings: Readonly<Record<string, Meeting>>,
  but?: string,
): readonly SharedMaterial[] {
  const shown = Object.values(meetings)
    .filter(({ meetingId }) => meetingId !== but)
    .flatMap((meeting) => (meeting.materials ?? []).map((material) => ({ meeting, material })));
  return [...Map.groupBy(shown, ({ material }) => material.sha256).values()].flatMap((same) =>
    same.slice(0, 1).map(({ material }) => ({
      material,
      meetings: same.map(({ meeting }) => meeting),
    })),
  );
}
