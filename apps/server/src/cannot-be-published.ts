import type { MappingNotTotal, Unmapped } from '#workflow';

/** A version of a definition says that it follows another, and not where every life of that one would go on. */
export class CannotBePublished extends Error {
  override readonly name = 'CannotBePublished';
  readonly code: string;

  constructor(cause: MappingNotTotal) {
    const { definition, follows, unmapped, code } = cause;
    const named = `${definition.id} ${definition.version}`;
    const lines = (language: 'it' | 'en') =>
      unmapped.map((each) => `\n- ${inOneLine(each, language)}`);
    const [it, en] =
      unmapped.length > 0
        ? [
            `non dice dove continuano questi stati della versione ${follows}:${lines('it').join('')}`,
            `does not say where these states of version ${follows} go on:${lines('en').join('')}`,
          ]
        : [
            `dice di seguire la versione ${follows}, che qui non è installata o non le viene prima.`,
            `says that it follows version ${follows}, which is not installed here or does not come before it.`,
          ];
    super(
      `La definizione ${named} non si può pubblicare (${code}): ${it}\n` +
        `The definition ${named} cannot be published (${code}): ${en}`,
      { cause },
    );
    this.code = code;
  }
}

const whys: Readonly<Record<Unmapped['why'], { readonly it: string; readonly en: string }>> = {
  'no-state': { it: 'non ha un corrispondente', en: 'has no counterpart' },
  over: { it: 'là sarebbe finito', en: 'would be over there' },
  stuck: { it: 'da lì nulla porterebbe avanti', en: 'nothing would lead on from there' },
};

function inOneLine(unmapped: Unmapped, language: 'it' | 'en'): string {
  const whole = { it: 'il ciclo', en: 'the cycle' } as const;
  const { kind = whole[language], state, why } = unmapped;
  return `${kind}, «${unmapped[language]}» (${state}): ${whys[why][language]}`;
}
