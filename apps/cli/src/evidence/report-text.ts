import type { Report } from '#evidence';

const signs = { ok: '✓', failed: '✗', 'not-done': '–', lost: '!' } as const;

/** What a verification has found, in lines for a person. */
export function reportText(report: Report): readonly string[] {
  const { origin, size, facts, steps, notes, epochs, erasures, standings, decisions } = report;
  return [
    `Registro ${origin}: sigillo su ${size} fatti, ${facts} letti qui.`,
    ...steps.flatMap(({ number, title, outcome, it, findings, found }) => [
      `${signs[outcome]} ${number}. ${title.it}: ${it}`,
      ...findings.map((each) => `     ${each.where}: ${each.it}`),
      ...(found > findings.length ? [`     … e altri ${found - findings.length}`] : []),
    ]),
    ...epochs.map(({ it }) => `! ${it}`),
    ...erasures.map(({ it }) => it),
    ...standings.map(
      (each) =>
        `${each.stream}: ${each.facts} fatti riletti, ora «${each.state}» (${each.definition}).`,
    ),
    ...(decisions.length > 0
      ? [`Decisioni rilette: ${decisions.length} (con --json si leggono).`]
      : []),
    ...notes.map(({ it }) => `Nota: ${it}`),
    verdictOf(report),
  ];
}

function verdictOf({ result, epochs }: Report): string {
  const lost = epochs.reduce((sum, { lostCount }) => sum + lostCount, 0);
  if (result === 'lost')
    return 'NON INTERO: quel che c’è torna, ma fatti sigillati sono dichiarati perduti.';
  if (result === 'refused') return 'NON VERIFICATO.';
  if (epochs.some(({ isLossKnown }) => !isLossKnown))
    return 'Verificato; ma di un’epoca dichiarata non si sa che cosa sia andato perduto.';
  return lost === 0 ? 'Verificato.' : `Verificato, con una perdita dichiarata di ${lost} fatti.`;
}
