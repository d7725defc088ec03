import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { Directory, type Person } from '#people';
import {
  actionOf,
  belongsTo,
  CyclesProjection,
  cycleName,
  cyclesOf,
  InvalidCommand,
  Pipeline,
  reads,
  rolesInWords,
  verbByName,
  yearlyProgramme,
  type Action,
  type AnyLife,
  type OrganisationOn,
  type PartOfCycle,
  type Verb,
} from '#planning';
import { begin, Refusal, Workflows } from '#workflow';
import { SessionView } from '../../../access/session-view.js';
import { commandAsked } from '../../../api/asked-command.js';
import { CycleReader } from '../../../api/cycle-reader.js';
import { lifeView, readingOf } from '../../../api/life-view.js';
import { ReadModelReader } from '../../../api/read-model-reader.js';
import { refusalProblem } from '../../../api/refusal-problem.js';
import { httpProblem } from '../../../http/http-problems.js';
import { Problem } from '../../../http/problem.js';
import { frameOf, type Frame } from '../../frame.js';
import type { Crumb } from '../../pieces/page.js';
import { cycleCrumb } from '../cycle/cycle-address.js';
import { actionAddress } from './action-address.js';
import { fieldsOf, isCommonField, withoutForm, type FormField } from './form-field.js';
import { givenFor } from './given.js';
import { choicesOf, referenceOf, type Around } from './references.js';
import type { Typed } from './typed.js';

/** As many cycles as somebody chooses among. */
const MOST_CYCLES = 100;

/** The id of a command that is never performed: what would follow from it is only asked. */
const NO_COMMAND = '00000000-0000-4000-8000-000000000000';

/** All that the page of a verb needs to know of where it would be used. */
export interface ActionScene {
  readonly verb: Verb;
  readonly cycleId: string;
  readonly person: Person;
  readonly frame: Frame;
  readonly life: Readonly<AnyLife>;
  readonly organisation: OrganisationOn | undefined;
  readonly fields: readonly FormField[];
  readonly around: Around;
  readonly given: ReadonlyMap<string, string>;
  /** Whether the verb is about a part, and nobody said which. */
  readonly isAboutNothing: boolean;
  readonly action: Action;
  readonly revision: number | undefined;
  readonly crumbs: readonly Crumb[];
  /** The page that shows what the verb is about. */
  readonly home: string;
}

/** Gathers what the pages of the verbs show. */
@Injectable()
export class ActionScenes {
  constructor(
    private readonly reader: CycleReader,
    private readonly sessions: SessionView,
    private readonly views: ReadModelReader,
    private readonly workflows: Workflows,
    private readonly pipeline: Pipeline,
    private readonly directory: Directory,
  ) {}

  /**
   * @param typed which part it is about, if it is about one
   * @throws Problem not-found for a verb that does not belong there or has no form, not-allowed for who may never use it
   */
  async of(
    name: string,
    cycleId: string,
    person: Person,
    request: FastifyRequest,
    typed: Typed,
  ): Promise<ActionScene> {
    await this.reader.mustBeAllowed(person, readingOf(cycleId), cycleId);
    const verb = verbByName.get(name);
    if (!verb || withoutForm.has(name)) throw httpProblem('not-found');
    const [self, life, organisation, cycles] = await Promise.all([
      this.sessions.self(person, request.session),
      this.#life(cycleId, verb),
      this.reader.organisation(person.zone),
      this.#cycles(person),
    ]);
    if (!belongsTo(verb, life.workflow)) throw httpProblem('not-found');
    const asked = frameOf(request, self);
    // Nothing leads to the pages of a year that nobody has begun yet.
    const frame = life.revision < 0 ? { ...asked, cycleId: latestProgramme(cycles) } : asked;
    const part = partIn(verb, typed);
    const isAboutNothing = verb.about !== undefined && part === undefined;
    const today = this.reader.today();
    const home = homeOf(cycleId, life, part);
    return {
      ...{ verb, cycleId, person, frame, life, organisation, isAboutNothing, home },
      fields: fieldsOf(verb),
      around: {
        shown: this.#shown(life, person, today, organisation),
        organisation: reads(person.role, 'people') ? organisation : undefined,
        directory: reads(person.role, 'people') ? this.directory.ofZone(person.zone) : [],
        cycles,
        language: frame.language,
      },
      given: givenFor(verb.name, life, organisation, today),
      action: isAboutNothing
        ? { verb: verb.name, title: verb.title, possible: true }
        : this.#action({ verb, life, person, organisation, frame }, part),
      revision: revisionOf(life, part),
      crumbs: [
        { label: frame.words.desk.title, address: '/' },
        ...(yearlyProgramme(life) && life.revision >= 0
          ? [cycleCrumb(frame, { cycleId, title: life.data.title })]
          : []),
      ],
    };
  }

  /** The parts on which the verb is possible now, each with the address of its form. */
  choicesFor(
    scene: ActionScene,
    returnTo: string,
  ): readonly { readonly address: string; readonly label: string }[] {
    const { verb, cycleId, around, life, person, organisation, frame } = scene;
    const { about } = verb;
    const of = about && referenceOf('', `${about}Id`);
    if (of === undefined) return [];
    const circumstances = this.#circumstances(organisation, frame);
    return (choicesOf(of, around) ?? []).flatMap(({ value, label }) => {
      const part = { kind: about, id: value } as PartOfCycle;
      const action = actionOf(life, person, verb, part, circumstances);
      if (action?.possible !== true && action?.why?.code !== 'proof-too-old') return [];
      return [{ address: actionAddress(cycleId, verb.name, { part, returnTo }), label }];
    });
  }

