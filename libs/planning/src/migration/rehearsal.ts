import { isAbout } from '#notifications';
import {
  begin,
  evolve,
  FactNotAccepted,
  inheritanceOf,
  inWords,
  lint,
  MIGRATION,
  migrationOf,
  stateOfPart,
  succession,
  Workflow,
  workflowOf,
  type Control,
  type Definition,
  type Life,
  type RecordedFact,
  type Sha256,
  type Succession,
  type Unmapped,
  type Workflows,
} from '#workflow';
import { idOfStream } from '../cycle/cycle-id.js';
import type { EndingData } from '../ending/ending.data.js';
import { factWords, type FactWords } from '../fact-words.js';
import type { LifeData } from '../life-data.js';
import { noticeRulesOf } from '../notices/notice-rules-of.js';
import { ORGANISATION, organisationOf, organisationOn } from '../organisation/organisation.js';
import { changedDeadlines, type DeadlineChange } from './changed-deadlines.js';
import { changedRules, type ChangedRule, type NoticeChange } from './changed-rules.js';

type Version = Workflow<LifeData>;

/** Where a life would have gone another way, had it followed the candidate from its beginning. */
export interface Divergence {
  /** Of the first fact that leads elsewhere. */
  readonly revision: number;
  readonly type: string;
  readonly what: FactWords;
  /** What stood before the fact and after it, as it was. */
  readonly before: FactWords;
  readonly after: FactWords;
  /** Where the candidate stands instead; undefined where it does not accept the fact. */
  readonly instead?: FactWords;
  /** What the candidate threw while it remembered the fact: its own fault, whatever the history. */
  readonly fault?: string;
  /** The part it is about, by kind and id; undefined for the whole. */
  readonly part?: { readonly kind: string; readonly id: string };
}

/** Something that is under way and could not go on. */
export interface StuckState {
  readonly part?: { readonly kind: string; readonly id: string };
  readonly state: FactWords;
  /**
   * The state has no name in the candidate; or nothing would lead on from where it would be; or the candidate does
   * not take over what was remembered.
   */
  readonly why: 'no-state' | 'stuck' | 'cannot-inherit';
  /** What the candidate says of that, or does not know. */
  readonly fault?: string;
}

/** What would become of a cycle or a register. */
export interface RehearsedLife {
  readonly cycleId: string;
  readonly facts: number;
  /** The version it follows today. */
  readonly version: number;
  readonly isRunning: boolean;
  readonly divergence?: Divergence;
  /** The rest is of what is running, for what is over keeps its rules. */
  readonly stuck: readonly StuckState[];
  readonly deadlines: readonly DeadlineChange[];
  readonly notices: readonly NoticeChange[];
}

/** What would become of everything under a candidate. */
export interface RehearsalResult {
  readonly definition: { readonly id: string; readonly version: number; readonly digest: string };
  /** The version it says it follows. */
  readonly follows: number | undefined;
  /** Why the kernel would refuse it; then nothing was tried. */
  readonly problems: readonly string[];
  /** The states of the version it follows that go nowhere: it cannot be published. */
  readonly unmapped: readonly Unmapped[];
  readonly lives: readonly RehearsedLife[];
  /** Whether nothing changes; or something does; or something could not go on, or it could not be published. */
  readonly verdict: 'nothing' | 'changes' | 'stops';
}

interface Run {
  readonly life: Life<LifeData>;
  /** The same facts under the candidate, as long as it goes the same way. */
  readonly tried: Life<LifeData> | undefined;
  divergence?: Divergence;
  readonly told: Map<string, number>;
}

/**
 * Runs a candidate beside what there is, fact by fact in the order of the log: it keeps two lives for each cycle of
 * the definition, whatever the length of their histories, and writes nothing.
 */
export class Rehearsal {
  readonly #runs = new Map<string, Run | undefined>();
  readonly #candidate: Version | undefined;
  readonly #ways = new Map<Version, Succession<Version>>();
  readonly #rules = new Map<Version, readonly ChangedRule[]>();
  readonly #problems: readonly string[];

