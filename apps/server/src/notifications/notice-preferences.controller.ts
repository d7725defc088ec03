import { Body, Controller, Get, Put, Query, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { DIGEST_TIME, preferencesOf, type NoticeRule, type Preferences } from '#notifications';
import type { Person } from '#people';
import {
  installationNotices,
  definitions,
  noticeRulesOf,
  NoticesProjection,
  refusedAddressesOf,
} from '#planning';
import { CheckedBody } from '../access/checked-body.js';
import { mustHaveSession } from '../access/fresh-proof.js';
import { CycleReader } from '../api/cycle-reader.js';
import { invalidRequest } from '../api/api-problems.js';
import { AfterQuery, Checked } from '../api/query.js';
import { ReadModelReader } from '../api/read-model-reader.js';
import { CurrentPerson } from '../http/current-person.js';
import { ChoosePreferences } from './choose-preferences.request.js';
import { Mailboxes } from './mailboxes.js';
import { ruleName } from './notice-words.js';

/** Every rule there is, each once: rules of several definitions have the same id for the same thing. */
const everyRule: ReadonlyMap<string, NoticeRule> = new Map(
  [...definitions.flatMap(noticeRulesOf), ...installationNotices].map(
    (rule) => [rule.ruleId, rule] as const,
  ),
);

/** What one is told of, and by what. */
@Controller('api/v1/notice-preferences')
export class NoticePreferencesController {
  constructor(
    private readonly views: ReadModelReader,
    private readonly reader: CycleReader,
    private readonly mailboxes: Mailboxes,
  ) {}

  @Get()
  async preferences(
    @Query(new Checked(AfterQuery)) { after }: AfterQuery,
    @CurrentPerson() person: Person,
  ): Promise<object> {
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

  /** Chooses anew. @throws Problem session-needed, request-invalid (a rule there is not, or that is owed) */
  @Put()
  async choose(
    @Body(new CheckedBody(ChoosePreferences)) wish: ChoosePreferences,
    @CurrentPerson() person: Person,
    @Req() request: FastifyRequest,
  ): Promise<{ readonly position: number }> {
    mustHaveSession(request);
    await this.reader.mustRead(person, 'worklist');
    const faults = wish.rules.flatMap(({ ruleId, email, pec }, index) => {
      const rule = everyRule.get(ruleId);
      const field = `/rules/${index}`;
      if (!rule) {
        return [{ field, it: 'non è tra gli avvisi', en: 'is none of the notices' }];
      }
      const isOwed = rule.legal === true && (email === false || pec === false);
      return isOwed
        ? [{ field, it: 'è dovuto e non si può togliere', en: 'is owed and cannot be turned off' }]
        : [];
    });
    if (faults.length > 0) throw invalidRequest(faults);
    const data = preferencesIn(wish);
    const { zone, personId: recipientId } = person;
    const fact = { type: 'PreferencesChosen', data } as const;
    return { position: await this.mailboxes.record({ zone, recipientId, fact, by: person }) };
  }
}

/** What a rule offers, and what was chosen. */
function choiceOf(rule: NoticeRule, { rules }: Preferences): object {
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
