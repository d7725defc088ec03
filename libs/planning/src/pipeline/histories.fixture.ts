import fc from 'fast-check';
import type { Role } from '#people';
import type { CycleLife, Verb } from '../command/verb.js';
import { categories, codes, outcomes } from '../value-sets.js';
import { verbByName, verbs } from '../verbs.js';

/** What somebody asks in a history, before it is known how the cycle will stand by then. */
export interface Step {
  /** Usually the history goes on by its next usual step; else this verb is asked, by whoever it may be. */
  readonly usual: boolean;
  readonly verb: Verb;
  readonly by: Somebody;
  /** Which of the plausible bodies; made of the life as it stands. */
  readonly dice: number;
  readonly other: boolean;
  readonly days: number;
  readonly occurred: 'today' | 'yesterday' | 'long-ago' | 'tomorrow';
  readonly lateReason: boolean;
  readonly reason: boolean;
  readonly ifMatch: 'right' | 'stale' | 'none';
}

/** Somebody who acts in a history. */
export interface Somebody {
  readonly role: Role;
  readonly personId: string;
  readonly unitId?: string;
  readonly stranger?: boolean;
}

const people: readonly Somebody[] = [
  { role: 'UPc', personId: 'coordinatore', unitId: 'ufficio' },
  { role: 'UPo', personId: 'operatore', unitId: 'ufficio' },
  { role: 'UPo', personId: 'responsabile-anziani', unitId: 'anziani' }, // a head who also checks
  { role: 'UH', personId: 'responsabile-anziani', unitId: 'anziani' },
  { role: 'UH', personId: 'responsabile-minori', unitId: 'minori' },
  { role: 'RF', personId: 'referente-anziani', unitId: 'anziani' },
  { role: 'DIR', personId: 'direttore' },
  { role: 'SEG', personId: 'segreteria' },
  { role: 'ETS', personId: 'consulta' },
  { role: 'AUD', personId: 'revisore' },
  { role: 'ADM', personId: 'sistemista' },
  { role: 'UPc', personId: 'di-altra-zona', stranger: true },
];

/** Histories of so many steps. */
export const histories = (length: number): fc.Arbitrary<readonly Step[]> =>
  fc.array(
    fc.record({
      usual: fc.nat(9).map((number) => number < 6),
      verb: fc.constantFrom(...verbs),
      by: fc.constantFrom(...people),
      dice: fc.nat(0x7fff_ffff),
      other: fc.nat(14).map((number) => number === 0),
      days: fc.constantFrom(0, 0, 0, 1, 2, -1),
      occurred: fc.constantFrom(
        'today',
        'today',
        'today',
        'yesterday',
        'long-ago',
        'tomorrow',
      ),
      lateReason: fc.boolean(),
      reason: fc.nat(9).map((number) => number > 0),
      ifMatch: fc.constantFrom('right', 'right', 'right', 'stale', 'none'),
    }),
    { minLength: length, maxLength: length },
  );

/** The usual way of a year, from its draft to its vote, with who goes it. */
export const usualYear: readonly (readonly [string, Somebody])[] = [
  ['draft-cycle', people[0]!],
  ['open-cycle', people[0]!],
  ['hold-kickoff', people[0]!],
];
