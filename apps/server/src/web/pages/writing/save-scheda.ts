import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { Json } from '#event-store';
import type { Person } from '#people';
import { changedFields, schedaValidatorOf, withChanges, type SchedaProblem } from '#planning';
import { invalidRequest } from '../../../api/api-problems.js';
import type { Problem } from '../../../http/problem.js';
import { newCommandId } from '../../commands/form-marks.js';
import { PageCommands } from '../../commands/page-commands.js';
import { mergedContent, type MergedField } from './merge-content.js';
import type { SchedaField } from './scheda-field.js';
import { SchedeInWriting, type SchedaInWriting } from './scheda-in-writing.js';
import { readTyped, sameTyped, typedOf, type Typed, type TypingProblem } from './typed.js';

/** What a form brings to be saved. */
export interface SentForm {
  /** The fields that stand in it. */
  readonly fields: readonly SchedaField[];
  readonly typed: Typed;
  /** At which revision of its cycle the scheda was as the form showed it. */
  readonly revision: number | undefined;
  readonly commandId: string;
  /** Whether a person wants to see the two versions before anything is saved. */
  readonly compares: boolean;
}

/** What is wrong with a field of a form. */
export type FaultOfField = TypingProblem | SchedaProblem;

/** What became of a form, with the scheda as it is now but for what was saved. */
export type SavingOutcome = { readonly opened: SchedaInWriting } & (
  | {
      readonly kind: 'saved';
      /** At which the scheda is as it was saved. */
      readonly revision: number;
      readonly version: number;
      /** Whether there was anything to save. */
      readonly isChanged: boolean;
      /** What could not be saved; all else was. */
      readonly faults: readonly FaultOfField[];
      /** The fields that others have changed since the form was shown. */
      readonly theirs: readonly string[];
    }
  | {
      readonly kind: 'conflict';
      readonly base: Readonly<Record<string, unknown>>;
      readonly mine: Readonly<Record<string, Json>>;
      readonly merged: Readonly<Record<string, MergedField>>;
    }
  /** Nothing was saved: what is wrong is to be mended before what others wrote is looked at. */
  | { readonly kind: 'faulty'; readonly faults: readonly FaultOfField[] }
  | { readonly kind: 'refused'; readonly problem: Problem }
);

/** How often a save begins anew since somebody else was faster. */
const ATTEMPTS = 4;

/** Saves what was written in schede, and brings it together with what others wrote meanwhile. */
@Injectable()
export class SchedaSaving {
  constructor(
    private readonly schede: SchedeInWriting,
    private readonly commands: PageCommands,
  ) {}

  async save(
    opened: SchedaInWriting,
    sent: SentForm,
    person: Person,
    request: FastifyRequest,
  ): Promise<SavingOutcome> {
    let now = opened;
    let commandId = sent.commandId;
    for (let left = ATTEMPTS; ; left -= 1) {
      const outcome = await this.#attempt(now, { ...sent, commandId }, person);
      const isBeaten = outcome.kind === 'refused' && outcome.problem.code === 'scheda-moved';
      if (!isBeaten || left === 0) return outcome;
      const { cycleId } = now.life.data;
      now = await this.schede.open({ cycleId, schedaId: now.scheda.schedaId }, person, request);
      commandId = newCommandId();
    }
  }

  async #attempt(opened: SchedaInWriting, sent: SentForm, person: Person): Promise<SavingOutcome> {
    const { life, scheda, frame } = opened;
    const { revision } = scheda.moved;
    const base =
      sent.revision === undefined ? undefined : await this.schede.contentAt(opened, sent.revision);
    const { values, faults } = wished(opened, sent, base ?? scheda.content);
    const merged = mergedContent(base ?? scheda.content, values, scheda.content);
    const isAsked = Object.values(merged).some(
      ({ how }) => sent.compares || how === 'asked' || how === 'together',
    );
    if (isAsked && faults.length > 0) return { kind: 'faulty', opened, faults };
    if (isAsked) return { kind: 'conflict', opened, base: base ?? {}, mine: values, merged };
    const changes = Object.fromEntries(
      Object.entries(merged).flatMap(([field, each]) =>
        each.how === 'mine' ? [[field, each.value]] : [],
      ),
    );
    // What others wrote and one wants as well is not theirs alone; nor is what one sent before, unanswered.
    const theirs = changedFields(base ?? {}, scheda.content, life)
      .map(({ field }) => field)
      .filter((field) => merged[field] === undefined);
    const saved = { kind: 'saved', opened, faults, theirs: base ? theirs : [] } as const;
    if (Object.keys(changes).length === 0) {
      return { ...saved, revision, version: scheda.version, isChanged: false };
    }
    const outcome = await this.commands.perform(
      'revise-scheda',
      { schedaId: scheda.schedaId, changes },
      {
        ...{ cycleId: life.data.cycleId, person, commandId: sent.commandId },
        // A form that says of no state on which it rests is refused as such.
        revision: base && revision,
        onBehalfOf: frame.actingFor?.personId,
      },
    );
    if (outcome.kind === 'invalid') throw invalidRequest(outcome.problems);
    if (outcome.kind === 'refused') return { ...outcome, opened };
    const [fact] = outcome.recorded.facts;
    return {
      ...saved,
      revision: fact?.revision ?? revision,
      version: fact?.type === 'SchedaRevised' ? fact.data.version : scheda.version,
      isChanged: true,
    };
  }
}

/** What a form wants to be otherwise than it was, as far as it can be saved, and what is wrong with the rest. */
function wished(
  { life, scheda }: SchedaInWriting,
  { fields, typed }: SentForm,
  base: Readonly<Record<string, unknown>>,
): { readonly values: Readonly<Record<string, Json>>; readonly faults: readonly FaultOfField[] } {
  const values: Record<string, Json> = {};
  const faults: FaultOfField[] = [];
  for (const field of fields) {
    const text = typed[field.name];
    if (text === undefined || sameTyped(text, typedOf(base, field))) continue;
    const read = readTyped(text, field);
    if ('problems' in read) faults.push(...read.problems);
    else values[field.name] = read.value;
  }
  const content = withChanges(scheda.content, values);
  for (const problem of schedaValidatorOf(life.workflow)(content, 'draft')) {
    const [, name = ''] = problem.field.split('/');
    if (!Object.hasOwn(values, name)) continue;
    faults.push(problem);
  }
  const wrong = new Set(faults.map(fieldOfFault));
  return {
    values: Object.fromEntries(Object.entries(values).filter(([name]) => !wrong.has(name))),
    faults,
  };
}

/** The name of the field that something is wrong with. */
export function fieldOfFault(fault: FaultOfField): string {
  return idOfFault(fault).split('.')[0] ?? '';
}

/** The id of what something is wrong with, in the form: `indicators.0.target`. */
export function idOfFault(fault: FaultOfField): string {
  return 'id' in fault ? fault.id : idOfPointer(fault.field);
}

/** `/indicators/0/target` as the id of a field of the form. */
export function idOfPointer(pointer: string): string {
  return pointer.slice(1).replaceAll('/', '.');
}
