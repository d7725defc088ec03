import type { JSX } from 'preact';
import type { Frame } from '../../frame.js';
import { Page } from '../../pieces/page.js';
import { glossary } from './glossary.js';

/** The words of the office, and what each is. */
export function GlossaryPage({ frame }: { readonly frame: Frame }): JSX.Element {
  const { words, language } = frame;
  const said = words.help;
  return (
    <Page
      frame={frame}
      isDated={false}
      title={said.glossary}
      crumbs={[
        { label: words.desk.title, address: '/' },
        { label: said.title, address: '/aiuto' },
      ]}
    >
      <p class="lead">{said.glossaryLead}</p>
      <dl class="fields">
        {glossary.map((entry) => (
          <div key={entry.term}>
            <dt lang="it">{entry.term}</dt>
            <dd>{entry[language]}</dd>
          </div>
        ))}
      </dl>
    </Page>
  );
}
