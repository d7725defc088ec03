import type { JSX } from 'preact';
import { dayInWords } from '#calendar';
import type { DeadlineTemplate } from '#deadlines';
import { roleNames, type Role } from '#people';
import { templatesIn, valueSets } from '#planning';
import type { StateMeta, Workflow } from '#workflow';
import type { Frame } from '../../frame.js';

/** The phases of a definition, with the work that each waits for and the deadline that says by when. */
export function DefinitionPhases({
  frame: { words, language },
  root,
}: {
  readonly frame: Frame;
  readonly root: Workflow['root'];
}): JSX.Element {
  const said = words.administration.definitions.phases;
  const kinds: Readonly<Record<string, string>> = valueSets.deadlineKinds;
  const states = root.everyState.map(({ path, meta }) => ({
    path,
    meta: meta as StateMeta | undefined,
  }));
  return (
    <section aria-labelledby="phases">
      <h2 id="phases">{said.title}</h2>
      <p>{said.lead}</p>
      <table class="table table-cards table-said" aria-labelledby="phases">
        <thead>
          <tr>
            <th scope="col">{said.phase}</th>
            <th scope="col">{said.awaits}</th>
            <th scope="col">{said.due}</th>
          </tr>
        </thead>
        <tbody>
          {states
            .filter(({ path, meta }) => path.length === 1 && meta !== undefined)
            .map(({ path: [phase], meta }) => {
              const work = states.flatMap(({ path, meta: inner }) =>
                path[0] === phase && inner?.awaits ? [inner.awaits] : [],
              );
              const due = [...new Set(work.flatMap(({ dueBy }) => dueBy ?? []))];
              return (
                <tr key={phase}>
                  <th scope="row">{meta?.[language]}</th>
                  <td data-label={said.awaits}>
                    {work.length === 0 && said.nothing}
                    {work.map((each) => (
                      <p key={each.doneBy + each[language]}>
                        {each[language]}{' '}
                        <span class="small">
                          ({each.roles.map((role) => roleNames[role as Role][language]).join(', ')})
                        </span>
                      </p>
                    ))}
                  </td>
                  <td data-label={said.due}>
                    {due.length === 0 && said.noDue}
                    {due.map((kind) => (
                      <p key={kind}>{kinds[kind] ?? kind}</p>
                    ))}
                  </td>
                </tr>
              );
            })}
        </tbody>
      </table>
    </section>
  );
}

/** The deadlines that a definition proposes, each with how it is counted and on what it rests. */
export function DefinitionDeadlines({
  frame,
  documents,
}: {
  readonly frame: Frame;
  readonly documents: Readonly<Record<string, unknown>>;
}): JSX.Element | null {
  const { words, language } = frame;
  const said = words.administration.definitions.deadlines;
  const templates = templatesIn(documents);
  if (templates.length === 0) return null;
  return (
    <section aria-labelledby="deadlines">
      <h2 id="deadlines">{said.title}</h2>
      <p>{said.lead}</p>
      <table class="table table-cards table-said" aria-labelledby="deadlines">
        <thead>
          <tr>
            <th scope="col">{said.deadline}</th>
            <th scope="col">{said.from}</th>
            <th scope="col">{said.counted}</th>
            <th scope="col">{said.basis}</th>
          </tr>
        </thead>
        <tbody>
          {templates.map((template) => (
            <tr key={template.key}>
              <th scope="row">{template.label[language]}</th>
              <td data-label={said.from}>{anchorInWords(template, frame)}</td>
              <td data-label={said.counted}>
                {countedInWords(template, frame).map((line) => (
                  <p key={line}>{line}</p>
                ))}
              </td>
              <td data-label={said.basis}>
                {basisInWords(template, frame).map((line) => (
                  <p key={line}>{line}</p>
                ))}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** Any year that has every day. */
const LEAP_YEAR = '2000';

function anchorInWords({ anchor }: DeadlineTemplate, { words, language }: Frame): string {
  if ('date' in anchor) return anchor[language];
  const day = dayInWords(`${LEAP_YEAR}-${anchor.dayOfYear}`, language, 'short');
  return words.administration.definitions.deadlines.dayOf(day, anchor.ofYear);
}

function countedInWords(
  { steps, direction, roll }: DeadlineTemplate,
  { words, language }: Frame,
): readonly string[] {
  const said = words.administration.definitions.deadlines;
  const sum = steps.map((step) => `${step.days} ${step[language]}`).join(' + ');
  return [
    steps.length === 0 ? said.sameDay : said.away(sum, direction),
    ...(roll === undefined ? [] : [said.roll[roll]]),
  ];
}

function basisInWords(
  { basis, act, steps }: DeadlineTemplate,
  { language }: Frame,
): readonly string[] {
  const bases: Readonly<Record<string, string>> = valueSets.deadlineBases;
  const own = bases[basis] ?? basis;
  return [
    act === undefined ? own : `${own}: ${act}`,
    ...steps.flatMap(({ law, days, ...step }) =>
      law === undefined ? [] : [`${days} ${step[language]}: ${law}`],
    ),
  ];
}
