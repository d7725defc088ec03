import type { JSX } from 'preact';
import { factWords, type LoggedDelivery } from '#planning';
import { ruleName } from '../../../notifications/notice-words.js';
import type { Frame } from '../../frame.js';
import { Notice } from '../../pieces/notice.js';
import { Page } from '../../pieces/page.js';
import { Instant, instantInWords } from '../history/instant.js';
import type { ServiceDetail } from './service-detail.js';
import { grouped, type PartLight } from './service-lights.js';

interface Shown {
  readonly frame: Frame;
  readonly detail: ServiceDetail;
}

/** How each part of the service is, in words, for whoever keeps it in order and whoever checks that. */
export function DetailPage({
  lights,
  retried,
  mayRetry,
  ...shown
}: Shown & {
  readonly lights: readonly PartLight[];
  /** What became of the parked facts that were retried just now. */
  readonly retried: string | undefined;
  readonly mayRetry: boolean;
}): JSX.Element {
  const { frame, detail } = shown;
  const { words, language } = frame;
  const said = words.status;
  return (
    <Page
      frame={frame}
      isDated={false}
      title={said.detailTitle}
      crumbs={[
        { label: words.desk.title, address: '/' },
        { label: said.title, address: '/stato' },
      ]}
    >
      {retried !== undefined && (
        <div role="status">
          <Notice kind="done">
            <p>{retried}</p>
          </Notice>
        </div>
      )}
      <p class="lead">{said.detailLead}</p>
      <p>
        {said.at} {instantInWords(detail.atMs, language)}.{' '}
        <a href="/stato/dettaglio">{said.again}</a> · <a href="/stato">{said.summaryLink}</a> ·{' '}
        <a href="/stato/dettaglio.json">{said.asJson}</a>
      </p>
      <Lights frame={frame} lights={lights} />
      {detail.deliveries && <Lost frame={frame} lost={detail.deliveries.lost} />}
      <Views {...shown} />
      <Parked {...shown} />
      {mayRetry && (
        <p>
          <a href="/stato/viste/ripresa">{said.retry}</a>
        </p>
      )}
      <h2>{said.versionTitle}</h2>
      <p>
        {said.version(detail.version)} {said.runsOn(process.versions.node)}
      </p>
      <p>{said.sources}</p>
    </Page>
  );
}

