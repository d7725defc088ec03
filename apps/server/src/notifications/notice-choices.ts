import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { DIGEST_TIME, preferencesOf, type NoticeRule, type Preferences } from '#notifications';
import type { Person } from '#people';
import {
  installationNotices,
  definitions,
  noticeRulesOf,
  NoticesProjection,
  refusedAddressesOf,
  type RequestProblem,
} from '#planning';
import { mustHaveSession } from '../access/fresh-proof.js';
import { CycleReader } from '../api/cycle-reader.js';
import { ReadModelReader } from '../api/read-model-reader.js';
import type { ChoosePreferences } from './choose-preferences.request.js';
import { Mailboxes } from './mailboxes.js';
import { ruleName } from './notice-words.js';

/** Every rule there is, each once: rules of several definitions have the same id for the same thing. */
const everyRule: ReadonlyMap<string, NoticeRule> = new Map(
  [...definitions.flatMap(noticeRulesOf), ...installationNotices].map(
    (rule) => [rule.ruleId, rule] as const,
  ),
);

/** A rule by which somebody is told, and what they have chosen of it. */
export interface RuleChoice {
  readonly ruleId: string;
  readonly name: { readonly it: string; readonly en: string };
  readonly channels: readonly {
    readonly channel: NoticeRule['channels'][number];
    readonly isOn: boolean;
    /** What is owed by law comes all the same. */
    readonly isLocked: boolean;
  }[];
  readonly digest: NoticeRule['digest'];
  readonly acknowledge: boolean;
}

/** How somebody is told. */
export interface ShownChoices {
  readonly digest: boolean;
  /** The time of day at which what is collected goes out, Europe/Rome. */
  readonly digestAt: string;
  readonly quiet?: { readonly from: string; readonly to: string };
  readonly language: Preferences['language'];
  readonly rules: readonly RuleChoice[];
  /** Those that were refused for good. */
  readonly refusedAddresses: ReturnType<typeof refusedAddressesOf>;
}

/** What somebody is told of, and by what. */
@Injectable()
export class NoticeChoices {
  constructor(
    private readonly views: ReadModelReader,
    private readonly reader: CycleReader,
    private readonly mailboxes: Mailboxes,
  ) {}

  /** @param after where the log must have been read to @throws Problem not-allowed, role-not-held */
  async of(person: Person, after?: number): Promise<ShownChoices> {
    await this.reader.mustRead(person, 'worklist');
    const { zone, personId } = person;
    const { chosen, refused } = await this.views.read(NoticesProjection, after, (database) => ({
      chosen: preferencesOf(database, zone, personId),
      refused: refusedAddressesOf(database, zone, personId),
    }));
    return {
      digest: chosen.digest,
      digestAt: DIGEST_TIME,
      ...(chosen.quiet && { quiet: chosen.quiet }),
      language: chosen.language,
      rules: [...everyRule.values()].map((rule) => choiceOf(rule, chosen)),
      refusedAddresses: refused,
    };
  }

  /**
   * Chooses anew.
   * @returns where it was recorded, or what is wrong with it: a rule there is not, or one that is owed
   * @throws Problem session-needed, not-allowed, role-not-held
   */
  async choose(
    request: FastifyRequest,
    person: Person,
    wish: ChoosePreferences,
  ): Promise<{ readonly position: number } | readonly RequestProblem[]> {
    mustHaveSession(request);
    await this.reader.mustRead(person, 'worklist');
    const faults = faultsOf(wish);
    if (faults.length > 0) return faults;
    const data = preferencesIn(wish);
    const { zone, personId: recipientId } = person;
    const fact = { type: 'PreferencesChosen', data } as const;
    return { position: await this.mailboxes.record({ zone, recipientId, fact, by: person }) };
  }
}

function faultsOf({ rules }: ChoosePreferences): readonly RequestProblem[] {
  return rules.flatMap(({ ruleId, email, pec }, index) => {
    const rule = everyRule.get(ruleId);
    const field = `/rules/${index}`;
    if (!rule) return [{ field, it: 'non è tra gli avvisi', en: 'is none of the notices' }];
    const isOwed = rule.legal === true && (email === false || pec === false);
    return isOwed
      ? [{ field, it: 'è dovuto e non si può togliere', en: 'is owed and cannot be turned off' }]
      : [];
  });
}

/** What a rule offers, and what was chosen. */
function choiceOf(rule: NoticeRule, { rules }: Preferences): RuleChoice {
  const { ruleId, channels, digest, acknowledge = false, legal = false } = rule;
  const chosen = Object.hasOwn(rules, ruleId) ? rules[ruleId] : undefined;
  return {
    ruleId,
    name: ruleName(ruleId),
    channels: channels.map((channel) => ({
      channel,
      isOn: channel === 'inbox' || legal || (chosen?.[channel] ?? true),
      isLocked: channel === 'inbox' || legal,
    })),
    ...{ digest, acknowledge },
  };
}

function preferencesIn({ rules, digest, quiet, language }: ChoosePreferences): Preferences {
  return {
    rules: Object.fromEntries(
      rules.map(({ ruleId, email, pec }) => [
        ruleId,
        { ...(email !== undefined && { email }), ...(pec !== undefined && { pec }) },
      ]),
    ),
    digest,
    ...(quiet && { quiet: { from: quiet.from, to: quiet.to } }),
    language,
  };
}
