import type { AnyStateMachine } from 'xstate';
import type { Fact, RecordedFact } from './fact.js';
import type { StateMapping } from './state-names.js';

/** Which definition a stream follows. It stands in the first fact of every stream. */
export interface DefinitionReference {
  readonly id: string;
  readonly version: number;
  /** SHA-256 of `definitionText`, in hex: an altered definition is not the one that ran. */
  readonly digest: string;
}

/** A machine that runs once per thing of a kind: every scheda, every meeting. */
export interface PartDefinition {
  readonly machine: AnyStateMachine;
  /** The field of a fact's data that names the thing: `schedaId`. */
  readonly idField: string;
}

/** Folds one recorded fact into the data of a life, in place. Total: it never throws and never refuses. */
export type Remember<Data> = Remembering<Data>['remember'];

/**
 * A method, so that a definition passes for one of less particular data: whoever runs definitions of several
 * kinds only ever gives each the data that its own `beginData` has begun.
 */
interface Remembering<Data> {
  remember(data: Data, fact: RecordedFact): void;
}

/**
 * A kind of cycle, as data: what may follow what (the machines), what is remembered (plain functions)
 * and the documents that belong to it (schemas, value sets, templates). Once a stream has run on it, it
 * is frozen; a change is a new version.
 */
export interface Definition<Data = unknown> {
  readonly id: string;
  readonly version: number;
  readonly title: { readonly it: string; readonly en: string };
  readonly root: AnyStateMachine;
  readonly parts: Readonly<Record<string, PartDefinition>>;
  /** Plain JSON that belongs to the definition and to its digest. */
  readonly documents: Readonly<Record<string, unknown>>;
  /**
   * Raise it when something else is remembered of the same facts: snapshots taken before are not used then.
   * It is no part of the digest, since the facts and their way stay what they are.
   */
  readonly dataVersion: number;
  /** The data of a life before its first fact. */
  beginData(): Data;
  readonly remember: Readonly<Record<string, Remember<Data>>>;
  /** How the lives of an earlier version can go on under this one; undefined where they cannot. */
  readonly follows?: Follows<Data>;
  /**
   * When a fact happened, in a text that sorts as time does: a day. Nothing leaves a state before it came
   * to it (see `notBefore` of an acceptance).
   */
  happened(fact: RecordedFact): string;
  /** The reference that the first fact of a stream carries. */
  referenceIn(first: Fact): DefinitionReference | undefined;
}

/** How a life of an earlier version goes on under this one, once somebody decides that it does. */
export interface Follows<Data = unknown> {
  /** The version of the same definition that it follows. */
  readonly version: number;
  /** Where its machines go on. Part of the digest: it has to say so for every state a life can be in. */
  readonly states: StateMapping;
  /**
   * What is remembered from then on, made of what was; `migration` is the fact of it. Total and pure, as all
   * that is remembered. What the earlier version did not remember begins here.
   */
  inherit(data: Data, migration: RecordedFact): Data;
}

/** What a state is called and whom it waits for; the `meta` of every state in our machines. */
export interface StateMeta {
  readonly it: string;
  readonly en: string;
  /** The work this state waits for, if any. */
  readonly awaits?: Awaited;
}

/** A piece of work a state waits for. */
export interface Awaited {
  /** The roles that may do it. */
  readonly roles: readonly string[];
  /** What has to be done, as a person would say it. */
  readonly it: string;
  readonly en: string;
  /** The type of fact that does it: while the machines do not accept that, there is nothing to do yet. */
  readonly doneBy: string;
  /** The kind of deadline that says by when, if one is set. */
  readonly dueBy?: string;
}