function Lights({
  frame: { words },
  lights,
}: Pick<Shown, 'frame'> & { readonly lights: readonly PartLight[] }): JSX.Element {
  const said = words.status;
  return (
    <table class="table table-cards">
      <caption class="visually-hidden">{said.parts}</caption>
      <thead>
        <tr>
          <th scope="col">{said.part}</th>
          <th scope="col">{said.how}</th>
          <th scope="col">{said.said}</th>
        </tr>
      </thead>
      <tbody>
        {lights.map(({ part, light, sentences }) => (
          <tr key={part}>
            <th scope="row">{said.names[part]}</th>
            <td data-label={said.how}>
              <span class={`light light-${light}`}>{said.lights[light]}</span>
            </td>
            <td data-label={said.said}>
              <div class="sentences">
                {sentences.map((sentence) => (
                  <p key={sentence}>{sentence}</p>
                ))}
                {part === 'deliveries' && (
                  <p>
                    <a href="/notifiche/recapiti">{said.deliveriesLog}</a>
                  </p>
                )}
              </div>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** To whom something did not arrive, and the way to send it again; never what it says. */
function Lost({
  frame: { words, language },
  lost,
}: Pick<Shown, 'frame'> & { readonly lost: readonly LoggedDelivery[] }): JSX.Element | null {
  const said = words.status;
  if (lost.length === 0) return null;
  return (
    <>
      <h2>{said.lostTitle}</h2>
      <table class="table table-cards">
        <caption class="visually-hidden">{said.lostTitle}</caption>
        <thead>
          <tr>
            <th scope="col">{words.notices.deliveries.recipient}</th>
            <th scope="col">{words.notices.deliveries.rule}</th>
            <th scope="col">{words.notices.channel}</th>
            <th scope="col">{words.notices.standing}</th>
            <th scope="col">{said.resend}</th>
          </tr>
        </thead>
        <tbody>
          {lost.map(({ noticeId, channel, recipientId, ruleId, state, changedAt }) => (
            <tr key={`${noticeId} ${channel}`}>
              <th scope="row">{recipientId}</th>
              <td data-label={words.notices.deliveries.rule}>{ruleName(ruleId)[language]}</td>
              <td data-label={words.notices.channel}>{words.notices.channels[channel]}</td>
              <td data-label={words.notices.standing}>
                <div class="sentences">
                  {words.notices.deliveryStates[state]}
                  <p class="small">
                    <Instant at={changedAt} language={language} form="short" />
                  </p>
                </div>
              </td>
              <td data-label={said.resend}>
                <a
                  href={`/stato/recapiti/${encodeURIComponent(noticeId)}/${channel}`}
                  aria-label={said.resendTo(recipientId)}
                >
                  {said.resend}
                </a>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}

function Views({ frame, detail: { views } }: Shown): JSX.Element {
  const said = frame.words.status;
  return (
    <>
      <h2>{said.viewsTitle}</h2>
      <table class="table table-cards">
        <caption class="visually-hidden">{said.viewsTitle}</caption>
        <thead>
          <tr>
            <th scope="col">{said.view}</th>
            <th scope="col">{said.how}</th>
            <th scope="col">{said.lag}</th>
            <th scope="col" class="number">
              {said.parkedColumn}
            </th>
          </tr>
        </thead>
        <tbody>
          {views.map((view) => {
            const light =
              view.failure !== undefined
                ? 'bad'
                : view.caughtUp && view.parkedCount === 0
                  ? 'good'
                  : 'attention';
            return (
              <tr key={view.name}>
                <th scope="row">
                  <code>{view.name}</code>
                </th>
                <td data-label={said.how}>
                  <div class="sentences">
                    <span class={`light light-${light}`}>{said.lights[light]}</span>
                    {view.failure !== undefined && <p class="small">{view.failure}</p>}
                    {view.building !== undefined && <p class="small">{said.building}</p>}
                  </div>
                </td>
                <td data-label={said.lag}>
                  {view.caughtUp
                    ? said.level
                    : said.lagFacts(grouped(view.logEnd - view.checkpoint, frame))}
                </td>
                <td class="number" data-label={said.parkedColumn}>
                  {grouped(view.parkedCount, frame)}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </>
  );
}

/** What the views could not apply, of one's own zone: which fact, where and why, never what it says. */
function Parked({ frame, detail: { views } }: Shown): JSX.Element {
  const { words, language } = frame;
  const said = words.status;
  const facts = views.flatMap(({ name, parked }) => parked.map((fact) => ({ ...fact, name })));
  return (
    <>
      <h2>{said.parkedTitle}</h2>
      {facts.length === 0 ? (
        <p>{said.parkedNone}</p>
      ) : (
        <table class="table table-cards">
          <caption class="visually-hidden">{said.parkedTitle}</caption>
          <thead>
            <tr>
              <th scope="col">{said.parkedFact}</th>
              <th scope="col">{said.view}</th>
              <th scope="col">{said.parkedWhy}</th>
              <th scope="col">{said.parkedWhen}</th>
            </tr>
          </thead>
          <tbody>
            {facts.map(({ name, position, stream, revision, type, error, at }) => (
              <tr key={`${name} ${position}`}>
                <th scope="row">
                  {factWords(type)[language]}
                  <p class="small">
                    {stream} {revision}
                  </p>
                </th>
                <td data-label={said.view}>
                  <code>{name}</code>
                </td>
                <td data-label={said.parkedWhy}>{error}</td>
                <td data-label={said.parkedWhen}>
                  <Instant at={at} language={language} form="short" />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </>
  );
}

/** What would happen if what is parked were applied once more, before somebody says so. */
export function RetryPage({
  frame,
  parked,
}: {
  readonly frame: Frame;
  /** How many facts there are, of all zones. */
  readonly parked: number;
}): JSX.Element {
  const { words } = frame;
  const said = words.status;
  return (
    <Page
      frame={frame}
      title={said.retryTitle}
      crumbs={[
        { label: words.desk.title, address: '/' },
        { label: said.detailTitle, address: '/stato/dettaglio' },
      ]}
    >
      <p class="lead">{said.retryLead(parked)}</p>
      <form method="post" action="/stato/viste/ripresa" class="action-end">
        {parked > 0 && (
          <button type="submit" class="button">
            {said.retryDo}
          </button>
        )}
        <a href="/stato/dettaglio">{said.retryNot}</a>
      </form>
    </Page>
  );
}

/** How a delivery stands, before somebody lets it begin anew. */
export function ResendPage({
  frame,
  address,
  delivery: { channel, state, attempts, changedAt },
}: {
  readonly frame: Frame;
  readonly address: string;
  readonly delivery: Pick<LoggedDelivery, 'channel' | 'state' | 'attempts' | 'changedAt'>;
}): JSX.Element {
  const { words, language } = frame;
  const said = words.status;
  return (
    <Page
      frame={frame}
      title={said.resendTitle}
      crumbs={[
        { label: words.desk.title, address: '/' },
        { label: said.detailTitle, address: '/stato/dettaglio' },
      ]}
    >
      <p class="lead">{said.resendLead}</p>
      <dl class="facts">
        <dt>{words.notices.channel}</dt>
        <dd>{words.notices.channels[channel]}</dd>
        <dt>{words.notices.standing}</dt>
        <dd>
          {words.notices.deliveryStates[state]},{' '}
          <Instant at={changedAt} language={language} form="short" />
        </dd>
        <dt>{words.notices.attempts}</dt>
        <dd>{attempts}</dd>
      </dl>
      <form method="post" action={address} class="action-end">
        <button type="submit" class="button">
          {said.resend}
        </button>
        <a href="/stato/dettaglio">{said.retryNot}</a>
      </form>
    </Page>
  );
}
