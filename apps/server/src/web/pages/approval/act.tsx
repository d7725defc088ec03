import type { JSX } from 'preact';
import { dayInWords } from '#calendar';
import { plansInForce, valueSets } from '#planning';
import type { Frame } from '../../frame.js';
import { ActDocument } from './act-document.js';
import { approvalAddress, sittingAddress } from './approval-tabs.js';
import type { ShownApproval } from './approval-reader.js';
import { Fingerprint } from '../../pieces/fingerprint.js';

/** Each act by which a plan came into force, the one that holds first, and where it can be read by everybody. */
export function Act({
  frame,
  shown,
}: {
  readonly frame: Frame;
  readonly shown: ShownApproval;
}): JSX.Element | null {
  const { words, language, may } = frame;
  const said = words.approval;
  const { life, frozen } = shown;
  const { data } = life;
  const plans = plansInForce(data);
  if (plans.length === 0) return null;
  return (
    <section aria-labelledby="atti">
      <h2 id="atti">{said.acts}</h2>
      {plans.toReversed().map(({ manifestHash, on, until, approval, annulment }) => {
        const session = data.sessions.find(({ sessionId }) => sessionId === approval?.sessionId);
        const fact = frozen.deliberatedAt.get(approval?.sessionId ?? '');
        const number = frozen.documents.find(({ hash }) => hash === manifestHash)?.number;
        const published = data.publications.filter((each) => each.manifestHash === manifestHash);
        const deposits = data.prowebDeposits.filter((each) => each.manifestHash === manifestHash);
        return (
          <article key={`${manifestHash} ${on}`} class="card">
            <h3>
              {approval
                ? said.approvedBy(
                    approval.number ?? '–',
                    dayInWords(approval.on, language),
                    approval.organ,
                  )
                : said.annulled(annulment?.act ?? '', dayInWords(on, language))}
            </h3>
            <dl class="facts">
              {session && (
                <>
                  <dt>{said.organ}</dt>
                  <dd>{session.organ}</dd>
                  <dt>{said.kind}</dt>
                  <dd>{said.deliberation}</dd>
                  <dt>{said.number}</dt>
                  <dd>{session.number ?? '–'}</dd>
                  <dt>{said.date}</dt>
                  <dd>
                    {session.actDate === undefined ? (
                      '–'
                    ) : (
                      <time dateTime={session.actDate}>
                        {dayInWords(session.actDate, language)}
                      </time>
                    )}
                  </dd>
                  <ActDocument {...{ frame, shown, session }} />
                  <dt>{said.outcome}</dt>
                  <dd>
                    {session.outcome !== undefined &&
                      session.outcome !== 'cancelled' &&
                      valueSets.outcomes[session.outcome]}
                    {' · '}
                    <a href={sittingAddress(data.cycleId, session.sessionId)}>{said.theSitting}</a>
                  </dd>
                </>
              )}
              <dt>{said.inForce}</dt>
              <dd>
                {until === null
                  ? said.since(dayInWords(on, language))
                  : said.fromTo(dayInWords(on, language), dayInWords(until, language))}
              </dd>
              <dt>{said.hash}</dt>
              <dd>
                <Fingerprint frame={frame} hash={manifestHash} />
                {number !== undefined && (
                  <>
                    {' '}
                    <a href={`${approvalAddress(data.cycleId, 'documento')}?versione=${number}`}>
                      {said.document(number)}
                    </a>
                  </>
                )}
              </dd>
              {fact !== undefined && may.openHistory && (
                <>
                  <dt>{said.seal}</dt>
                  <dd>
                    <a href={`/cicli/${data.cycleId}/storico/fatti/${fact}`}>{said.sealOf(fact)}</a>
                  </dd>
                </>
              )}
              <dt>{said.publication}</dt>
              <dd>
                {published.length === 0
                  ? said.notPublished
                  : published.map(({ where, url, from }) => (
                      <p key={`${where} ${from}`}>
                        {url === undefined ? where : <a href={url}>{where}</a>},{' '}
                        {said.from(dayInWords(from, language))}
                      </p>
                    ))}
              </dd>
              <dt>{said.proweb}</dt>
              <dd>
                {deposits.length === 0
                  ? said.notDeposited
                  : deposits.map((deposit) => (
                      <p key={deposit.depositedOn}>
                        {said.from(dayInWords(deposit.depositedOn, language))}
                      </p>
                    ))}
              </dd>
            </dl>
          </article>
        );
      })}
    </section>
  );
}
