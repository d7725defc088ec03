import type { JSX } from 'preact';
import type { Verb } from '#planning';
import type { Frame } from '../../frame.js';
import { Notice } from '../../pieces/notice.js';
import { Page, type Crumb } from '../../pieces/page.js';

/** On which of the things of a life a verb can be used now, where the address says none. */
export function ChoosePage({
  frame,
  verb,
  crumbs,
  choices,
  returnTo,
}: {
  readonly frame: Frame;
  readonly verb: Verb;
  readonly crumbs: readonly Crumb[];
  readonly choices: readonly { readonly address: string; readonly label: string }[];
  readonly returnTo: string;
}): JSX.Element {
  const { words, language } = frame;
  return (
    <Page frame={frame} title={verb.title[language]} crumbs={crumbs}>
      {choices.length === 0 ? (
        <Notice kind="warning">
          <p>{words.actions.noneToChoose}</p>
        </Notice>
      ) : (
        <section aria-labelledby="about">
          <h2 id="about">{words.actions.chooseFirst}</h2>
          <ul class="choose">
            {choices.map(({ address, label }) => (
              <li key={address}>
                <a href={address}>{label}</a>
              </li>
            ))}
          </ul>
        </section>
      )}
      <p>
        <a href={returnTo}>{words.actions.back}</a>
      </p>
    </Page>
  );
}
