import type { JSX } from 'preact';
import { valueSets } from '#planning';
import { DayFromToday } from '../../pieces/day.js';
import { Icon } from '../../pieces/icon.js';
import { Notice } from '../../pieces/notice.js';
import { Page } from '../../pieces/page.js';
import { cycleCrumb } from '../cycle/cycle-address.js';
import { problemInWords } from './fault-words.js';
import { idOfPointer } from './save-scheda.js';
import type { SchedaInWriting } from './scheda-in-writing.js';
import { stateOfSection } from './section-state.js';
import { problemsIn, type Section, type SectionId, type SectionState } from './sections.js';
import { schedaAddress, writingAddress } from './writing-address.js';

const icons = { complete: 'check-circle', incomplete: 'pencil', untouched: 'file' } as const;

/** What is missing before a scheda can be submitted: its sections, and how far each is. */
export function TaskListPage({
  opened,
  today,
}: {
  readonly opened: SchedaInWriting;
  /** `2026-11-26` in Rome. */
  readonly today: string;
}): JSX.Element {
  const { frame, life, scheda, sections, problems, standing, unit } = opened;
  const { words } = frame;
  const { cycleId } = life.data;
  const address = schedaAddress(cycleId, scheda.schedaId);
  const complete = sections.filter((section) => stateOfSection(section, opened) === 'complete');
  return (
    <Page frame={frame} title={words.writing.title} crumbs={crumbsOf(opened)}>
      <p class="lead">
        {scheda.code} · {scheda.title}
      </p>
      <p>
        {unit} · {standing} · {words.scheda.version(scheda.version)}
      </p>
      <Returned opened={opened} today={today} />
      <p>
        <strong>{words.writing.lead(complete.length, sections.length)}</strong>{' '}
        {words.writing.toMend(problems.length)}
      </p>
      {problems.length > 0 && <Missing opened={opened} />}
      <ol class="items sections">
        {sections.map((section) => (
          <li key={section.id} class="item-section">
            <a href={writingAddress(cycleId, scheda.schedaId, section.id)}>
              {words.writing.sections[section.id]}
            </a>
            <StateTag section={section} opened={opened} />
          </li>
        ))}
      </ol>
      <p class="buttons">
        <a class="button" href={`${address}/invio`}>
          {words.writing.toSubmit}
        </a>
        <a href={address}>{words.writing.toScheda}</a>
      </p>
    </Page>
  );
}

/** What is to be mended before a submission, each with the way to where it is. */
export function Missing({ opened }: { readonly opened: SchedaInWriting }): JSX.Element {
  const { life, scheda, problems, sections } = opened;
  return (
    <ul class="missing">
      {sections.flatMap((section) =>
        problemsIn(section, problems).map((problem) => (
          <li key={problem.field + problem.it}>
            <a
              href={`${writingAddress(life.data.cycleId, scheda.schedaId, section.id)}#${idOfPointer(problem.field)}`}
            >
              {problemInWords(problem, opened)}
            </a>
          </li>
        )),
      )}
    </ul>
  );
}

/** How far a section is: in a word, with a picture beside it. */
function StateTag({
  section,
  opened,
}: {
  readonly section: Section;
  readonly opened: SchedaInWriting;
}): JSX.Element {
  const state: SectionState = stateOfSection(section, opened);
  return (
    <span class={`section-state section-${state}`}>
      <Icon name={icons[state]} />
      {opened.frame.words.writing.states[state]}
    </span>
  );
}

/** The sections beside the one that is being written. */
export function SectionList({
  opened,
  current,
}: {
  readonly opened: SchedaInWriting;
  readonly current: SectionId;
}): JSX.Element {
  const { frame, life, scheda, sections } = opened;
  return (
    <nav class="section-list" aria-label={frame.words.writing.sectionList}>
      <ol>
        {sections.map((section) => (
          <li key={section.id}>
            <a
              href={writingAddress(life.data.cycleId, scheda.schedaId, section.id)}
              {...(section.id === current && { 'aria-current': 'page' as const })}
            >
              {frame.words.writing.sections[section.id]}
            </a>
            <StateTag section={section} opened={opened} />
          </li>
        ))}
      </ol>
      <a href={writingAddress(life.data.cycleId, scheda.schedaId)}>
        {frame.words.writing.allSections}
      </a>
    </nav>
  );
}

/** The way from the cycle to where the scheda is written. */
export function crumbsOf({ frame, life, scheda }: SchedaInWriting, isWithin = false) {
  const { words } = frame;
  const { cycleId } = life.data;
  return [
    cycleCrumb(frame, life.data),
    { label: words.schede.title, address: `/cicli/${cycleId}/schede` },
    { label: scheda.code, address: schedaAddress(cycleId, scheda.schedaId) },
    ...(isWithin
      ? [{ label: words.writing.title, address: writingAddress(cycleId, scheda.schedaId) }]
      : []),
  ];
}

/** Why the office sent it back, and by when it wants it; nothing where it did not. */
export function Returned({
  opened: { frame, scheda },
  today,
}: {
  readonly opened: SchedaInWriting;
  readonly today: string;
}): JSX.Element | null {
  const { words, language } = frame;
  const { lastReturn } = scheda;
  if (!lastReturn) return null;
  return (
    <Notice kind="warning">
      <p>
        <strong>{words.writing.returned}</strong>{' '}
        {lastReturn.reasons.map((reason) => valueSets.returnReasons[reason]).join(', ')}
      </p>
      <p>{lastReturn.text}</p>
      {lastReturn.due !== undefined && (
        <p>
          {words.scheda.by} <DayFromToday day={lastReturn.due} today={today} language={language} />
        </p>
      )}
    </Notice>
  );
}
