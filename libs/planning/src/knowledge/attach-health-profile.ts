import { IsOptional } from 'class-validator';
import { Refusal } from '#workflow';
import { CycleCommand } from '../command/cycle-command.js';
import { documentOf } from '../command/document-of.js';
import { IsCycleId, IsText } from '../command/fields.js';
import { present } from '../command/present.js';
import { refuse } from '../command/refuse.js';
import { IsDocument, type DocumentRequest } from '../command/requests.js';
import { roles, verb } from '../command/verb.js';
import { quotable } from '../correction/redaction.js';
import { frozenProfile, type FrozenProfile } from '../health-profile/frozen-profile.js';
import type { LifeData } from '../life-data.js';
import type { PlanningFact } from '../planning-fact.js';
import type { KnowledgeData } from './knowledge.data.js';

/**
 * Attaches the health profile the programming stands on: a document, or the frozen edition of a profile
 * kept here, with its needs. A newer edition takes the place of an older one, and is adopted in its turn.
 */
export class AttachHealthProfile extends CycleCommand {
  /** A profile kept here: `livornese-profilo-di-salute-2024`. Then it says all the rest. */
  @IsOptional()
  @IsCycleId()
  readonly profileCycleId?: string;

  /** The year or name of the edition: `2024`. */
  @IsOptional()
  @IsText(100)
  readonly edition?: string;

  @IsOptional()
  @IsText(300)
  readonly title?: string;

  @IsOptional()
  @IsDocument()
  readonly document?: DocumentRequest;
}

export const attachHealthProfile = verb<AttachHealthProfile, KnowledgeData & LifeData>({
  name: 'attach-health-profile',
  command: AttachHealthProfile,
  title: { it: 'Allega il profilo di salute', en: 'Attach the health profile' },
  who: roles('UPc', 'UPo'),
  reason: 'optional',
  facts: ['HealthProfileAttached', 'HealthProfileAdopted', 'NeedsImported'],
  looksAt: ({ profileCycleId }) => ({
    lives: profileCycleId === undefined ? [] : [profileCycleId],
  }),
  decide({ data }, wish, { elsewhere }) {
    const { profileCycleId, edition, title, document } = wish;
    if (profileCycleId === undefined) {
      if (edition === undefined || title === undefined || document === undefined) {
        return refuse('profile-unsaid');
      }
      return [
        { type: 'HealthProfileAttached', data: { edition, title, document: documentOf(document) } },
      ];
    }
    if (edition !== undefined || title !== undefined || document !== undefined) {
      return refuse('profile-unsaid');
    }
    const profile = frozenProfile(profileCycleId, data.zone, elsewhere);
    if (profile instanceof Refusal) return profile;
    const taken = Object.keys(profile.data.needs).find((id) => Object.hasOwn(data.needs, id));
    if (taken !== undefined) return refuse('id-taken', { id: taken });
    return factsOf(profile);
  },
});

/** What a frozen edition says of itself: that it is attached, by which act it was adopted, its needs. */
function factsOf({ data }: FrozenProfile): readonly PlanningFact[] {
  const { cycleId: profileCycleId, title, themes, needs, adopted, frozen } = data;
  const { edition, fingerprint: sha256 } = frozen;
  const nameOf = (themeId: string | null): string | undefined => {
    const theme = themeId === null ? undefined : themes[themeId];
    return theme && quotable(data, theme.name);
  };
  const imported = Object.values(needs).map(({ needId, themeId, kind, text, source }) => ({
    needId,
    ...present({ theme: nameOf(themeId) }),
    kind,
    text: quotable(data, text),
    ...present({ source }),
  }));
  const named = new Set(imported.flatMap(({ theme }) => theme ?? []));
  return [
    {
      type: 'HealthProfileAttached',
      data: { edition, title, document: { title, sha256 }, profileCycleId },
    },
    { type: 'HealthProfileAdopted', data: { organ: adopted.organ, act: adopted.act } },
    ...(imported.length > 0
      ? [
          {
            type: 'NeedsImported',
            data: { edition, themes: [...named], needs: imported, profileCycleId },
          } as const,
        ]
      : []),
  ];
}
