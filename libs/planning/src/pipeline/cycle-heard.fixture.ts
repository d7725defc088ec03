import type { RecordedEvent } from '#event-store';
import type { Manifest } from '../approval/approval.facts.js';
import { handsOf } from '../command/hands.js';
import { cycleName } from '../cycle/cycle-id.js';
import type { Envelope } from '../envelope.js';
import type { DataOf } from '../planning-fact.js';
import type { Category } from '../value-sets.js';
import { sha256 } from './fingerprint.fixture.js';
import { OrganisationHeard } from './organisation-heard.fixture.js';
import { byRule } from './rule-broken.fixture.js';

interface SeenScheda {
  readonly code: string;
  content: Record<string, unknown>;
  version: number;
  /** The highest version it ever had: the next one is higher. */
  highest: number;
  unitId: string;
  head: string;
  authors: Set<string>;
  /** Checked, and neither returned, withdrawn nor approved since. */
  checked: boolean;
  /** The command it came in with, and whether anything was recorded about it since. */
  readonly cameWith: string;
  touched: boolean;
  /** As the organ approved it last. */
  approved?: Pick<SeenScheda, 'content' | 'version' | 'authors'>;
}

export interface SeenMeeting {
  categories: readonly Category[];
  minuted: boolean;
  /** The last day of observations that was announced. */
  observationsUntil?: string;
}

/** A plan, or one that is proposed, and its fingerprint. */
export interface Proposed {
  readonly manifest: Manifest;
  readonly hash: string;
}

/** A revision under way: what it takes up again, and what for. */
interface SeenRevision {
  readonly number: number;
  readonly scope: Map<string, 'amend' | 'drop'>;
}

/**
 * What was heard of a cycle so far, with nothing but its facts: no machine, no decision, no memory of the program.
 * The witnesses of its parts share it.
 */
export class CycleHeard {
  readonly given = new Set<string>();
  readonly schede = new Map<string, SeenScheda>();
  readonly meetings = new Map<string, SeenMeeting>();
  readonly exempted = new Set<Category>();
  /** The reminders that somebody sent and nobody took back, with when, in milliseconds since 1970 (UTC). */
  readonly reminders = new Map<string, number>();
  readonly deadlines = new Map<
    string,
    {
      readonly kind: string;
      readonly setOn: string;
      due: string;
      basis: string;
      readonly forUnits: Map<string, string>;
    }
  >();
  coProgramming: 'undecided' | 'not activated' | 'activated' | 'published' = 'undecided';
  fixes = '';
  manifest: Proposed | undefined;
  endorsed = '';
  convened = '';
  /** What the organ has approved: the plan, as soon as the revision is merged. */
  merged: Proposed | undefined;
  /** The plan in force, and its fingerprint. */
  plan: Proposed | undefined;
  revisions = 0;
  revision: SeenRevision | undefined;
  suspended: { readonly from: string; readonly deadlines: 'stop' | 'run' } | undefined;
  /** The command that took the cycle up again, and the days its deadlines get back. */
  resumed: { readonly commandId: string; readonly days: number } | undefined;
  closed = false;
  ended = false;
  procedure = '';
  readonly imports = new Map<
    string,
    { readonly sha256: string; readonly ids: readonly string[]; undone: boolean }
  >();
  readonly facts = new Map<string, RecordedEvent>();
  /** What a field says since it was corrected. */
  readonly corrected = new Map<string, string>();
  /** What the facts of one command have still to say. */
  readonly owed = new Set<string>();
  checkpoint: { readonly id: string; readonly heard: Set<string> } | undefined;
  readonly prescriptions = new Map<string, { readonly due?: string; metOn: string }>();
  /** Where the report on each scheda stands, and who ever handed one in. */
  readonly reports = new Map<string, 'reported' | 'returned' | 'accepted' | 'excused'>();
  readonly reporters = new Map<string, readonly string[]>();
  reportHash = '';

  /** The organisation of the zone as the fact that is being heard found it. */
  organisation = new OrganisationHeard([], '');
  readonly delegations = new Map<string, { revoked: boolean }>();
  /** Who asked for, proposed or prepared what somebody else decides on. */
  readonly firstHands = new Map<string, readonly string[]>();