  /** @param today the day on which deadlines are counted, Europe/Rome */
  constructor(
    private readonly workflows: Workflows<LifeData>,
    candidate: Definition<LifeData>,
    sha256: Sha256,
    private readonly today: string,
  ) {
    this.#problems = lint(candidate);
    this.#candidate = this.#problems.length > 0 ? undefined : new Workflow(candidate, sha256);
    this.definition = candidate;
  }

  readonly definition: Definition<LifeData>;

  /**
   * Takes in the next fact of the log.
   * @throws UnknownDefinition, AlteredDefinition, FactNotAccepted when the log itself does not fit what is installed
   */
  hear(stream: string, fact: RecordedFact): void {
    let run = this.#runs.get(stream);
    if (!run && !this.#runs.has(stream)) this.#runs.set(stream, (run = this.#begun(fact)));
    if (!run) return;
    const { life, tried } = run;
    const before = wordsOf(life, fact);
    evolve(life, fact);
    for (const { rule } of tried ? this.#changedRules(life) : [])
      if (isAbout(rule, fact as never))
        run.told.set(rule.ruleId, (run.told.get(rule.ruleId) ?? 0) + 1);
    if (!tried || run.divergence) return;
    const divergence = this.#compare(life, tried, fact, before);
    if (divergence) run.divergence = divergence;
  }

  /** What would become of everything that was heard. */
  result(): RehearsalResult {
    const { id, version, follows } = this.definition;
    const candidate = this.#candidate;
    const followed = this.workflows.all.find(
      ({ reference }) => reference.id === id && reference.version === follows?.version,
    );
    const unmapped = candidate && followed ? this.#way(followed, candidate).unmapped : [];
    const lives = candidate
      ? [...this.#runs].flatMap(([stream, run]) =>
          run?.tried ? [this.#rehearsed(idOfStream(stream), run, candidate)] : [],
        )
      : [];
    const stops =
      this.#problems.length > 0 ||
      unmapped.length > 0 ||
      lives.some(({ stuck, divergence }) => stuck.length > 0 || divergence?.fault !== undefined);
    const changes = lives.some(
      ({ divergence, deadlines, notices }) => divergence ?? deadlines.length + notices.length > 0,
    );
    return {
      definition: { id, version, digest: candidate?.reference.digest ?? '' },
      ...{ follows: follows?.version, problems: this.#problems, unmapped, lives },
      verdict: stops ? 'stops' : changes ? 'changes' : 'nothing',
    };
  }

  #begun(first: RecordedFact): Run | undefined {
    if (!this.workflows.all.some(({ definition }) => definition.referenceIn(first)))
      return undefined;
    const workflow = workflowOf(this.workflows, first);
    const { id } = workflow.reference;
    const isTried = id === this.definition.id;
    // The organisation says on which days an office works.
    if (!isTried && id !== ORGANISATION) return undefined;
    const tried = isTried && this.#candidate ? begin(this.#candidate) : undefined;
    return { life: begin(workflow), tried, told: new Map() };
  }

  /** The rules that only one of the two has, or both but not alike. */
  #changedRules({ workflow }: Life<LifeData>): readonly ChangedRule[] {
    let rules = this.#rules.get(workflow);
    if (!rules) {
      rules = changedRules(noticeRulesOf(workflow.definition), noticeRulesOf(this.definition));
      this.#rules.set(workflow, rules);
    }
    return rules;
  }

  #way(from: Version, to: Version): Succession<Version> {
    let way = this.#ways.get(from);
    if (!way) this.#ways.set(from, (way = succession(from, to)));
    return way;
  }

  /** How the candidate goes another way with a fact; undefined where it does not. */
  #compare(
    life: Life<LifeData>,
    tried: Life<LifeData>,
    fact: RecordedFact,
    before: FactWords,
  ): Divergence | undefined {
    const { revision, type } = fact;
    const part = partOf(life, fact);
    const found = { revision, type, what: factWords(type), before, ...(part && { part }) };
    const after = wordsOf(life, fact);
    if (type === MIGRATION) {
      // Whoever follows the candidate from the beginning was never migrated to what came before it.
      tried.revision = revision;
      return undefined;
    }
    try {
      evolve(tried, fact);
    } catch (error) {
      if (error instanceof FactNotAccepted) return { ...found, after };
      return { ...found, after, fault: error instanceof Error ? error.message : String(error) };
    }
    const way = this.#way(life.workflow, tried.workflow);
    const root = way.root.get(life.state) ?? life.state;
    if (tried.state !== root)
      return { ...found, after, instead: bothWords(tried.workflow.root, tried.state) };
    if (!part) return undefined;
    const { kind, id } = part;
    const stands = stateOfPart(life, kind, id);
    const instead = tried.parts[kind]?.[id];
    if (instead === undefined || instead === (way.parts[kind]?.get(stands) ?? stands))
      return undefined;
    return { ...found, after, instead: bothWords(tried.workflow.part(kind), instead) };
  }

