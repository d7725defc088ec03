import { Injectable } from '@nestjs/common';
import { dayInWords, romeDay } from '#calendar';
import type { About } from '#notifications';
import {
  AgendaProjection,
  installationNotices,
  audienceReasons,
  deadlineInAgenda,
  labelOf,
  meetingInAgenda,
  meetingInWords,
  noticeBehind,
  noticeTitles,
  NoticesProjection,
  observationsEnd,
  reminderOf,
  reminderReasons,
  reminderTitle,
  schedaOf,
  SchedeProjection,
  sessionDay,
  sessionInAgenda,
  sessionInWords,
  titleOf,
  type MeetingInAgenda,
  type OccasionInWords,
  type ToldReminder,
} from '#planning';
import { Projections } from '#projections';

/** The same in both languages. */
interface InBoth {
  readonly it: string;
  readonly en: string;
}

type Language = 'it' | 'en';

/** What a notice is about, as its rule and its cycle know it. */
interface Worded {
  readonly ruleId: string;
  readonly cycleId: string;
  readonly audience: string;
  readonly about: About;
  readonly cause: {
    readonly eventId: string;
    readonly type: string;
    readonly recordedAt: string;
  };
}

/** What notices are called. What is about a scheda is called as the scheda is now. */
@Injectable()
export class NoticeWords {
  constructor(private readonly projections: Projections) {}

  title(notice: Worded): InBoth {
    return { it: this.#title(notice, 'it'), en: this.#title(notice, 'en') };
  }

  #title(notice: Worded, language: Language): string {
    const about = this.#aboutInTitle(notice, language);
    const reminder = this.reminder(notice);
    const { ruleId, audience, cause } = notice;
    if (!reminder) return titleOf({ ruleId, audience, causeType: cause.type }, about, language);
    const sentOn = romeDay(Date.parse(notice.cause.recordedAt));
    const when = { due: reminder.due, sentOn };
    return ruleId === BY_HAND
      ? titleByHand(about, when, language)
      : reminderTitle(about, when, language);
  }

  /** What a reminder of a deadline would be called that somebody of the office asked for. */
  titleOfReminder(
    cycleId: string,
    deadlineId: string,
    when: { readonly due: string; readonly sentOn: string },
    language: Language,
  ): string {
    const about = this.about({ cycleId, about: { kind: 'deadline', id: deadlineId } }, language);
    return titleByHand(about, when, language);
  }

