import { channelNames } from '#notifications';
import type { ChoosePreferences } from '../../../notifications/choose-preferences.request.js';
import type { ShownChoices } from '../../../notifications/notice-choices.js';

/** What a form says of how somebody wants to be told. */
export interface ChosenOnPage {
  readonly wish: ChoosePreferences;
  /** The same as it is shown when something of it is wrong. */
  readonly shown: ShownChoices;
  /** Whether both quiet hours are times of a day, or neither is there. */
  readonly isQuietWhole: boolean;
}

/** Reads a form of preferences; what it does not offer stays as it is. @param now what is chosen so far */
export function chosenIn(form: URLSearchParams, now: ShownChoices): ChosenOnPage {
  const ticked = new Set(form.getAll('channel'));
  const rules = now.rules.map((rule) => ({
    ...rule,
    channels: rule.channels.map((each) =>
      each.isLocked ? each : { ...each, isOn: ticked.has(`${rule.ruleId} ${each.channel}`) },
    ),
  }));
  const from = (form.get('quietFrom') ?? '').trim();
  const to = (form.get('quietTo') ?? '').trim();
  const hasQuiet = from !== '' || to !== '';
  const language = form.get('language') === 'en' ? 'en' : 'it';
  const rest = { digest: form.get('digest') === 'on', language } as const;
  return {
    shown: { ...without(now), ...rest, rules, ...(hasQuiet && { quiet: { from, to } }) },
    isQuietWhole: !hasQuiet || (isTime(from) && isTime(to)),
    wish: {
      ...rest,
      rules: rules.map(({ ruleId, channels }) => ({
        ruleId,
        ...Object.fromEntries(
          channels
            .filter(({ channel, isLocked }) => !isLocked && isSent(channel))
            .map(({ channel, isOn }) => [channel, isOn]),
        ),
      })),
      ...(hasQuiet && { quiet: { from, to } }),
    },
  };
}

function without({ quiet: _quiet, ...rest }: ShownChoices): Omit<ShownChoices, 'quiet'> {
  return rest;
}

const isTime = (text: string): boolean => /^([01]\d|2[0-3]):[0-5]\d$/.test(text);
const isSent = (channel: string): boolean => (channelNames as readonly string[]).includes(channel);
