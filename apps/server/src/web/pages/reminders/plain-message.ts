import { startOfDayMs } from '#calendar';
import { renderMessage } from '#notifications';
import { reminderReasons } from '#planning';
import type { Language } from '../../words/language.js';

/** The mail of a reminder as it would leave today, by the template of all mails. */
export function plainMessage({
  subject: title,
  within,
  due,
  today,
  language,
  origin,
}: {
  readonly subject: string;
  readonly within: string;
  readonly due: string;
  readonly today: string;
  readonly language: Language;
  /** The origin people open. */
  readonly origin: string;
}): { readonly subject: string; readonly text: string } {
  const { subject, text } = renderMessage({
    ...{ kind: 'notice', language, day: today },
    preferencesLink: `${origin}/notifiche/preferenze`,
    notices: [
      {
        ...{ noticeId: 'preview', ruleId: 'unit-reminded', title, within, by: due },
        // The notice is not there yet, and so has no address of its own.
        link: `${origin}/notifiche`,
        why: reminderReasons.owner[language],
        atMs: startOfDayMs(today),
        ...{ asksToAcknowledge: false, isLegal: false },
      },
    ],
  });
  return { subject, text };
}
