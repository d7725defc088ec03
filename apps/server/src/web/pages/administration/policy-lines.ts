import type { Role } from '#people';
import {
  readingNames,
  verbByName,
  verbs,
  wholePolicy,
  type Operation,
  type Reading,
} from '#planning';
import type { Frame } from '../../frame.js';

/** What a line of the policy is about. */
export const lineKinds = ['command', 'read', 'operation'] as const;
export type LineKind = (typeof lineKinds)[number];

/** A line of the policy in the words of a page. */
export interface PolicyLine {
  /** `submit-scheda`, `read/schede`, `operate/retry-views`. */
  readonly name: string;
  readonly kind: LineKind;
  readonly title: string;
  readonly decisive: boolean;
  /** How each role may; undefined for one that may not. */
  readonly may: Readonly<Partial<Record<Role, 'whole' | 'own-unit'>>>;
  readonly law: string | undefined;
}

/** Which lines are wanted. */
export interface WantedLines {
  readonly role?: Role | undefined;
  readonly kind?: LineKind | undefined;
  /** A piece of the title or of the name. */
  readonly text?: string | undefined;
}

/** The whole policy that the service applies, or what somebody asks for of it. */
export function policyLines(
  { words, language }: Pick<Frame, 'words' | 'language'>,
  { role, kind, text = '' }: WantedLines,
): readonly PolicyLine[] {
  const said = words.administration.roles;
  const sought = text.trim().toLocaleLowerCase('it');
  return wholePolicy(verbs)
    .map(({ verb, decisive, rules }): PolicyLine => {
      const known = verbByName.get(verb);
      const [of = '', what = ''] = verb.split('/');
      const named = {
        command: known?.title[language] ?? verb,
        read: of === 'read' ? said.reading(readingNames[what as Reading][language]) : '',
        operation: of === 'operate' ? said.operations[what as Operation] : '',
      };
      const lineKind = known ? 'command' : of === 'read' ? 'read' : 'operation';
      const may = Object.entries(rules).flatMap(([each, rule]) =>
        rule === null ? [] : [[each, rule.endsWith('/own-unit') ? 'own-unit' : 'whole']],
      );
      return {
        ...{ name: verb, kind: lineKind, title: named[lineKind], decisive, law: known?.law },
        may: Object.fromEntries(may) as PolicyLine['may'],
      };
    })
    .filter((line) => role === undefined || line.may[role] !== undefined)
    .filter((line) => kind === undefined || line.kind === kind)
    .filter(({ title, name }) => `${title} ${name}`.toLocaleLowerCase('it').includes(sought));
}
