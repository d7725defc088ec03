import type { Replaying } from '#evidence';

type Fact = Parameters<Replaying['next']>[0];

/** Where the facts of a stream stand in the ledger. It replays nothing, and says so. */
export class ToldFacts implements Replaying {
  /** The revision of each fact of the stream, by its place in the ledger. */
  readonly revisions = new Map<number, number>();

  constructor(private readonly stream: string) {}

  isDecision(): boolean {
    return false;
  }

  next({ stream, index, rev }: Fact): ReturnType<Replaying['next']> {
    if (stream === this.stream) this.revisions.set(index, rev);
    return [
      {
        ...{ where: stream, cannot: true as const },
        it: 'La rilettura delle regole la fanno «traccia verify» e la pagina verify.html del fascicolo.',
        en: 'The rules are read again by “traccia verify” and by verify.html of the bundle.',
      },
    ];
  }

  standings(): ReturnType<Replaying['standings']> {
    return [];
  }

  /** The revision of a fact by its place; of one that cannot be read, the one that is missing around it. */
  revisionAt(place: number): number | undefined {
    const known = this.revisions.get(place);
    if (known !== undefined) return known;
    const [before, after] = [...this.revisions].reduce<(number | undefined)[]>(
      ([former, latter], [index, revision]) =>
        index < place ? [revision, latter] : [former, latter ?? revision],
      [undefined, undefined],
    );
    const missing = (before ?? -1) + 1;
    return after === missing + 1 ? missing : undefined;
  }

  /** How many facts of the stream stand under a seal of so many. */
  under(size: number): number {
    return [...this.revisions.keys()].filter((index) => index < size).length;
  }
}
