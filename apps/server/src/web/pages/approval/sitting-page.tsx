import type { JSX } from 'preact';
import { dayInWords } from '#calendar';
import { valueSets } from '#planning';
import type { Frame } from '../../frame.js';
import { Actions } from '../../pieces/actions.js';
import { DayFromToday } from '../../pieces/day.js';
import { ActDocument } from './act-document.js';
import type { ShownApproval } from './approval-reader.js';
import { ApprovalPages, approvalAddress } from './approval-tabs.js';
import { Fingerprint } from '../../pieces/fingerprint.js';
import { Prescriptions } from './prescriptions.js';
import { outcomeOf, type Sitting } from './sittings.js';
import { sittingVerbs } from './verbs-of-pages.js';
import { VotesBar } from './votes-bar.js';

interface Shown {
  readonly frame: Frame;
  readonly shown: ShownApproval;
  readonly sitting: Sitting;
  /** `2026-11-26` in Rome. */
  readonly today: string;
}

/** One sitting of the organ: when, where, on what; who was there with which quota, how they voted, what came of it. */
export function SittingPage({ frame, shown, sitting, today }: Shown): JSX.Element {
  const { words, language, may } = frame;
  const said = words.approval;
  const { life, frozen } = shown;
  const { data } = life;
  const { sessionId, organ, sessionOn, startTime, venue, protocol, items, outcome } = sitting;
  const document = frozen.documents.find(({ number }) => number === frozen.before.get(sessionId));
  const fact = frozen.deliberatedAt.get(sessionId);
  // Once it has ended, nothing is done with it any more: other sittings are no affair of its page.
  const actions = outcome === undefined ? shown.actions(sittingVerbs) : [];
  return (
    <ApprovalPages
      {...{ frame, data }}
      tab="approval"
      isBelow
      title={said.sittingOf(dayInWords(sessionOn, language))}
      hasDocument={frozen.documents.length > 0}
      hasActions={actions.length > 0}
    >
      <p class="lead">
        {organ} · <strong>{outcomeOf(frame, sitting)}</strong>
      </p>
      {actions.length > 0 && (
        <section class="card" aria-labelledby="actions">
          <h2 id="actions">{said.actions}</h2>
          <Actions frame={frame} cycleId={data.cycleId} actions={actions} preset={{ sessionId }} />
        </section>
      )}
      <dl class="facts">
        <dt>{said.day}</dt>
        <dd>
          {outcome === undefined ? (
            <DayFromToday day={sessionOn} today={today} language={language} />
          ) : (
            <time dateTime={sessionOn}>{dayInWords(sessionOn, language, 'full')}</time>
          )}
          {startTime !== undefined && `, ${said.at(startTime)}`}
        </dd>
        {venue !== undefined && (
          <>
            <dt>{said.venue}</dt>
            <dd>{venue}</dd>
          </>
        )}
        <dt>{said.protocol}</dt>
        <dd>{protocol}</dd>
        {document && (
          <>
            <dt>{said.onWhat}</dt>
            <dd>
              <a href={`${approvalAddress(data.cycleId, 'documento')}?versione=${document.number}`}>
                {said.document(document.number)}
              </a>{' '}
              <Fingerprint frame={frame} hash={document.hash} />
            </dd>
          </>
        )}
        {sitting.number !== undefined && (
          <>
            <dt>{said.act}</dt>
            <dd>
              {said.actOf(
                sitting.number,
                sitting.actDate === undefined ? '–' : dayInWords(sitting.actDate, language),
              )}
            </dd>
          </>
        )}
        <ActDocument {...{ frame, shown, session: sitting }} />
        {fact !== undefined && may.openHistory && (
          <>
            <dt>{said.seal}</dt>
            <dd>
              <a href={`/cicli/${data.cycleId}/storico/fatti/${fact}`}>{said.sealOf(fact)}</a>
            </dd>
          </>
        )}
      </dl>
      <h2 id="ordine">{said.agenda}</h2>
      <ol>
        {items.map((item, index) => (
          <li key={index}>{item}</li>
        ))}
      </ol>
      {sitting.text !== undefined && (
        <>
          <h2>{said.organWords}</h2>
          <p class="as-written">{sitting.text}</p>
        </>
      )}
      <Members frame={frame} sitting={sitting} />
      <Prescriptions {...{ frame, shown, today, sessionId }} />
    </ApprovalPages>
  );
}

/** Who sits in the organ, with which quota, who was there and how they voted: a picture, and the same as a table. */
function Members({
  frame: { words, language },
  sitting: { members, quorumThousandths },
}: Pick<Shown, 'frame' | 'sitting'>): JSX.Element {
  const said = words.approval;
  if (members === undefined) {
    return (
      <>
        <h2 id="componenti">{said.members}</h2>
        <p>{said.noMembers}</p>
      </>
    );
  }
  const quota = (thousandths: number): string =>
    (thousandths / 10).toLocaleString(language === 'it' ? 'it-IT' : 'en-GB', {
      minimumFractionDigits: 1,
    });
  const present = members
    .filter((member) => member.present)
    .reduce((sum, { quotaThousandths }) => sum + quotaThousandths, 0);
  return (
    <>
      <h2 id="componenti">{said.members}</h2>
      <p>
        {said.presence(quota(present))}
        {quorumThousandths !== undefined && ` ${said.quorum(quota(quorumThousandths))}`}
      </p>
      <VotesBar {...{ members, words, quota }} />
      <div class="table-scroll" role="region" aria-labelledby="componenti" tabIndex={0}>
        <table class="table table-cards table-said">
          <thead>
            <tr>
              <th scope="col">{said.body}</th>
              <th scope="col">{said.quota}</th>
              <th scope="col">{said.present}</th>
              <th scope="col">{said.vote}</th>
            </tr>
          </thead>
          <tbody>
            {members.map(({ body, quotaThousandths, present: isThere, vote, delegation }) => (
              <tr key={body}>
                <th scope="row">{body}</th>
                <td data-label={said.quota}>{quota(quotaThousandths)}%</td>
                <td data-label={said.present}>
                  {isThere ? said.yes : said.no}
                  {delegation && (
                    <p class="small">
                      {said.delegate(valueSets.memberOffices[delegation.from], delegation.protocol)}
                    </p>
                  )}
                </td>
                <td data-label={said.vote}>{vote === undefined ? '–' : said.votes[vote]}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}
