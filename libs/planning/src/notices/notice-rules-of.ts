import type { NoticeRule } from '#notifications';
import type { Definition } from '#workflow';

/** The rules of a definition by which people are told; none where it has none. */
export function noticeRulesOf<Data>({
  documents,
}: Pick<Definition<Data>, 'documents'>): readonly NoticeRule[] {
  // Plain data of our own definitions, held to their audiences and titles by `notice-rules.spec.ts`.
  return (documents['notices'] ?? []) as readonly NoticeRule[];
}