  /**
   * Why the verb would be refused as things stand, where the page knows already what has to be said, but for lists that
   * may be empty; undefined where it would not be, and where somebody has to fill in something first. Writes nothing.
   */
  async refusalNow(scene: ActionScene, wish: object): Promise<Problem | undefined> {
    const { verb, cycleId, person, fields, given, frame, revision } = scene;
    const said = { ...wish, ...Object.fromEntries(given) };
    const asksMore = fields
      .filter((field) => field.isRequired || !isCommonField(field))
      .filter(({ name }) => name !== `${verb.about}Id` && !given.has(name))
      .some(({ asked }) => !lists.has(asked.kind));
    if (asksMore || !scene.action.possible) return undefined;
    const command = commandAsked(verb, said, {
      ...{ cycleId, person, commandId: NO_COMMAND, delegator: frame.actingFor?.personId },
      ifMatch: revision === undefined ? undefined : `"${revision}"`,
    });
    try {
      const answer = await this.pipeline.rehearse(verb, command);
      if (!('refusal' in answer)) return undefined;
      return refusalProblem(answer.refusal, { rule: answer.rule, cycleId });
    } catch (error) {
      if (error instanceof InvalidCommand) return undefined;
      throw error;
    }
  }

  /** The life; where there is none yet and the verb begins one, the life before its first fact. */
  async #life(cycleId: string, verb: Verb): Promise<Readonly<AnyLife>> {
    try {
      return await this.reader.life(cycleId);
    } catch (error) {
      const isAbsent = error instanceof Problem && error.code === 'cycle-not-found';
      const { zone = '', definitionId = '' } = cycleName(cycleId) ?? {};
      const newest = this.workflows.newest(definitionId);
      if (!isAbsent || !newest || !beginnings.has(verb.facts[0])) throw error;
      const unborn = begin(newest) as Readonly<AnyLife>;
      return { ...unborn, data: { ...unborn.data, cycleId, zone } };
    }
  }

  /** What the person may see of the life, each kind of thing under its name. */
  #shown(
    life: Readonly<AnyLife>,
    person: Person,
    today: string,
    organisation: OrganisationOn | undefined,
  ): Around['shown'] {
    if (life.revision < 0) return {};
    const cycle = yearlyProgramme(life);
    const may = { schede: reads(person.role, 'schede'), promises: reads(person.role, 'promises') };
    return {
      ...lifeView(life, person, today, organisation),
      ...(cycle &&
        may.schede && { schede: cycle.data.schede, prescriptions: cycle.data.prescriptions }),
      ...(cycle && may.promises && { promises: cycle.data.promises }),
    };
  }

  async #cycles({ zone, role }: Person): Promise<Around['cycles']> {
    if (!reads(role, 'unit-reports')) return [];
    const { rows } = await this.views.read(CyclesProjection, undefined, (database) =>
      cyclesOf(database, { zone, limit: MOST_CYCLES }),
    );
    return rows;
  }

  #circumstances(organisation: OrganisationOn | undefined, { actingFor }: Frame) {
    return { organisation, onBehalfOf: actingFor?.personId, nowMs: this.reader.nowMs() };
  }

  /** @throws Problem not-found for a part that is not there, not-allowed, which says who may */
  #action(
    scene: Pick<ActionScene, 'verb' | 'life' | 'person' | 'organisation' | 'frame'>,
    part: PartOfCycle | undefined,
  ): Action {
    const { verb, life, person, organisation, frame } = scene;
    const action = actionOf(life, person, verb, part, this.#circumstances(organisation, frame));
    if (action) return action;
    const who = verb.who.map(({ role }) => role);
    if (who.includes(person.role) && frame.actingFor === undefined) throw httpProblem('not-found');
    const words = rolesInWords(person.role, who);
    const details = { ...words, verb: verb.title.it, verbEn: verb.title.en };
    throw refusalProblem(new Refusal('not-allowed', details), { rule: `deny/${verb.name}` });
  }
}

/** What may be empty. */
const lists: ReadonlySet<FormField['asked']['kind']> = new Set([
  ...(['groups', 'choices', 'references', 'lines', 'numbers'] as const),
]);

/** The facts by which a life begins. */
const beginnings: ReadonlySet<string> = new Set([
  ...['CycleDrafted', 'OrganisationOpened', 'ZoneRegisterOpened', 'CoProgrammingOpened'],
]);

function partIn({ about }: Verb, typed: Typed): PartOfCycle | undefined {
  if (about === undefined) return undefined;
  const [id] = typed.get(`${about}Id`) ?? [];
  return id === undefined || id === '' ? undefined : { kind: about, id };
}

/** @param cycles the latest first */
const latestProgramme = (cycles: Around['cycles']): string | undefined =>
  cycles.find(({ cycleId }) => cycleName(cycleId)?.definitionId === 'poa-annuale')?.cycleId;

/** Where somebody is who has nowhere else to go back to. */
function homeOf(cycleId: string, life: Readonly<AnyLife>, part: PartOfCycle | undefined): string {
  if (life.workflow.reference.id === 'organizzazione') return '/amministrazione';
  if (!yearlyProgramme(life)) return '/';
  const scheda = part?.kind === 'scheda' ? `/schede/${encodeURIComponent(part.id)}` : '';
  return `/cicli/${cycleId}${scheda}`;
}

/** The last fact about the scheda as the page shows it; nothing else is asked what was seen of it. */
function revisionOf(life: Readonly<AnyLife>, part: PartOfCycle | undefined): number | undefined {
  const cycle = yearlyProgramme(life);
  return part?.kind === 'scheda' ? cycle?.data.schede[part.id]?.moved.revision : undefined;
}
