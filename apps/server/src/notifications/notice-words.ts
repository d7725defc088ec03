import { Injectable } from '@nestjs/common';
import type { About } from '#notifications';
import {
  audienceReasons,
  labelOf,
  noticeTitles,
  NoticesProjection,
  schedaOf,
  SchedeProjection,
  titleOf,
} from '#planning';
import { Projections } from '#projections';

/** The same in both languages. */
interface InBoth {
  readonly it: string;
  readonly en: string;
}

const languages = ['it', 'en'] as const;

/** What a notice is about, as its rule and its cycle know it. */
interface Worded {
  readonly ruleId: string;
  readonly cycleId: string;
  readonly about: About;
}

/** What notices are called. What is about a scheda is called as the scheda is now. */
@Injectable()
export class NoticeWords {
  constructor(private readonly projections: Projections) {}

  title(notice: Worded): InBoth {
    const about = this.about(notice);
    const [it, en] = languages.map((language) => titleOf(notice.ruleId, about, language));
    return { it: it ?? '', en: en ?? '' };
  }

  /** What a notice is about is called: its code and title, its title, or the cycle. */
  about({ cycleId, about }: Pick<Worded, 'cycleId' | 'about'>): string {
    if (about.kind === 'scheda') {
      const scheda = this.projections
        .of(SchedeProjection)
        // On which day makes a difference to its unit alone.
        .read((database) => schedaOf(database, cycleId, about.id, ''));
      return scheda ? `${scheda.code} “${scheda.title}”` : about.id;
    }
    return this.#label(cycleId, about) ?? this.within(cycleId);
  }

  /** The title of the cycle or register. */
  within(cycleId: string): string {
    return this.#label(cycleId, { kind: 'cycle', id: cycleId }) ?? cycleId;
  }

  #label(cycleId: string, about: About): string | undefined {
    return this.projections
      .of(NoticesProjection)
      .read((database) => labelOf(database, cycleId, about));
  }
}

/** Why somebody is told. */
export function whyTold(audience: string): InBoth {
  const known = Object.hasOwn(audienceReasons, audience) ? audienceReasons[audience] : undefined;
  return known ?? { it: audience, en: audience };
}

/** What a rule is called where people choose. */
export function ruleName(ruleId: string): InBoth {
  const known = Object.hasOwn(noticeTitles, ruleId) ? noticeTitles[ruleId] : undefined;
  return known?.rule ?? { it: ruleId, en: ruleId };
}