  constructor(readonly year: number) {}

  /** A fact of the same command that has to follow. */
  owes(...of: readonly unknown[]): void {
    this.owed.add(of.join(' '));
  }

  /** That fact: it comes once, and not unless it had to. */
  pays(...of: readonly unknown[]): void {
    expect([...this.owed]).toContain(of.join(' '));
    this.owed.delete(of.join(' '));
  }

  /** 12: no id and no code is given twice. */
  takeId(kind: string, id: string): void {
    byRule(12, () => {
      expect(this.given).not.toContain(`${kind} ${id}`);
    });
    this.given.add(`${kind} ${id}`);
  }

  scheda(schedaId: string): SeenScheda {
    const scheda = this.schede.get(schedaId);
    if (!scheda) throw new Error(`nobody assigned ${schedaId}`);
    return scheda;
  }

  /** The head a scheda was given to, and the one its unit has today. */
  heads(schedaId: string): readonly string[] {
    const { head, unitId } = this.scheda(schedaId);
    return [head, this.organisation.headOf(this.organisation.unitNow(unitId)) ?? head];
  }

  /** 7: whoever decides on something had no hand in it, nor acts for somebody who had. */
  hasOtherHands(before: Iterable<string>, { actor }: Envelope): void {
    byRule(7, () => {
      for (const hand of handsOf(actor)) expect([...before]).not.toContain(hand);
    });
  }

  /** 7: a second look, at what somebody asked for, proposed or prepared. */
  looksAgain(matter: string, envelope: Envelope): void {
    this.hasOtherHands(this.firstHands.get(matter) ?? [], envelope);
  }

  /** 17: what was taken over says from which cycle of an earlier year. */
  isOfAnEarlierYear(cycleId = ''): void {
    byRule(17, () => {
      expect(cycleName(cycleId)?.year).toBeLessThan(this.year);
    });
  }

  /** 12: it says why, and on what ground. */
  isGrounded({ act, ground }: DataOf<'CycleAnnulled'>, { reason }: Envelope): void {
    byRule(12, () => {
      for (const words of [act, ground, reason]) expect(words).toMatch(/\S/);
      expect(this.plan).toBeDefined();
    });
  }

  /** 9: the manifest is the set of what is checked, and its fingerprint is its fingerprint. */
  isSealed({ manifest, manifestHash }: Pick<DataOf<'RevisionVerified'>, Sealed>): void {
    const checked = [...this.schede.entries()]
      .filter(([, scheda]) => scheda.checked)
      .map(([schedaId, { version, content, code, unitId }]) => ({
        ...{ schedaId, code, unitId, version },
        contentHash: sha256(content),
      }));
    // What a revision did not take up stands in the plan exactly as it was approved.
    const untouched = this.inPlan().filter(({ schedaId }) => !this.revision?.scope.has(schedaId));
    const whole = [...untouched, ...checked].toSorted((one, other) =>
      one.code < other.code ? -1 : 1,
    );
    byRule(9, () => {
      expect(manifestHash).toBe(sha256(manifest));
      expect(manifest.schede).toMatchObject(whole);
      expect(manifest.schede).toHaveLength(whole.length);
    });
    this.manifest = { manifest, hash: manifestHash };
    this.endorsed = '';
    this.convened = '';
  }

  inPlan(): Manifest['schede'] {
    return this.plan?.manifest.schede ?? [];
  }

  idsInPlan(): ReadonlySet<string> {
    return new Set(this.inPlan().map(({ schedaId }) => schedaId));
  }

  /** 8: what was approved is there again, word for word; the numbers of what came to nothing are not. */
  isAsApproved(schedaId: string): void {
    const scheda = this.scheda(schedaId);
    Object.assign(scheda, scheda.approved, { checked: false });
    scheda.authors = new Set(scheda.approved?.authors);
    this.revision?.scope.delete(schedaId);
  }
}

type Sealed = 'manifest' | 'manifestHash';
