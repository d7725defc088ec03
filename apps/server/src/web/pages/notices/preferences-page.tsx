import type { JSX } from 'preact';
import type { RuleChoice, ShownChoices } from '../../../notifications/notice-choices.js';
import type { Frame } from '../../frame.js';
import { ErrorSummary } from '../../pieces/error-summary.js';
import type { FieldError } from '../../pieces/field.js';
import { Notice } from '../../pieces/notice.js';
import { Page } from '../../pieces/page.js';
import { NoticesViews } from './notices-views.js';
import { RefusedAddresses } from './refused-addresses.js';

/** The channels besides the inbox that a person chooses among. */
const columns = ['email', 'pec'] as const;

interface Shown {
  readonly frame: Frame;
  readonly choices: ShownChoices;
}

/** What somebody is told of and by what, to be chosen anew as a whole. */
export function PreferencesPage({
  frame,
  choices,
  isSaved = false,
  errors = [],
}: Shown & {
  readonly isSaved?: boolean;
  readonly errors?: readonly FieldError[];
}): JSX.Element {
  const { words } = frame;
  const said = words.notices.preferences;
  return (
    <Page
      frame={frame}
      title={said.title}
      {...(errors.length > 0 && { before: words.errors.prefix })}
      crumbs={[
        { label: words.desk.title, address: '/' },
        { label: words.notices.title, address: '/notifiche' },
      ]}
    >
      <NoticesViews frame={frame} shown="preferences" />
      <ErrorSummary words={words} errors={errors} />
      {isSaved && (
        <Notice kind="done">
          <p>{said.saved}</p>
        </Notice>
      )}
      <RefusedAddresses frame={frame} refused={choices.refusedAddresses} />
      <p class="lead">{said.lead}</p>
      <form method="post" action="/notifiche/preferenze">
        <Rules frame={frame} choices={choices} />
        <p>
          <label class="choice">
            <input type="checkbox" name="digest" checked={choices.digest} />
            {said.digest(choices.digestAt)}
          </label>
        </p>
        <QuietHours frame={frame} choices={choices} errors={errors} />
        <div class="field">
          <label for="language">{said.language}</label>
          <select id="language" name="language">
            {(['it', 'en'] as const).map((each) => (
              <option key={each} value={each} selected={each === choices.language}>
                {said.languages[each]}
              </option>
            ))}
          </select>
        </div>
        <button type="submit" class="button">
          {said.save}
        </button>
      </form>
    </Page>
  );
}

function Rules({ frame: { words, language }, choices }: Shown): JSX.Element {
  const said = words.notices.preferences;
  return (
    <div class="table-scroll" role="region" aria-label={said.rules} tabIndex={0}>
      <table class="table">
        <thead>
          <tr>
            <th scope="col">{said.rule}</th>
            {columns.map((column) => (
              <th key={column} scope="col">
                {words.notices.channels[column]}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {choices.rules.map((rule) => (
            <tr key={rule.ruleId}>
              <th scope="row">{rule.name[language]}</th>
              {columns.map((column) => (
                <td key={column}>
                  <Choice rule={rule} column={column} words={words} language={language} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Choice({
  rule,
  column,
  words,
  language,
}: Pick<Frame, 'words' | 'language'> & {
  readonly rule: RuleChoice;
  readonly column: (typeof columns)[number];
}): JSX.Element {
  const said = words.notices.preferences;
  const offered = rule.channels.find(({ channel }) => channel === column);
  if (!offered) return <span class="small">{said.notOffered}</span>;
  if (offered.isLocked) return <span class="small">{said.locked}</span>;
  const name = `${rule.name[language]}: ${words.notices.channels[column]}`;
  return (
    <input
      type="checkbox"
      class="choice-box"
      name="channel"
      value={`${rule.ruleId} ${column}`}
      aria-label={name}
      checked={offered.isOn}
    />
  );
}

function QuietHours({
  frame: { words },
  choices: { quiet },
  errors,
}: Shown & { readonly errors: readonly FieldError[] }): JSX.Element {
  const said = words.notices.preferences;
  const [error] = errors;
  const described = error ? 'quiet-error quiet-hint' : 'quiet-hint';
  return (
    <fieldset class={error ? 'field field-wrong' : 'field'}>
      <legend>{said.quiet}</legend>
      <p class="hint" id="quiet-hint">
        {said.quietHint}
      </p>
      {error && (
        <p class="field-error" id="quiet-error">
          {error.text}
        </p>
      )}
      {(['quietFrom', 'quietTo'] as const).map((name) => (
        <span key={name} class="beside">
          <label for={name}>{said[name]}</label>
          <input
            id={name}
            name={name}
            type="time"
            value={name === 'quietFrom' ? quiet?.from : quiet?.to}
            aria-describedby={described}
            {...(error && { 'aria-invalid': 'true' as const })}
          />
        </span>
      ))}
    </fieldset>
  );
}
