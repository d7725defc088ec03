import type {
  DeadlineChange,
  Divergence,
  NoticeChange,
  RehearsalResult,
  RehearsedLife,
  StuckState,
} from '#planning';
import type { Unmapped } from '#workflow';

/** The result of a rehearsal as a table in Italian: a line for each thing that changes. */
export function rehearsalText(result: RehearsalResult): readonly string[] {
  const { definition, follows, problems, unmapped, lives } = result;
  const { id, version, digest } = definition;
  return [
    `Prova di ${id}, versione ${version}${digest === '' ? '' : `, impronta ${digest}`}`,
    follows === undefined
      ? 'Non dice quale versione segue: ciò che è in corso resterebbe sotto la sua.'
      : `Segue la versione ${follows}.`,
    '',
    ...section('Non è una definizione che si possa usare:', problems),
    ...section(
      'Non si può pubblicare: non dice dove continuano questi stati (mapping-not-total):',
      unmapped.map(unmappedText),
    ),
    ...(problems.length > 0 ? [] : table(lives)),
  ];
}

function section(title: string, lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : [title, ...lines.map((line) => `- ${line}`), ''];
}

const whys: Readonly<Record<Unmapped['why'], string>> = {
  'no-state': 'non ha un corrispondente',
  over: 'là sarebbe finito',
  stuck: 'da lì nulla porterebbe avanti',
};

function unmappedText({ kind, state, why, it }: Unmapped): string {
  return `${kind ?? 'il ciclo'} «${it}» (${state}): ${whys[why]}`;
}

const heading = ['Ciclo o registro', 'Fatti', 'Vers.', 'In corso', 'Che cosa cambia'] as const;

function table(lives: readonly RehearsedLife[]): readonly string[] {
  const rows = lives.flatMap((life) => {
    const [first = 'nulla', ...others] = changesOf(life);
    const { cycleId, facts, version, isRunning } = life;
    return [
      [cycleId, String(facts), String(version), isRunning ? 'sì' : 'no', first],
      ...others.map((other) => ['', '', '', '', other]),
    ];
  });
  const widths = heading.map((title, column) =>
    Math.max(title.length, ...rows.map((row) => row[column]?.length ?? 0)),
  );
  const line = (cells: readonly string[]): string =>
    cells
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd();
  const changed = lives.filter((life) => changesOf(life).length > 0).length;
  return [
    line(heading),
    line(widths.map((width) => '-'.repeat(width))),
    ...rows.map(line),
    '',
    `Provati ${lives.length}, cambiano ${changed}.`,
  ];
}

function changesOf({ divergence, stuck, deadlines, notices }: RehearsedLife): readonly string[] {
  return [
    ...(divergence ? [divergenceText(divergence)] : []),
    ...stuck.map(stuckText),
    ...deadlines.map(deadlineText),
    ...notices.map(noticeText),
  ];
}

type Part = StuckState['part'];
const of = (part: Part): string => (part ? `${part.kind} ${part.id}: ` : '');

function divergenceText(divergence: Divergence): string {
  const { revision, what, before, after, instead, part, fault } = divergence;
  const change = before.it === after.it ? `«${after.it}»` : `da «${before.it}» a «${after.it}»`;
  if (fault !== undefined)
    return `${of(part)}la definizione si guasta al fatto ${revision} (${what.it}): ${fault}`;
  const there = instead ? `qui «${instead.it}»` : 'qui non è ammesso';
  return `${of(part)}diverge al fatto ${revision} (${what.it}): ${change}, ${there}`;
}

function stuckText({ part, state, why, fault = '' }: StuckState): string {
  if (why === 'cannot-inherit')
    return `la definizione non sa riprendere ciò che è già registrato: ${fault}`;
  return `${of(part)}resterebbe fermo in «${state.it}»: ${whys[why]}`;
}

function deadlineText({ label, change, from, to }: DeadlineChange): string {
  switch (change) {
    case 'gained':
      return `scadenza in più: ${label.it}, ${to ?? ''}`;
    case 'lost':
      return `scadenza in meno: ${label.it}, era ${from ?? ''}`;
    case 'moved':
      return `scadenza spostata: ${label.it}, dal ${from ?? ''} al ${to ?? ''}`;
  }
}

const changes: Readonly<Record<NoticeChange['change'], string>> = {
  gained: 'avviso in più',
  lost: 'avviso in meno',
  changed: 'avviso cambiato',
};

function noticeText({ ruleId, change, times }: NoticeChange): string {
  const often = times === 1 ? 'una volta' : `${times} volte`;
  return `${changes[change]}: ${ruleId} (${often} nella sua storia)`;
}
