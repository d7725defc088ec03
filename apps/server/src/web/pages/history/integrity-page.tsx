import type { JSX } from 'preact';
import { assetAddress } from '../../assets/assets.js';
import type { Frame } from '../../frame.js';
import { Copied } from '../../pieces/copied.js';
import { Icon } from '../../pieces/icon.js';
import { Notice } from '../../pieces/notice.js';
import { HistoryPage } from './history-tabs.js';
import { Instant } from './instant.js';

/** What the service says of its ledger. */
export interface SaidOfLedger {
  readonly origin: string;
  readonly sealedSize: number;
  /** Base64. */
  readonly root: string;
  /** As verifiers take them: the one of today last. */
  readonly keys: readonly string[];
  /** When the service last read everything again, ISO 8601 UTC. */
  readonly auditedAt: string | undefined;
}

/** Whether a cycle is what was sealed: the browser finds out by itself; and the evidence to take away. */
export function IntegrityPage({
  frame,
  cycle,
  facts,
  ledger,
}: {
  readonly frame: Frame;
  readonly cycle: { readonly cycleId: string; readonly title: string };
  /** Facts of the cycle. */
  readonly facts: number;
  /** Undefined while it is not open. */
  readonly ledger: SaidOfLedger | undefined;
}): JSX.Element {
  const { words } = frame;
  const said = words.history.integrity;
  const { cycleId } = cycle;
  return (
    <HistoryPage frame={frame} cycle={cycle} tab="integrity">
      <p>{said.lead}</p>
      <Verifying frame={frame} cycleId={cycleId} facts={facts} />
      <div class="columns-even">
        <section>
          <h2>{said.bundle}</h2>
          <p>{said.bundleLead}</p>
          <p>
            <a class="button" href={`/api/v1/evidence?cycle=${cycleId}`} download>
              <Icon name="download" /> {said.download}
            </a>
          </p>
          <p>
            <a href="/api/v1/evidence" download>
              {said.whole}
            </a>
          </p>
        </section>
        <section>
          <h2>{said.sealed}</h2>
          {ledger ? <Said frame={frame} ledger={ledger} /> : <p>{said.notOpen}</p>}
        </section>
      </div>
      <script type="module" src={assetAddress('verify-chain.js')} />
    </HistoryPage>
  );
}

function Verifying({
  frame: { words },
  cycleId,
  facts,
}: {
  readonly frame: Frame;
  readonly cycleId: string;
  readonly facts: number;
}): JSX.Element {
  const said = words.history.integrity;
  return (
    <verify-chain data-cycle={cycleId} data-facts={facts}>
      <div class="chain-choice">
        <div class="without-script">
          <Notice kind="warning">
            <p>{said.noScript}</p>
          </Notice>
        </div>
        <form class="card" aria-labelledby="verifica">
          <h2 id="verifica">{said.verify}</h2>
          <div class="columns-even">
            <div class="field">
              <label for="sigillo">{said.anchor}</label>
              <p class="hint" id="sigillo-hint">
                {said.anchorHint}
              </p>
              <textarea
                id="sigillo"
                name="sigillo"
                rows={4}
                spellcheck={false}
                aria-describedby="sigillo-hint"
              />
              <label for="file" class="small">
                {said.anchorFile}
              </label>
              <input id="file" name="file" type="file" accept=".txt,.note,text/plain" />
            </div>
            <div class="field">
              <label for="chiave">{said.keyField}</label>
              <p class="hint" id="chiave-hint">
                {said.keyHint} {said.keyShown}
              </p>
              <input
                id="chiave"
                name="chiave"
                type="text"
                autocomplete="off"
                spellcheck={false}
                aria-describedby="chiave-hint"
              />
            </div>
          </div>
          <button type="submit" class="button">
            {said.start}
          </button>
          <progress hidden aria-labelledby="verifica" />
        </form>
      </div>
      <div role="status" class="chain" />
    </verify-chain>
  );
}

function Said({
  frame,
  ledger: { origin, sealedSize, root, keys, auditedAt },
}: {
  readonly frame: Frame;
  readonly ledger: SaidOfLedger;
}): JSX.Element {
  const { words, language } = frame;
  const said = words.history.integrity;
  return (
    <>
      <dl class="facts">
        <dt>{said.origin}</dt>
        <dd class="hash">{origin}</dd>
        <dt>{said.sealedSize}</dt>
        <dd>{sealedSize.toLocaleString(language === 'it' ? 'it-IT' : 'en-GB')}</dd>
        <dt>{said.root}</dt>
        <dd>
          <Copied frame={frame} text={root}>
            <code class="hash">{root}</code>
          </Copied>
        </dd>
        {keys.map((key) => (
          <>
            <dt>{said.key}</dt>
            <dd>
              <Copied frame={frame} text={key}>
                <code class="hash">{key}</code>
              </Copied>
            </dd>
          </>
        ))}
        {auditedAt !== undefined && (
          <>
            <dt>{said.audit}</dt>
            <dd>
              <Instant at={auditedAt} language={language} />
            </dd>
          </>
        )}
      </dl>
      <p class="small">{said.claimed}</p>
      <p>
        <a href="/api/v1/ledger/checkpoint" download="sigillo.txt">
          <Icon name="download" /> {said.checkpoint}
        </a>
      </p>
    </>
  );
}
