/** A sentence in the two languages of the program. */
export interface Sentence {
  readonly it: string;
  readonly en: string;
}

export interface Step {
  readonly title: Sentence;
  readonly ok: Sentence;
  readonly failed: Sentence;
  /** Instead of `ok` where only a part of the facts is here, as in a bundle of one cycle. */
  readonly okOfPart?: Sentence;
  /** Nothing is wrong, but something is missing that was declared lost. */
  readonly lost?: Sentence;
  readonly notDone: Sentence;
}

/** What a verifier looks at, in this order. The exit code of a step is 10 and its number. */
export const steps = {
  signature: {
    title: { it: 'Firma e testimoni', en: 'Signature and witnesses' },
    ok: {
      it: 'Il sigillo è firmato con la chiave del registro e ha i testimoni richiesti.',
      en: 'The seal is signed with the key of the ledger and has the witnesses asked for.',
    },
    failed: {
      it: 'Il sigillo non è firmato come deve: non si sa chi garantisce questa storia.',
      en: 'The seal is not signed as it must be: nobody vouches for this history.',
    },
    notDone: { it: 'Manca il sigillo da controllare.', en: 'There is no seal to check.' },
  },
  root: {
    title: { it: 'Impronte e radice', en: 'Hashes and root' },
    ok: {
      it: 'Le impronte ricalcolate dai fatti danno la radice firmata: nessun fatto è cambiato, tolto o aggiunto.',
      en: 'The hashes worked out from the facts give the signed root: no fact was altered, removed or added.',
    },
    okOfPart: {
      it: 'Le impronte danno la radice firmata, e i fatti che sono qui sono fra quelli sigillati, nessuno cambiato o inventato. Degli altri c’è solo l’impronta.',
      en: 'The hashes give the signed root, and the facts that are here are among those that were sealed, none altered or made up. Of the others only the hashes are here.',
    },
    failed: {
      it: 'Le impronte ricalcolate dai fatti non danno la radice firmata: la storia non è quella sigillata.',
      en: 'The hashes worked out from the facts do not give the signed root: this is not the sealed history.',
    },
    notDone: { it: 'Senza sigillo non c’è radice.', en: 'Without a seal there is no root.' },
  },
  canonical: {
    title: { it: 'Forma canonica', en: 'Canonical form' },
    ok: {
      it: 'Ogni fatto è scritto nell’unico modo possibile (RFC 8785).',
      en: 'Each fact is written in the only possible way (RFC 8785).',
    },
    failed: {
      it: 'Un fatto non è scritto nella forma canonica: due programmi potrebbero leggerlo in modo diverso.',
      en: 'A fact is not in canonical form: two programs might read it differently.',
    },
    notDone: { it: 'Non c’è alcun fatto da leggere.', en: 'There is no fact to read.' },
  },
  order: {
    title: { it: 'Ordine dei fatti', en: 'Order of the facts' },
    ok: {
      it: 'In ogni flusso i fatti si susseguono senza buchi, ciascuno legato al precedente, e il tempo non torna indietro.',
      en: 'In each stream the facts follow without gaps, each linked to the one before, and time does not go back.',
    },
    okOfPart: {
      it: 'Dal primo all’ultimo che è qui i fatti si susseguono senza buchi, ciascuno legato al precedente, e il tempo non torna indietro. Se dopo l’ultimo ne furono sigillati altri, da qui non si vede.',
      en: 'From the first to the last that is here the facts follow without gaps, each linked to the one before, and time does not go back. Whether others were sealed after the last is not seen from here.',
    },
    failed: {
      it: 'L’ordine dei fatti è rotto: ne manca uno, ce n’è uno di troppo, o uno è datato prima del precedente.',
      en: 'The order of the facts is broken: one is missing, one too many, or dated before the one before it.',
    },
    notDone: { it: 'Non c’è alcun fatto da ordinare.', en: 'There is no fact to put in order.' },
  },
  prefix: {
    title: { it: 'Sigilli precedenti', en: 'Earlier seals' },
    ok: {
      it: 'Ogni sigillo precedente, anche spedito o stampato, è un inizio di questa stessa storia.',
      en: 'Each earlier seal, mailed or printed ones too, is a beginning of this very history.',
    },
    failed: {
      it: 'Un sigillo precedente contraddice questa storia: è stata riscritta, accorciata o biforcata.',
      en: 'An earlier seal contradicts this history: it was rewritten, shortened or forked.',
    },
    lost: {
      it: 'Fatti che erano sigillati non ci sono più: il registro stesso dichiara di averli perduti. Il resto torna.',
      en: 'Facts that were sealed are not there any more: the ledger itself declares that it has lost them. The rest is as it must be.',
    },
    notDone: {
      it: 'Nessun sigillo precedente con cui confrontare: chi ne ha uno spedito o stampato lo aggiunga.',
      en: 'No earlier seal to compare with: whoever has a mailed or printed one should add it.',
    },
  },
  time: {
    title: { it: 'Marche temporali', en: 'Time stamps' },
    ok: {
      it: 'Le date dei fatti stanno fra quelle dei testimoni e delle marche temporali.',
      en: 'The dates of the facts lie between those of the witnesses and time stamps.',
    },
    failed: {
      it: 'La data di un fatto non può essere vera: un testimone o una marca temporale dice altro.',
      en: 'The date of a fact cannot be true: a witness or a time stamp says otherwise.',
    },
    notDone: {
      it: 'Nessun testimone e nessuna marca temporale: le date sono solo quelle del registro.',
      en: 'No witness and no time stamp: the dates are those of the ledger alone.',
    },
  },
  replay: {
    title: { it: 'Regole e quattro occhi', en: 'Rules and four eyes' },
    ok: {
      it: 'Riletti dal primo, i fatti rispettano le macchine a stati e chi decide non è chi ha proposto.',
      en: 'Read again from the first, the facts obey the state machines, and who decides is not who proposed.',
    },
    failed: {
      it: 'Un fatto viola le regole: le macchine a stati o i quattro occhi non lo ammettono.',
      en: 'A fact breaks the rules: the state machines or the four eyes do not admit it.',
    },
    notDone: { it: 'La rilettura non è stata fatta.', en: 'The replay was not done.' },
  },
  bundle: {
    title: { it: 'Integrità del fascicolo', en: 'Integrity of the bundle' },
    ok: {
      it: 'Ogni file del fascicolo è quello dell’indice firmato.',
      en: 'Each file of the bundle is the one of the signed manifest.',
    },
    failed: {
      it: 'Un file del fascicolo manca, è cambiato o non è nell’indice firmato.',
      en: 'A file of the bundle is missing, altered or not in the signed manifest.',
    },
    notDone: {
      it: 'L’indice firmato dei file non è stato controllato.',
      en: 'The signed manifest of the files was not checked.',
    },
  },
} as const satisfies Record<string, Step>;

export type StepName = keyof typeof steps;
export const stepNames = Object.keys(steps) as readonly StepName[];

/** The exit code of a verification that failed at a step first: 11 for the signature, up to 18. */
export const exitCodeOf = (step: StepName): number => 11 + stepNames.indexOf(step);

/**
 * The exit code where no step failed, but facts are gone that the log declares lost: neither that of a history that is
 * whole nor that of one that was rewritten. Whoever verifies must decide whether they believe the declaration.
 */
export const LOSS_DECLARED = 5;
