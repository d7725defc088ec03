import type { Decision, Report, StepReport } from '#evidence';
import { factWords } from '#planning';
import { element, part, table } from './elements.js';
import { words, type Language, type Word } from './words.js';

const SHOWN = 500;

/** Shows what a verification has found. */
export function showReport(report: Report, language: Language): void {
  const say = (word: Word): string => words[language][word];
  const isGood = report.result === 'verified';
  const good = report.of === 'page' ? say('verifiedCopy') : say('verified');
  const verdict = part('verdict');
  verdict.className = isGood ? 'verdict good' : 'verdict bad';
  verdict.textContent = {
    verified: [`✓ ${good}`, ...lossIn(report).map(say)].join(', '),
    lost: `! ${say('notWhole')}`,
    refused: `✗ ${say('refused')}`,
  }[report.result];
  part('report').replaceChildren(
    ...optional(report.epochs.length > 0, () =>
      section(
        say('epochs'),
        element(
          'ul',
          'epochs',
          ...report.epochs.map((epoch) => element('li', '', epoch[language])),
        ),
      ),
    ),
    ...report.notes.map((note) => element('p', 'note', note[language])),
    section(
      say('steps'),
      element('ol', 'steps', ...report.steps.map((step) => stepOf(step, language))),
    ),
    section(say('seal'), sealOf(report, say)),
    ...optional(report.erasures.length > 0, () =>
      section(
        say('erasures'),
        element('ul', '', ...report.erasures.map((erased) => element('li', '', erased[language]))),
      ),
    ),
    ...optional(report.anchors.length > 0, () =>
      section(
        say('anchors'),
        table(
          say('anchors'),
          [say('size'), say('kind'), say('name'), say('at')],
          report.anchors.map(({ size, kind, name, at = '' }) => [`${size}`, kind, name, at]),
        ),
      ),
    ),
    ...optional(report.standings.length > 0, () =>
      section(
        say('standings'),
        table(
          say('standings'),
          [say('stream'), say('size'), say('state'), say('parts')],
          report.standings.map(({ stream, definition, facts, state, parts }) => [
            `${stream} (${definition})`,
            `${facts}`,
            state,
            partsInWords(parts),
          ]),
        ),
      ),
    ),
    ...optional(report.decisions.length > 0, () =>
      section(`${say('decisions')} (${report.decisions.length})`, ...decisionsOf(report, language)),
    ),
    element('p', 'note', say('lossy')),
  );
}

/** What a verdict says of declared epochs. */
function lossIn({ epochs }: Report): readonly Word[] {
  if (epochs.some(({ isLossKnown }) => !isLossKnown)) return ['withUnknownLoss'];
  return epochs.some(({ lostCount }) => lostCount > 0) ? ['withLoss'] : [];
}

function optional(isThere: boolean, make: () => HTMLElement): readonly HTMLElement[] {
  return isThere ? [make()] : [];
}

function section(title: string, ...content: readonly HTMLElement[]): HTMLElement {
  return element('section', '', element('h2', '', title), ...content);
}

function stepOf(
  { step, title, outcome, findings, found, ...sentence }: StepReport,
  language: Language,
): HTMLElement {
  const say = (word: Word): string => words[language][word];
  const sign = { ok: '✓', failed: '✗', 'not-done': '–', lost: '!' }[outcome];
  const made = element(
    ...(['li', `step ${outcome}`] as const),
    element('span', 'sign', sign),
    element(
      ...(['div', ''] as const),
      element('strong', '', `${title[language]}: ${say(outcome)}`),
      element('p', '', sentence[language]),
      ...optional(findings.length > 0, () =>
        element(
          ...(['ul', 'findings'] as const),
          ...findings.map((each) => element('li', '', `${each.where}: ${each[language]}`)),
          found > findings.length
            ? element('li', '', `… ${found - findings.length} ${say('more')}`)
            : undefined,
        ),
      ),
    ),
  );
  made.dataset['step'] = step;
  made.dataset['outcome'] = outcome;
  return made;
}

function sealOf(report: Report, say: (word: Word) => string): HTMLElement {
  const rows = [
    [say('ledger'), report.origin],
    [say('facts'), `${report.size}`],
    [say('read'), `${report.facts}`],
    [say('root'), report.root],
    ...report.keys.map((key) => [say('key'), key]),
  ] as const;
  return element(
    ...(['dl', ''] as const),
    ...rows.flatMap(([name = '', value = '']) => [
      element('dt', '', name),
      element('dd', '', element('code', '', value)),
    ]),
  );
}

function partsInWords(parts: Report['standings'][number]['parts']): string {
  return Object.entries(parts)
    .map(([kind, states]) => {
      const each = Object.entries(states).map(([state, count]) => `${count} ${state}`);
      return `${kind}: ${each.join(', ')}`;
    })
    .join('; ');
}

function decisionsOf({ decisions }: Report, language: Language): readonly HTMLElement[] {
  const say = (word: Word): string => words[language][word];
  const search = element('input', '');
  search.type = 'search';
  search.setAttribute('aria-label', say('search'));
  search.placeholder = say('search');
  const rows = element('div', '');
  const show = (): void => {
    const wanted = search.value.trim().toLowerCase();
    const found = decisions
      .map((decision) => cellsOf(decision, language))
      .filter((cells) => cells.join(' ').toLowerCase().includes(wanted));
    const heads = (['when', 'what', 'who', 'onBehalfOf', 'act', 'reason'] as const).map(say);
    const count = element(
      'p',
      'count',
      `${Math.min(SHOWN, found.length)} / ${found.length} ${say('shown')}`,
    );
    rows.replaceChildren(count, table(say('decisions'), heads, found.slice(0, SHOWN)));
  };
  search.addEventListener('input', show);
  show();
  return [search, rows];
}

function cellsOf(
  { on, at, type, who, role, onBehalfOf = '', act = '', reason = '' }: Decision,
  language: Language,
): readonly string[] {
  const recorded = at.slice(0, 16).replace('T', ' ');
  const when = on === undefined ? recorded : `${on} (${recorded})`;
  return [
    when,
    factWords(type)[language],
    role === undefined ? who : `${who} (${role})`,
    onBehalfOf,
    act,
    reason,
  ];
}
