import { roleNames, type Role } from '#people';
import {
  manifestOf,
  nameOf,
  valueSets,
  verbByName,
  whyNotOn,
  type CoDesignListRow,
  type Coverage,
  type CycleLife,
  type OrganisationOn,
} from '#planning';
import type { Awaited, StateMeta } from '#workflow';
import type { Frame } from '../../frame.js';
import { stageOf } from '../cycle/scheda-stage.js';

/** Something that has to be there before the organ can decide, and how it stands. */
export interface Condition {
  readonly key:
    | 'participation'
    | 'minutes'
    | 'coProgramming'
    | 'coDesign'
    | 'healthProfile'
    | 'documents'
    | 'schede';
  readonly isMet: boolean;
  /** How it stands, in words. */
  readonly says: string;
  /** Who owes what is missing, with how many things where that is known. */
  readonly owedBy: readonly Owed[];
  /** Where that is seen, or done; undefined where they may not go there. */
  readonly address: string | undefined;
}

/** Whoever owes something. */
interface Owed {
  readonly who: string;
  /** How many schede; undefined where it is one thing. */
  readonly count: number | undefined;
  /** Where those are listed. */
  readonly address: string | undefined;
}

interface Asked {
  readonly life: Readonly<CycleLife>;
  readonly coverage: Coverage;
  readonly organisation: OrganisationOn | undefined;
  /** The rows of co-design in the register of the zone; none where it keeps no register. */
  readonly coDesignRows: readonly Pick<CoDesignListRow, 'coDesignRowId' | 'schede'>[];
}

/** How everything stands that the document rests on, before it is frozen and after. */
export function conditionsOf(frame: Frame, asked: Asked): readonly Condition[] {
  return [
    participation(frame, asked),
    minutes(frame, asked),
    coProgramming(frame, asked),
    coDesign(frame, asked),
    healthProfile(frame, asked),
    documents(frame, asked),
    schede(frame, asked),
  ];
}

/** What the cycle waits for now in a part of its machine: the innermost state there that waits for something. */
function awaitedIn({ workflow, state }: Readonly<CycleLife>, region: string): Awaited | undefined {
  return workflow.root
    .standing(state)
    .filter(({ path }) => path.includes(region))
    .map(({ meta }) => (meta as StateMeta | undefined)?.awaits)
    .findLast((awaits) => awaits !== undefined);
}

function owedBy(roles: readonly string[] | undefined, { language }: Frame): readonly Owed[] {
  const names = (roles ?? []).map((role) => roleNames[role as Role][language]);
  return names.length === 0
    ? []
    : [{ who: names.join(', '), count: undefined, address: undefined }];
}

function participation(frame: Frame, { life, coverage }: Asked): Condition {
  const { words, may } = frame;
  const said = words.approval.conditions;
  const missing = coverage.gaps.map((category) => valueSets.categories[category]);
  const awaited = awaitedIn(life, 'participation');
  const isMet = missing.length === 0;
  return {
    ...{ key: 'participation', isMet },
    says: isMet ? said.heard : said.notHeard(missing.join(', ')),
    owedBy: isMet ? [] : owedBy(awaited?.roles, frame),
    address: may.openParticipation ? `/cicli/${life.data.cycleId}/partecipazione` : undefined,
  };
}

function minutes(frame: Frame, { life, coverage }: Asked): Condition {
  const { words, may } = frame;
  const said = words.approval.conditions;
  const held = coverage.meetings.filter(({ heldOn }) => heldOn !== null);
  const without = held.filter(({ minutesRecorded }) => !minutesRecorded);
  const meeting = life.workflow.part('meeting');
  const roles = without.flatMap(({ state }) =>
    meeting.has(state) ? meeting.meta(state).flatMap(({ awaits }) => awaits?.roles ?? []) : [],
  );
  const isMet = held.length > 0 && without.length === 0;
  return {
    ...{ key: 'minutes', isMet },
    says:
      held.length === 0 ? said.noMeeting : said.minutes(held.length - without.length, held.length),
    owedBy: isMet ? [] : owedBy([...new Set(roles)], frame),
    address: may.openParticipation ? `/cicli/${life.data.cycleId}/partecipazione` : undefined,
  };
}

function coProgramming(frame: Frame, { life }: Asked): Condition {
  const said = frame.words.approval.conditions;
  const { decision } = life.data.coProgramming;
  const awaited = awaitedIn(life, 'coProgramming');
  const isMet = decision !== undefined && awaited === undefined;
  return {
    ...{ key: 'coProgramming', isMet },
    says:
      decision === undefined
        ? said.undecided
        : `${said.decisions[decision]}${awaited ? ` (${awaited[frame.language]})` : ''}`,
    owedBy: owedBy(awaited?.roles, frame),
    address: undefined,
  };
}