  /**
   * What it is about, and of a meeting the day: there are several of the same name. Of minutes that may be observed,
   * until when.
   */
  #aboutInTitle(notice: Worded, language: Language): string {
    const about = this.about(notice, language);
    const until = this.#observationsEnd(notice);
    if (until !== undefined)
      return `${about}, ${untilDay[language](dayInWords(until, language, 'full'))}`;
    const meeting = this.#meeting(notice);
    const isOn = meeting && meetingInWords(meeting, language);
    return isOn ? `${about}, ${dayInWords(meeting.day, language, 'weekday')}` : about;
  }

  /** When and where what it is about takes place; undefined where it does not, or is no such thing. */
  occasion(notice: Worded, language: Language): OccasionInWords | undefined {
    const meeting = this.#meeting(notice);
    if (meeting) return meetingInWords(meeting, language);
    const session = this.#session(notice);
    if (session) return sessionInWords(session, language);
    const day = this.projections
      .of(NoticesProjection)
      .read((database) => sessionDay(database, notice.cycleId, notice.about));
    return day === undefined ? undefined : { when: dayInWords(day, language, 'full') };
  }

  #session({ cycleId, about }: Worded): ReturnType<typeof sessionInAgenda> {
    if (about.kind !== 'session') return undefined;
    return this.projections
      .of(AgendaProjection)
      .read((database) => sessionInAgenda(database, cycleId, about.id));
  }

  #meeting({ cycleId, about }: Worded): MeetingInAgenda | undefined {
    if (about.kind !== 'meeting') return undefined;
    return this.projections
      .of(AgendaProjection)
      .read((database) => meetingInAgenda(database, cycleId, about.id));
  }

  /** Why somebody is told. Of a deadline: as what they are reminded. */
  why(notice: Pick<Worded, 'cause'> & { readonly audience: string }): InBoth {
    const reminder = notice.audience === 'reminded' ? this.reminder(notice) : undefined;
    return reminder ? reminderReasons[reminder.level] : whyTold(notice.audience);
  }

  /** The last day of what it asks for or tells of. */
  by(notice: Pick<Worded, 'cycleId' | 'about' | 'cause'>): string | undefined {
    const { cycleId, about } = notice;
    const reminded = this.reminder(notice)?.due ?? this.#observationsEnd(notice);
    if (reminded !== undefined || about.kind !== 'deadline') return reminded;
    return this.projections
      .of(AgendaProjection)
      .read((database) => deadlineInAgenda(database, cycleId, about.id)?.due);
  }

  /** Until when the minutes may be observed that the fact of a notice opened; undefined where it opened none. */
  #observationsEnd({ cause }: Pick<Worded, 'cause'>): string | undefined {
    return this.projections
      .of(NoticesProjection)
      .read((database) => observationsEnd(database, cause.eventId));
  }

  /** The path of what it opens, where that is not the notice itself. */
  opens({ ruleId }: Pick<Worded, 'ruleId'>): string | undefined {
    return installationNotices.find((rule) => rule.ruleId === ruleId)?.opens;
  }

  /** What the fact of a notice reminded of; undefined where it is no reminder. */
  reminder({ cause }: Pick<Worded, 'cause'>): ToldReminder | undefined {
    return this.projections
      .of(NoticesProjection)
      .read((database) => reminderOf(database, cause.eventId));
  }

  /** What a notice is about is called: its code and title, its title, or the cycle. */
  about({ cycleId, about }: Pick<Worded, 'cycleId' | 'about'>, language: Language = 'it'): string {
    const inVain = this.projections
      .of(NoticesProjection)
      .read((database) => noticeBehind(database, about));
    if (inVain) return `“${this.#title(inVain, language)}”`;
    if (about.kind === 'scheda') {
      const scheda = this.projections
        .of(SchedeProjection)
        // On which day makes a difference to its unit alone.
        .read((database) => schedaOf(database, cycleId, about.id, ''));
      return scheda ? `${scheda.code} “${scheda.title}”` : about.id;
    }
    // The name it has in the file of the administrator.
    if (about.kind === 'webhook') return about.id;
    return this.#label(cycleId, about, language) ?? this.within(cycleId);
  }

  /** The title of the cycle or register. */
  within(cycleId: string): string {
    return this.#label(cycleId, { kind: 'cycle', id: cycleId }, 'it') ?? cycleId;
  }

  #label(cycleId: string, about: About, language: Language): string | undefined {
    return this.projections
      .of(NoticesProjection)
      .read((database) => labelOf(database, cycleId, about, language));
  }
}

const untilDay = {
  it: (day: string) => `fino a ${day}`,
  en: (day: string) => `until ${day}`,
} as const;

/** The rule by which people are told of reminders that somebody asked for. */
const BY_HAND = 'unit-reminded';

/** Of the reminders of the rules the title says all there is; of these also that somebody asked for them. */
function titleByHand(
  about: string,
  when: { readonly due: string; readonly sentOn: string },
  language: Language,
): string {
  const told = { ruleId: BY_HAND, audience: 'reminded', causeType: 'ReminderSent' };
  return titleOf(told, reminderTitle(about, when, language), language);
}

/** Why somebody is told who is in an audience. */
function whyTold(audience: string): InBoth {
  const known = Object.hasOwn(audienceReasons, audience) ? audienceReasons[audience] : undefined;
  return known ?? { it: audience, en: audience };
}

/** What a rule is called where people choose. */
export function ruleName(ruleId: string): InBoth {
  const known = Object.hasOwn(noticeTitles, ruleId) ? noticeTitles[ruleId] : undefined;
  return known?.rule ?? { it: ruleId, en: ruleId };
}
