import type { SealedFact } from './entry.js';
import type { StreamEnd } from './report.js';
import type { Sentence } from './steps.js';
import type { WholeLog } from './whole-log.js';

/** Where the streams of a bundle of one cycle end: that nothing was sealed after, it does not show by itself. */
export class StreamEnds {
  readonly #last = new Map<string, StreamEnd>();

  look({ stream, rev, type, at }: SealedFact): void {
    this.#last.set(stream, { stream, revision: rev, type, at: at ?? '' });
  }

  report(): readonly StreamEnd[] {
    return [...this.#last.values()];
  }

  /** What whoever reads the report must know of it. @param whole what it was compared with */
  notes(whole: Pick<WholeLog, 'read' | 'unread'> | undefined): readonly Sentence[] {
    if (this.#last.size === 0) return [];
    const ends = this.report()
      .map(({ stream, revision, type, at }) => `${stream} ${revision} (${type}, ${at})`)
      .join('; ');
    const here = {
      it: `Un fascicolo di un ciclo prova che i fatti che sono qui furono sigillati così, senza buchi dal primo all’ultimo: ${ends}.`,
      en: `A bundle of one cycle proves that the facts that are here were sealed like this, without a gap from the first to the last: ${ends}.`,
    };
    const after = afterThem(whole);
    return [{ it: `${here.it} ${after.it}`, en: `${here.en} ${after.en}` }];
  }
}

function afterThem(whole: Pick<WholeLog, 'read' | 'unread'> | undefined): Sentence {
  if (whole === undefined)
    return {
      it: 'Che dopo di quelli non ne siano stati sigillati altri lo dice solo chi ha firmato l’indice; lo mostra il fascicolo di tutto il registro (traccia verify --whole CARTELLA).',
      en: 'That no others were sealed after these only whoever signed the manifest says; the bundle of the whole log shows it (traccia verify --whole FOLDER).',
    };
  if (whole.unread === 0)
    return {
      it: 'Confrontato con tutti i fatti del registro fino a questo sigillo.',
      en: 'It was compared with all facts of the ledger up to this seal.',
    };
  return {
    it: `Confrontato con ${whole.read} fatti del registro: gli altri ${whole.unread} sotto questo sigillo nel fascicolo di tutto il registro non ci sono, e se siano di questo ciclo non si sa.`,
    en: `It was compared with ${whole.read} facts of the ledger: the other ${whole.unread} under this seal are not in the bundle of the whole log, and whether they are of this cycle is not known.`,
  };
}
