import type { Person, Role } from '#people';
import type { Life, RecordedFact, Refusal } from '#workflow';
import type { CycleData } from '../cycle/cycle-data.js';
import type { LifeData } from '../life-data.js';
import type { OrganisationOn } from '../organisation/organisation.js';
import type { PlanningFact } from '../planning-fact.js';
import type { CycleCommand } from './cycle-command.js';
import type { AnyLife } from './lives.js';
import type { LooksAt } from './looks-at.js';

export type { AnyLife, CycleLife } from './lives.js';

/** The kinds of parts a cycle or a register may have. */
export type PartKind =
  | 'scheda'
  | 'meeting'
  | 'contribution'
  | 'deadline'
  | 'reminder'
  | 'question'
  | 'prescription'
  | 'promise'
  | 'coDesignRow'
  | 'fundedProject'
  | 'document'
  | 'application'
  | 'theme'
  | 'spreadsheetImport'
  | 'unit'
  | 'delegation'
  | 'roleGrant'
  | 'person';

/** A role that may use a verb, and on what condition. */
export interface Grant {
  readonly role: Role;
  /** `own-unit`: only about schede of the person's own unit, and never towards another. */
  readonly when?: 'own-unit';
}

/** Something wrong in the content of a scheda, for a person to mend. */
export interface SchedaProblem {
  /** JSON pointer to the field: `/indicators/0/target`. */
  readonly field: string;
  /** What the field is called on the sheet: `Indicatori`. */
  readonly label: string;
  readonly it: string;
  readonly en: string;
}

export type { LooksAt } from './looks-at.js';

/**
 * What was found elsewhere. Another life is as its last durable fact left it: it may move on before the
 * decision is written, which is why the fact says at which revision it was looked at.
 */
export interface Elsewhere {
  /** Another cycle or register; undefined when there is none of that id. */
  readonly life: (cycleId: string) => Readonly<AnyLife> | undefined;
  /** A fact of the same stream; undefined when it has none of that id. */
  readonly fact: (eventId: string) => RecordedFact | undefined;
  /** Every fact of the command that was looked at, in order; none where the fact is not there. */
  readonly sameCommand: readonly IdentifiedFact[];
  /** The words of a text that may be sealed; undefined where they were erased. */
  readonly words: (text: string) => string | undefined;
  /** The keys with which personal data of a subject was sealed. */
  readonly keysOf: (subject: string) => readonly string[];
}

/** A fact as it was recorded, with the id of its event. */
export interface IdentifiedFact extends RecordedFact {
  readonly id: string;
}

/** What a decision may know besides the life and the wish. Everything comes in; nothing is looked up. */
export interface DecisionContext {
  /** What the verb said it looks at. */
  readonly elsewhere: Elsewhere;
  /** Whose act it is, in the role it is done in: for what is done on behalf of somebody, the delegator. */
  readonly person: Person;
  /** Everybody who answers for it: the real hand, and whom it is done for. Four eyes are none of theirs. */
  readonly hands: readonly string[];
  /** The organisation of the zone today, where it was looked at; undefined where the zone keeps none. */
  readonly organisation: OrganisationOn | undefined;
  /** The day the wish says it happened, Europe/Rome. */
  readonly occurredOn: string;
  /** Today in Europe/Rome. */
  readonly today: string;
  /** The instant at which it would be recorded, ISO 8601 UTC. */
  readonly recordedAt: string;
  /** A new id, the same for every repetition of the command. */
  readonly newId: (name: string) => string;
  /** SHA-256 of the canonical JSON, hex. Throws for what is not JSON (a bug in the caller). */
  readonly fingerprint: (value: unknown) => string;
  /** Whether there is a verb of this name. */
  readonly isVerb: (name: string) => boolean;
  /** What the schema of the definition finds wrong; `submitted` asks for what a submission needs. */
  readonly schedaProblems: (
    content: Readonly<Record<string, unknown>>,
    stage: 'draft' | 'submitted',
  ) => readonly SchedaProblem[];
}

/**
 * A verb of the domain, whole: what is asked, who may, what follows (state and wish in, facts or a refusal
 * out). The HTTP route, the OpenAPI
 * document, the policy matrix, the possible actions of a page and the command handler all come from it.
 */
export interface Verb<Wish extends CycleCommand = CycleCommand, Data extends LifeData = LifeData> {
  /** Kebab-case, as in the address: `return-scheda`. */
  readonly name: string;
  /** The request, checked by class-validator. */
  readonly command: new () => Wish;
  readonly title: { readonly it: string; readonly en: string };
  /** Who may. Nobody else: deny by default. */
  readonly who: readonly Grant[];
  /**
   * Whether it approves, answers what a program proposes, ends or reopens for good, lets somebody act or takes that
   * back, or erases: then only a person may ask for it, who has just proved who they are; no program with a token, and
   * nobody in an emergency.
   */
  readonly decisive?: true;
  /** Whether a reason must be given. */
  readonly reason: 'required' | 'optional';
  /** The facts it can bring about, the leading one first: when that is possible, the verb is. */
  readonly facts: readonly [PlanningFact['type'], ...PlanningFact['type'][]];
  /** The ids of the definitions it is for, where that is not every one that knows its leading fact. */
  readonly definitions?: readonly string[];
  /** The kind of part it is about, if it is about one. */
  readonly about?: PartKind;
  /** Whether the caller must say which state of the scheda it saw (`If-Match`). */
  readonly ifMatch?: 'required';
  /** Whether the server reads its wish out of a file: nobody may say of JSON that it was one. */
  readonly fromFile?: true;
  /** The legal reference that stands behind it, if any. */
  readonly law?: string;
  /** What its decision needs from other cycles and registers, or of the facts of its own; today in Europe/Rome. */
  looksAt?(wish: Wish, today: string): LooksAt;
  /** Pure. A method, so that verbs of different wishes stand in one list. */
  decide(
    life: Readonly<Life<Data>>,
    wish: Wish,
    context: DecisionContext,
  ): readonly PlanningFact[] | Refusal;
}

/** Declares a verb; the types of its wish and of its decision are held together here. */
export function verb<Wish extends CycleCommand, Data extends LifeData = CycleData>(
  declaration: Verb<Wish, Data>,
): Verb<Wish, Data> {
  return declaration;
}

/** Grants without a condition. */
export function roles(...list: readonly Role[]): readonly Grant[] {
  return list.map((role) => ({ role }));
}
