import type { JSX } from 'preact';
import type { Json } from '#event-store';
import { HiddenMarks } from '../../commands/form-marks.js';
import { Notice } from '../../pieces/notice.js';
import { Page } from '../../pieces/page.js';
import { FieldValue } from '../scheda/field-value.js';
import { fieldLabel } from './field-words.js';
import type { SchedaInWriting } from './scheda-in-writing.js';
import type { Section } from './sections.js';
import { crumbsOf, Missing, Returned } from './task-list-page.js';
import { writingAddress } from './writing-address.js';

/** All answers of a scheda, to be read once more before it is handed in. */
export function SubmitPage({
  opened,
  today,
  refused,
}: {
  readonly opened: SchedaInWriting;
  /** `2026-11-26` in Rome. */
  readonly today: string;
  /** Why it was not taken, where somebody tried. */
  readonly refused?: string;
}): JSX.Element {
  const { frame, life, scheda, sections, problems, submit, unit } = opened;
  const { words, language } = frame;
  return (
    <Page
      frame={frame}
      title={words.writing.submitTitle}
      {...(refused !== undefined && { before: words.errors.prefix })}
      crumbs={crumbsOf(opened, true)}
    >
      <p class="lead">
        {scheda.code} · {scheda.title} · {unit} · {words.scheda.version(scheda.version)}
      </p>
      {refused !== undefined && (
        <Notice kind="error">
          <p role="alert">{refused}</p>
        </Notice>
      )}
      <Returned opened={opened} today={today} />
      {problems.length > 0 && <ToMend opened={opened} />}
      <p>{words.writing.submitLead}</p>
      {sections.map((section) => (
        <Answers key={section.id} opened={opened} section={section} />
      ))}
      <section class="card" aria-labelledby="consequences">
        <h2 id="consequences">{words.writing.consequences}</h2>
        <ul>
          {words.writing.consequence.map((each) => (
            <li key={each}>{each}</li>
          ))}
        </ul>
        {submit === undefined ? (
          <p>
            <strong>{words.writing.onlyHead}</strong>
          </p>
        ) : !submit.possible ? (
          <p>
            <strong>{submit.why?.[language]}</strong>
          </p>
        ) : problems.length > 0 ? (
          <p>
            <a href="#to-mend">{words.writing.mendFirst(problems.length)}</a>
          </p>
        ) : (
          <form
            method="post"
            action={`/cicli/${life.data.cycleId}/schede/${encodeURIComponent(scheda.schedaId)}/invio`}
          >
            <HiddenMarks revision={scheda.moved.revision} madeBy={frame.self?.personId} />
            <button type="submit" class="button">
              {words.writing.submit}
            </button>
          </form>
        )}
      </section>
    </Page>
  );
}

/** What stands in the way of a submission, each with the way to where it is mended. */
function ToMend({ opened }: { readonly opened: SchedaInWriting }): JSX.Element {
  const { frame, problems } = opened;
  return (
    <section class="error-summary" aria-labelledby="to-mend">
      <h2 id="to-mend" tabIndex={-1}>
        {frame.words.writing.mendFirst(problems.length)}
      </h2>
      <Missing opened={opened} />
    </section>
  );
}

function Answers({
  opened,
  section,
}: {
  readonly opened: SchedaInWriting;
  readonly section: Section;
}): JSX.Element {
  const { frame, life, scheda, schema } = opened;
  const { words, language } = frame;
  return (
    <section aria-labelledby={`section-${section.id}`}>
      <h2 id={`section-${section.id}`}>{words.writing.sections[section.id]}</h2>
      <dl class="answers-list">
        {section.fields.map((field) => {
          const value = scheda.content[field.name] as Json | undefined;
          const label = fieldLabel(field, words);
          return (
            <div key={field.name}>
              <dt>{label}</dt>
              <dd class="said">
                {value === undefined ? (
                  <em>{words.writing.noAnswer}</em>
                ) : (
                  <FieldValue
                    value={value}
                    schema={schema.properties?.[field.name] ?? {}}
                    words={words}
                    language={language}
                    frame={frame}
                  />
                )}
              </dd>
              <dd>
                <a
                  href={`${writingAddress(life.data.cycleId, scheda.schedaId, section.id)}#${field.name}`}
                  aria-label={words.writing.changeField(label)}
                >
                  {words.writing.change}
                </a>
              </dd>
            </div>
          );
        })}
      </dl>
    </section>
  );
}
