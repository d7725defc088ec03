import type { NoticeRule } from '#notifications';
import type { Definition } from '#workflow';
import { accessNotices } from './access.notices.js';
import { postNotices } from './post.notices.js';

/** The rules that belong to no definition. */
export const installationNotices: readonly NoticeRule[] = [...accessNotices, ...postNotices];

/** The rules of a definition by which people are told; none where it has none. */
export function noticeRulesOf<Data>({
  documents,
}: Pick<Definition<Data>, 'documents'>): readonly NoticeRule[] {
  // Plain data of our own definitions, held to their audiences and titles by `notice-rules.spec.ts`.
  return (documents['notices'] ?? []) as readonly NoticeRule[];
}