  #rehearsed(cycleId: string, { life, divergence, told }: Run, candidate: Version): RehearsedLife {
    const { workflow, state, data, revision } = life;
    const isOver =
      workflow.root.isFinal(state) || (data as Partial<EndingData>).ended !== undefined;
    const base = {
      ...{ cycleId, facts: revision + 1, version: workflow.reference.version },
      isRunning: !isOver,
      ...(divergence && { divergence }),
    };
    if (isOver) return { ...base, stuck: [], deadlines: [], notices: [] };
    const organisation = this.#runs.get(`register-${organisationOf(data.zone)}`)?.life;
    const office = organisationOn(organisation, this.today);
    return {
      ...base,
      stuck: this.#stuck(life, candidate),
      deadlines: changedDeadlines(life, candidate.definition, office),
      notices: this.#changedRules(life).map(({ rule: { ruleId }, change }) => ({
        ...{ ruleId, change, times: told.get(ruleId) ?? 0 },
      })),
    };
  }

  #stuck(life: Life<LifeData>, candidate: Version): readonly StuckState[] {
    const { workflow, state, parts } = life;
    const way = this.#way(workflow, candidate);
    const found: StuckState[] = [];
    const root = way.root.get(state);
    if (root === undefined) found.push({ state: bothWords(workflow.root, state), why: 'no-state' });
    else if (!candidate.root.goesOn(root))
      found.push({ state: bothWords(candidate.root, root), why: 'stuck' });
    for (const [kind, standings] of Object.entries(parts))
      for (const [id, standing] of Object.entries(standings))
        if (way.parts[kind]?.get(standing) === undefined)
          found.push({
            part: { kind, id },
            state: bothWords(workflow.part(kind), standing),
            why: 'no-state',
          });
    if (found.length > 0) return found;
    const standing = bothWords(workflow.root, state);
    // What a migration would say is what is asked: it must not know better than this list.
    const migration = migrationOf(life, way);
    if (!migration) return [{ state: standing, why: 'stuck' }];
    const taken = inheritanceOf(life, candidate, migration, life.data.lastRecordedAt);
    return 'fault' in taken ? [{ state: standing, why: 'cannot-inherit', fault: taken.fault }] : [];
  }
}

function partOf(
  { workflow }: Life<LifeData>,
  { type, data }: RecordedFact,
): { readonly kind: string; readonly id: string } | undefined {
  const kind = workflow.route(type)?.kind;
  return kind === undefined ? undefined : { kind, id: workflow.partId(kind, data) };
}

/** Where that stands which a fact is about. */
function wordsOf(life: Life<LifeData>, fact: RecordedFact): FactWords {
  const part = partOf(life, fact);
  return part
    ? bothWords(life.workflow.part(part.kind), stateOfPart(life, part.kind, part.id))
    : bothWords(life.workflow.root, life.state);
}

function bothWords(machine: Control, state: string): FactWords {
  return { it: inWords(machine, state, 'it'), en: inWords(machine, state, 'en') };
}
