import type { Answer, Recorded, Refused } from '../command/answer.js';
import type { DelegationTerms } from '../organisation/organisation.facts.js';
import type { Wish } from './wishes.fixture.js';

/** One thing asked in a history, by whom and about what, and what became of it. */
export interface Asked extends Wish {
  readonly commandId: string;
  readonly cycleId: string;
  /** The day it was asked, `2024-02-20`. */
  readonly day: string;
  readonly answer: Answer | 'invalid';
}

/** How often each must come about in the histories, or nobody has looked at what it does. */
const leastOften = {
  'somebody acts for a head': 20,
  'somebody acts for the director': 20,
  'somebody acts on the last day': 1,
  'somebody who was never lent anything': 20,
  'somebody whom nobody may be stood in by': 10,
  'before the first day, or after the last': 10,
  'what happened before the first day': 5,
  'after it was revoked': 2,
  'beyond what it covers': 5,
  'for a unit that has another head by now': 2,
  'for another unit of the same head': 1,
  'lending what was lent': 5,
  'lending to oneself': 2,
  'checking what was written in two names': 10,
  'deciding in another name on the own doing': 3,
  'somebody who has not the role they come in': 20,
  'granting oneself a role': 1,
  'two roles that must not be in one hand': 2,
} as const;

type Situation = keyof typeof leastOften;

/** What a refusal tells of by itself. */
const byCode: Readonly<Record<string, Situation>> = {
  'may-not-stand-in': 'somebody whom nobody may be stood in by',
  'delegation-out-of-scope': 'beyond what it covers',
  'not-head-of-unit': 'for a unit that has another head by now',
  'not-your-unit': 'for another unit of the same head',
  'delegation-chained': 'lending what was lent',
  'same-hands': 'deciding in another name on the own doing',
};

const aboutRoles: Readonly<Record<string, Situation>> = {
  'role-not-held': 'somebody who has not the role they come in',
  'own-role': 'granting oneself a role',
  'roles-incompatible': 'two roles that must not be in one hand',
};

/** Counts, history by history, what comes about where people act for one another and have their roles. */
export class StandInsSeen {
  readonly #times = new Map<string, number>();

  /** What came about less often than it must, and how often it did. */
  tooSeldom(): readonly (readonly [situation: string, times: number])[] {
    return Object.entries(leastOften)
      .map(([situation, least]) => ({ situation, least, times: this.#times.get(situation) ?? 0 }))
      .filter(({ times, least }) => times < least)
      .map(({ situation, times }) => [situation, times]);
  }

  /** Hears everything that was asked in one history. */
  see(history: readonly Asked[]): void {
    const seen = new OneHistory();
    for (const asked of history) {
      for (const situation of seen.see(asked)) {
        this.#times.set(situation, (this.#times.get(situation) ?? 0) + 1);
      }
    }
  }
}

class OneHistory {
  readonly #lent: DelegationTerms[] = [];
  /** Who wrote in which scheda, and whether ever in the own name alone. */
  readonly #writers = new Map<string, 'in one name' | 'in two names'>();

  see(asked: Asked): readonly Situation[] {
    const { answer } = asked;
    if (answer === 'invalid') return [];
    return answer.kind === 'recorded' ? this.#done(asked, answer) : this.#refused(asked, answer);
  }

  #done(asked: Asked, { facts }: Recorded): readonly Situation[] {
    for (const { type, data } of facts) {
      if (type === 'DelegationGranted') this.#lent.push(data);
      if (type === 'SchedaRevised' || type === 'SchedaSubmitted')
        this.#writes(asked, data.schedaId);
    }
    const by = this.#lentTo(asked).at(-1);
    if (!by) return [];
    return [
      by.fromRole === 'UH' ? 'somebody acts for a head' : 'somebody acts for the director',
      ...(by.validTo === asked.day ? (['somebody acts on the last day'] as const) : []),
    ];
  }

  #refused(asked: Asked, { refusal: { code, details } }: Refused): readonly Situation[] {
    const { cycleId, by, body, onBehalfOf } = asked;
    const ofRoles = aboutRoles[code];
    if (ofRoles !== undefined) return [ofRoles];
    if (code === 'self-delegation') return ['lending to oneself'];
    if (code === 'own-scheda') {
      const { schedaId } = body as { readonly schedaId: string };
      const written = this.#writers.get(`${cycleId} ${schedaId} ${by.personId}`);
      return written === 'in two names' ? ['checking what was written in two names'] : [];
    }
    if (onBehalfOf === undefined) return [];
    if (code === 'delegation-not-valid') {
      return [
        details['day'] !== (body as { readonly occurredOn?: string }).occurredOn
          ? 'before the first day, or after the last'
          : 'what happened before the first day',
      ];
    }
    const lent = this.#lentTo(asked);
    if (code === 'no-delegation') {
      return [lent.length > 0 ? 'after it was revoked' : 'somebody who was never lent anything'];
    }
    const situation = byCode[code];
    return situation === undefined ? [] : [situation];
  }

  /** What was ever lent to whoever asks by whom they ask for. */
  #lentTo({ by, onBehalfOf }: Asked): readonly DelegationTerms[] {
    return this.#lent.filter(
      ({ toPersonId, fromPersonId }) => toPersonId === by.personId && fromPersonId === onBehalfOf,
    );
  }

  #writes({ cycleId, by, onBehalfOf }: Asked, schedaId: string): void {
    for (const hand of [by.personId, ...(onBehalfOf === undefined ? [] : [onBehalfOf])]) {
      const writer = `${cycleId} ${schedaId} ${hand}`;
      const inOne = onBehalfOf === undefined || this.#writers.get(writer) === 'in one name';
      this.#writers.set(writer, inOne ? 'in one name' : 'in two names');
    }
  }
}
