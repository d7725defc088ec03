import { canonicalJson } from '#event-store';
import type { NoticeRule } from '#notifications';

/** A rule by which people are told that one version has and the other has not, or has otherwise. */
export interface ChangedRule {
  /** As the later version has it, where it has it. */
  readonly rule: NoticeRule;
  readonly change: 'gained' | 'lost' | 'changed';
}

/** The same for a cycle. */
export interface NoticeChange {
  readonly ruleId: string;
  readonly change: ChangedRule['change'];
  /** How many facts of its history the rule is about. */
  readonly times: number;
}

/** The rules in which two versions differ, by their ids. */
export function changedRules(
  before: readonly NoticeRule[],
  after: readonly NoticeRule[],
): readonly ChangedRule[] {
  const [earlier, later] = [byId(before), byId(after)];
  return [...new Set([...earlier.keys(), ...later.keys()])].sort().flatMap((ruleId) => {
    const [then, now] = [earlier.get(ruleId), later.get(ruleId)];
    const rule = now ?? then;
    if (!rule || (then && now && textOf(then) === textOf(now))) return [];
    return [{ rule, change: !then ? 'gained' : !now ? 'lost' : 'changed' } as const];
  });
}

const byId = (rules: readonly NoticeRule[]): ReadonlyMap<string, NoticeRule> =>
  new Map(rules.map((rule) => [rule.ruleId, rule]));

/** Rules are plain JSON: documents of a definition. */
const textOf = (rule: NoticeRule): string => canonicalJson(rule);
