import type { JSX } from 'preact';
import { dayInWords, romeDay } from '#calendar';
import type { FeedAddress, FeedStanding } from '../../../notifications/calendar-subscription.js';
import type { Frame } from '../../frame.js';
import { Notice } from '../../pieces/notice.js';
import { Copied } from '../../pieces/copied.js';
import { Page } from '../../pieces/page.js';
import { AgendaViews } from './agenda-views.js';

/** Whether somebody has a secret address for their calendar; one that was just made stands there this once. */
export function SubscriptionPage({
  frame,
  standing,
}: {
  readonly frame: Frame;
  readonly standing: FeedStanding | FeedAddress;
}): JSX.Element {
  const { words, language } = frame;
  const said = words.agenda.subscription;
  const { issuedAt, note } = standing;
  return (
    <Page
      frame={frame}
      title={said.title}
      crumbs={[
        { label: words.desk.title, address: '/' },
        { label: words.agenda.title, address: '/scadenze' },
      ]}
    >
      <AgendaViews frame={frame} shown="subscription" />
      {'address' in standing ? (
        <Notice kind="done">
          <p>{said.issued}</p>
          <p>
            <label for="address">{said.address}</label>
            <Copied frame={frame} text={standing.address}>
              <input id="address" class="long-input" readOnly value={standing.address} />
            </Copied>
          </p>
        </Notice>
      ) : (
        <p class="lead">
          {issuedAt === null
            ? said.none
            : said.since(dayInWords(romeDay(Date.parse(issuedAt)), language))}
        </p>
      )}
      <p>{note[language]}</p>
      <form method="post" action="/scadenze/abbonamento">
        {issuedAt !== null && <p class="hint">{said.againMeans}</p>}
        <button type="submit" class="button">
          {issuedAt === null ? said.issue : said.again}
        </button>
      </form>
      {issuedAt !== null && (
        <form method="post" action="/scadenze/abbonamento/ritiro">
          <button type="submit" class="button-quiet">
            {said.revoke}
          </button>
        </form>
      )}
    </Page>
  );
}
