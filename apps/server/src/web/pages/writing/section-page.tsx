import type { JSX } from 'preact';
import { romeDay, romeTime } from '#calendar';
import type { KeptFile } from '#attachments';
import type { Json } from '#event-store';
import type { BroughtFile } from '../../commands/form-with-files.js';
import { HiddenMarks } from '../../commands/form-marks.js';
import { keys } from '../../keys.js';
import { ErrorSummary } from '../../pieces/error-summary.js';
import type { FieldError } from '../../pieces/field.js';
import { Notice } from '../../pieces/notice.js';
import { Page } from '../../pieces/page.js';
import { FieldEditor, type FieldToWrite, type Target } from './field-editor.js';
import type { SchedaField } from './scheda-field.js';
import type { SchedaInWriting } from './scheda-in-writing.js';
import type { Section } from './sections.js';
import { crumbsOf, SectionList } from './task-list-page.js';
import { sameTyped, typedOf, type Typed } from './typed.js';
import { writingAddress } from './writing-address.js';

/** What stands on the screen of a section. */
export interface SectionShown {
  readonly opened: SchedaInWriting;
  readonly section: Section;
  readonly typed: Typed;
  /** On which the form rests. */
  readonly revision: number;
  /** What is saved, in words. */
  readonly state: string;
  readonly errors?: readonly FieldError[];
  /** What just became of the form. */
  readonly said?: string | undefined;
  /** What others changed meanwhile, in words. */
  readonly merged?: readonly string[];
  readonly focus?: string | undefined;
  /** Whether something stands in the form that is not saved. */
  readonly isUnsaved?: boolean;
  /** What became of the files that were sent with the form. */
  readonly files?: readonly BroughtFile[];
  /** The files of documents in it that whoever writes may open, by their fingerprints. */
  readonly kept: ReadonlyMap<string, KeptFile>;
}

/** One section of a scheda, to be written. */
export function SectionPage({ shown }: { readonly shown: SectionShown }): JSX.Element {
  const { opened, section, errors = [], said, merged = [] } = shown;
  const { frame, life, scheda, sections } = opened;
  const { words } = frame;
  const number = sections.findIndex(({ id }) => id === section.id) + 1;
  return (
    <Page
      frame={frame}
      isDated={false}
      title={words.writing.sections[section.id]}
      {...(errors.length > 0 && { before: words.errors.prefix })}
      crumbs={crumbsOf(opened, true)}
      isUpdated
    >
      <p class="lead">
        {scheda.code} · {scheda.title} · {words.writing.section(number, sections.length)}
      </p>
      <ErrorSummary words={words} errors={errors} />
      {said !== undefined && (
        <Notice kind="info">
          <p role="status">{said}</p>
        </Notice>
      )}
      {merged.length > 0 && (
        <Notice kind="info">
          <p>{words.writing.merged}</p>
          <ul>
            {merged.map((each) => (
              <li key={each}>{each}</li>
            ))}
          </ul>
        </Notice>
      )}
      <div class="writing">
        <auto-save {...islandWords(shown)}>
          <WhoWrites opened={opened} section={section} />
          <Found opened={opened} />
          <form
            method="post"
            action={writingAddress(life.data.cycleId, scheda.schedaId)}
            class="card"
            id="scrittura"
            novalidate
          >
            <HiddenMarks revision={shown.revision} madeBy={frame.self?.personId} />
            <input type="hidden" name="sezione" value={section.id} />
            <SaveBar shown={shown} />
            {section.fields.map((field) => (
              <FieldEditor key={field.name} {...fieldToWrite(shown, field)} />
            ))}
            <p class="buttons">
              <button
                type="submit"
                name="azione"
                value="avanti"
                class="button"
                data-key={keys.send}
              >
                {number === sections.length
                  ? words.writing.saveAndReview
                  : words.writing.saveAndNext}
              </button>
            </p>
          </form>
          <Leaving opened={opened} />
        </auto-save>
        <SectionList opened={opened} current={section.id} />
      </div>
    </Page>
  );
}

/** The first button of the form: the one that the key Enter presses. */
function SaveBar({ shown: { opened, state } }: { readonly shown: SectionShown }): JSX.Element {
  const { words } = opened.frame;
  return (
    <div class="save-bar">
      <button type="submit" name="azione" value="salva" class="button">
        {words.writing.save}
      </button>
      <p role="status" data-state>
        {state}
      </p>
      <p data-sign-in hidden>
        <a href="/accesso" target="_blank" rel="noopener">
          {words.writing.signInLink}
        </a>
      </p>
    </div>
  );
}

/** Who else has it open to write: a script listens and says so; it holds nobody back. */
function WhoWrites({
  opened: { frame, life, scheda, sections },
  section,
}: {
  readonly opened: SchedaInWriting;
  readonly section: Section;
}): JSX.Element {
  const { writing } = frame.words;
  const address = writingAddress(life.data.cycleId, scheda.schedaId);
  const names = Object.fromEntries(sections.map(({ id }) => [id, writing.sections[id]]));
  return (
    <who-writes
      class="small"
      role="status"
      data-stream={`${address}/presenza?sezione=${section.id}`}
      data-said={writing.alsoWrites('{who}', '{section}')}
      data-sections={JSON.stringify(names)}
    />
  );
}

