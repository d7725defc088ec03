import { isDay } from '#calendar';
import type { DeadlineTemplate } from './deadline-template.js';

/**
 * What is wrong with the templates of a definition, for whoever writes one; empty when nothing is.
 * @param dates the names of the dates that a cycle of the definition may know
 */
export function templateProblems(
  templates: readonly DeadlineTemplate[],
  dates: readonly string[],
): readonly string[] {
  const keys = templates.map(({ key }) => key);
  const twice = keys.filter((key, index) => keys.indexOf(key) !== index);
  return [
    ...twice.map((key) => `${key} is there twice`),
    ...templates.flatMap((template) =>
      problemsOf(template, dates).map((problem) => `${template.key}: ${problem}`),
    ),
  ];
}

function problemsOf(
  { anchor, steps, follows = [] }: DeadlineTemplate,
  dates: readonly string[],
): readonly string[] {
  const names = steps.map(({ step }) => step);
  const anchors = 'date' in anchor ? [anchor.date] : [];
  return [
    ...[...anchors, ...follows]
      .filter((name) => !dates.includes(name))
      .map((name) => `no cycle knows the date ${name}`),
    ...('dayOfYear' in anchor && !isDayOfYear(anchor.dayOfYear)
      ? [`there is no ${anchor.dayOfYear} in a year`]
      : []),
    ...steps
      .filter(({ days }) => !Number.isSafeInteger(days) || days < 1)
      .map(({ step }) => `${step} counts no whole days`),
    ...names
      .filter((name, index) => names.indexOf(name) !== index)
      .map((name) => `the step ${name} is there twice`),
  ];
}

/** Of a leap year, since 29 February is one of the days that may be named. */
function isDayOfYear(text: string): boolean {
  return isDay(`2000-${text}`);
}
