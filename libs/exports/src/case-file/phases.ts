import type { ExportedFact } from '../exported-fact.js';

/** A phase of the procedure as annex 5 calls it, with its days. */
export interface PhaseOfProcedure {
  readonly TipoFase: string;
  readonly DataInizioFase: string;
  /** Null while it lasts. */
  readonly DataFineFase: string | null;
}

/**
 * Which phase of a procedure the phases of our machines are. Those that follow the decision are no phases of the
 * procedure: the plan is carried out then.
 */
const phaseTypes: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'poa-annuale': {
    draft: 'Preparatoria',
    kickoff: 'Preparatoria',
    preparation: 'Istruttoria',
    verification: 'Istruttoria',
    approval: 'Decisoria o deliberativa',
  },
  'co-programmazione': {
    draft: 'Preparatoria',
    started: 'Istruttoria',
    onNotice: 'Istruttoria',
    noticeClosed: 'Istruttoria',
    inSession: 'Istruttoria',
  },
};

/** Follows a cycle through the phases of its procedure; one that is come back to is told again. */
export class PhasesOfProcedure {
  readonly #told: { TipoFase: string; DataInizioFase: string; DataFineFase: string | null }[] = [];

  follow({ life, envelope }: ExportedFact): void {
    const types = phaseTypes[life.workflow.reference.id] ?? {};
    const type = types[life.workflow.root.phase(life.state)];
    const current = this.#told.at(-1);
    const isOpen = current?.DataFineFase === null;
    if (isOpen && current.TipoFase === type) return;
    const day = envelope.occurredOn;
    if (isOpen) current.DataFineFase = day;
    if (type !== undefined) {
      this.#told.push({ TipoFase: type, DataInizioFase: day, DataFineFase: null });
    }
  }

  told(): readonly PhaseOfProcedure[] {
    return this.#told;
  }
}