/** Asks whether to leave what could not be saved, with what one does for an answer. */
function Leaving({ opened: { frame } }: { readonly opened: SchedaInWriting }): JSX.Element {
  const { writing } = frame.words;
  return (
    <dialog class="card" aria-labelledby="leaving" aria-describedby="leaving-lead">
      <h2 id="leaving">{writing.leaving}</h2>
      <p id="leaving-lead">{writing.leavingLead}</p>
      <p class="buttons">
        <button type="button" class="button" data-leave="save">
          {writing.leaveSaved}
        </button>
        <button type="button" class="button button-second" data-leave="unsaved">
          {writing.leaveUnsaved}
        </button>
        <button type="button" class="button button-second" data-leave="stay">
          {writing.stay}
        </button>
      </p>
    </dialog>
  );
}

/** What the browser kept of an earlier time, and that somebody writes in two windows; a script shows them. */
function Found({ opened: { frame } }: { readonly opened: SchedaInWriting }): JSX.Element {
  const { words } = frame;
  return (
    <>
      <div class="notice notice-warning" role="status" data-found hidden>
        <p>
          {words.writing.found} <span data-found-at />.
        </p>
        <p class="buttons">
          <button type="button" class="button" data-compare>
            {words.writing.foundCompare}
          </button>
          <button type="button" class="button button-second" data-discard>
            {words.writing.foundDiscard}
          </button>
        </p>
      </div>
      <div class="notice notice-warning" role="status" data-other-tab hidden>
        <p>{words.writing.otherTab}</p>
      </div>
    </>
  );
}

/** The words of the script that saves, and under which name the browser keeps what is not saved. */
function islandWords({ opened, section, isUnsaved = false }: SectionShown) {
  const { frame, life, scheda } = opened;
  const { writing } = frame.words;
  const who = frame.self?.personId ?? '';
  return {
    'data-key': [who, life.data.cycleId, scheda.schedaId, section.id].join('/'),
    'data-saving': writing.saving,
    'data-unsaved': writing.notSaved,
    'data-offline': writing.offline,
    'data-session-over': writing.signInAgain,
    'data-refused': writing.refused,
    'data-pasted': writing.pasted,
    'data-left': writing.left('{count}'),
    'data-over': writing.over('{count}'),
    ...(isUnsaved && { 'data-dirty': '' }),
  };
}

/** What nobody says again: the needs of another profile, and that it was new. */
const ofLastYearAlone: ReadonlySet<string> = new Set(['needIds', 'kind']);

/** All it takes to write a field of a section. */
export function fieldToWrite(
  {
    opened,
    typed,
    errors = [],
    focus,
    files,
    kept,
  }: Omit<SectionShown, 'section' | 'state' | 'revision'>,
  field: SchedaField,
): FieldToWrite {
  const { frame, life, scheda, schema, register } = opened;
  const before = life.data.lastYear[scheda.schedaId];
  const lastYear = before?.[field.name] as Json | undefined;
  const now = typed[field.name] ?? '';
  const differs = lastYear !== undefined && !sameTyped(typedOf(before ?? {}, field), now);
  const isOfferedAgain =
    differs && !ofLastYearAlone.has(field.name) && scheda.carriedFrom !== undefined;
  return {
    ...{ frame, field, errors, focus, files, kept, typed: now, cycleId: life.data.cycleId },
    targets: targetsOf(field.name, { life, register }),
    ...(isOfferedAgain && {
      lastYear: {
        year: scheda.carriedFrom.cycleId.slice(-4),
        value: lastYear,
        schema: schema.properties?.[field.name] ?? {},
      },
    }),
  };
}

/** What a field may point to; undefined for one that points to nothing. */
function targetsOf(
  name: string,
  { life, register }: Pick<SchedaInWriting, 'life' | 'register'>,
): readonly Target[] | undefined {
  switch (name) {
    case 'needIds':
      return Object.values(life.data.needs).map(({ needId, text }): Target => [needId, text]);
    case 'coDesignIds':
      return Object.values(register?.data.coDesignRows ?? {}).map(
        ({ coDesignRowId, activity }): Target => [coDesignRowId, activity],
      );
    case 'fundedProjectIds':
      return Object.values(register?.data.fundedProjects ?? {}).map(
        ({ fundedProjectId, name: called }): Target => [fundedProjectId, called ?? fundedProjectId],
      );
    default:
      return undefined;
  }
}

/** What is saved of a scheda, in words: at what time it was, if that was today. */
export function savedState({ frame, scheda }: SchedaInWriting, today: string): string {
  const { words } = frame;
  const { version, moved } = scheda;
  const atMs = Date.parse(moved.at);
  if (version === 0) return words.writing.notWritten;
  return moved.type === 'SchedaRevised' && romeDay(atMs) === today
    ? words.writing.saved(romeTime(atMs), version)
    : words.scheda.version(version);
}