/** The plan recites the co-design that its schede lean on: it has to be in the register of the zone. */
function coDesign(frame: Frame, { life, coDesignRows }: Asked): Condition {
  const said = frame.words.approval.conditions;
  const { cycleId, schede } = life.data;
  const named = new Set(
    goingSchede(life).flatMap(
      // What the schema of the schede lets through.
      ({ schedaId }) =>
        (schede[schedaId]?.content['coDesignIds'] as readonly string[] | undefined) ?? [],
    ),
  );
  const known = new Set(coDesignRows.map(({ coDesignRowId }) => coDesignRowId));
  const unknown = [...named].filter((id) => !known.has(id)).toSorted();
  const leaned = coDesignRows.filter(
    (row) => named.has(row.coDesignRowId) || row.schede.some((each) => each.cycleId === cycleId),
  );
  const isMet = coDesignRows.length > 0 && unknown.length === 0;
  return {
    ...{ key: 'coDesign', isMet },
    says:
      coDesignRows.length === 0
        ? said.noCoDesign
        : [
            said.coDesign(coDesignRows.length, leaned.length),
            ...(unknown.length > 0 ? [said.unknownCoDesign(unknown.join(', '))] : []),
          ].join('; '),
    owedBy: isMet
      ? []
      : owedBy(
          verbByName.get('add-co-design-row')?.who.map(({ role }) => role),
          frame,
        ),
    address: frame.may.openRegister ? '/coprogettazione' : undefined,
  };
}

/** What the plan names: each is known by its fingerprint, and its file is here or where documents are kept. */
function documents({ words, attachments, may }: Frame, { life }: Asked): Condition {
  const said = words.approval.conditions;
  const { cycleId, manifest } = life.data;
  const named = (manifest ?? manifestOf(life)).documents;
  const elsewhere = named.filter(({ sha256 }) => attachments.of(cycleId, sha256) === undefined);
  return {
    ...{ key: 'documents', isMet: named.length > 0, owedBy: [] },
    says:
      named.length === 0
        ? said.noDocument
        : [
            said.documents(named.length),
            elsewhere.length === 0
              ? said.filesHere
              : said.fingerprintOnly(elsewhere.map(({ title }) => title).join(', ')),
          ].join('; '),
    address: may.openApproval && manifest ? `/cicli/${cycleId}/approvazione/documento` : undefined,
  };
}

/** The schede that are still to go into the plan, or are in it. */
const goingSchede = ({ data, parts }: Readonly<CycleLife>) =>
  Object.values(data.schede).filter(
    ({ schedaId }) => stageOf(parts['scheda']?.[schedaId] ?? '') !== 'other',
  );

function healthProfile(frame: Frame, { life }: Asked): Condition {
  const said = frame.words.approval.conditions;
  const { profile } = life.data;
  const awaited = awaitedIn(life, 'knowledge');
  return {
    ...{ key: 'healthProfile', isMet: profile !== undefined, address: undefined },
    says: profile
      ? said.profile(profile.title, profile.edition, profile.adopted !== undefined)
      : said.noProfile,
    owedBy: profile ? [] : owedBy(awaited?.roles, frame),
  };
}

/** Once the verification is closed, the document says it all. */
function schede(frame: Frame, { life, organisation }: Asked): Condition {
  const { words, language, may } = frame;
  const said = words.approval.conditions;
  const { data, parts } = life;
  const list = may.openSchede ? `/cicli/${data.cycleId}/schede` : undefined;
  const going = goingSchede(life);
  const machine = life.workflow.part('scheda');
  const waiting = new Map<string, { count: number; unitId: string | undefined }>();
  let ready = 0;
  for (const { schedaId, unitId } of going) {
    const state = parts['scheda']?.[schedaId] ?? machine.initial;
    if (stageOf(state) === 'verified') {
      ready += 1;
      continue;
    }
    const roles = machine.meta(state).flatMap(({ awaits }) => awaits?.roles ?? []);
    const isOfUnit = roles.includes('UH');
    const who = isOfUnit
      ? ((organisation && nameOf(organisation, unitId)) ?? unitId)
      : roles.map((role) => roleNames[role as Role][language]).join(', ');
    const known = waiting.get(who) ?? { count: 0, unitId: isOfUnit ? unitId : undefined };
    waiting.set(who, { ...known, count: known.count + 1 });
  }
  const why = life.data.manifest ? undefined : whyNotOn(life, 'close-verification');
  return {
    ...{
      key: 'schede',
      isMet: why === undefined && ready > 0 && ready === going.length,
      address: list,
    },
    says: [said.schede(ready, going.length), ...(why ? [why[language]] : [])].join('. '),
    owedBy: [...waiting]
      .toSorted(([, one], [, other]) => other.count - one.count)
      .map(([who, { count, unitId }]) => ({
        ...{ who, count },
        address:
          list === undefined
            ? undefined
            : unitId === undefined
              ? list
              : `${list}?unita=${encodeURIComponent(unitId)}`,
      })),
  };
}

/** What the cycle as a whole waits for now: the work, whose it is, and by when. */
export interface Waiting {
  readonly what: string;
  readonly who: string;
  readonly due: string | undefined;
}

/**
 * What is waited for on the way to the act, or after it: in the words of the machine.
 * @param regions the states of the machine within which that counts
 */
export function waitingIn(
  { language }: Pick<Frame, 'language'>,
  life: Readonly<CycleLife>,
  regions: readonly string[],
): readonly Waiting[] {
  const { workflow, state, data } = life;
  return workflow.root
    .standing(state)
    .filter(({ path }) => regions.some((region) => path.includes(region)))
    .flatMap(({ meta }) => (meta as StateMeta | undefined)?.awaits ?? [])
    .map((awaits) => ({
      what: awaits[language],
      who: awaits.roles.map((role) => roleNames[role as Role][language]).join(', '),
      due: Object.values(data.deadlines).find(({ kind }) => kind === awaits.dueBy)?.due,
    }));
}
