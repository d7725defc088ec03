import type { Refusal } from '#workflow';
import { faultOfProject } from '../funded-project/funded-project.decisions.js';
import type { PlanningFact } from '../planning-fact.js';
import { faultOf } from '../zone-register/period.js';
import { protocolFault } from '../zone-register/protocol.js';
import type { Correctable, WholeLife } from './correctable.js';
import {
  amount,
  cig,
  cup,
  pastDay,
  point,
  protocolNumber,
  text,
  type FieldKind,
} from './field-kinds.js';
import { withValueAt } from './json-pointer.js';

type Fields = Readonly<Record<string, FieldKind>>;

/** The same fields within a member of the fact. */
const within = (member: string, fields: Fields): Fields =>
  Object.fromEntries(Object.entries(fields).map(([field, kind]) => [`${member}${field}`, kind]));
/** The copies of what stands within a member of the fact stand outside it. */
const outOf = (member: string) => ({
  place: (field: string): string => field.replace(new RegExp(`^${member}(?=/)`), ''),
});

const act: Fields = { '/act': text(300) };
const period: Fields = {
  '/period/from': point,
  '/period/to': point,
  '/period/text': text(500),
  '/period/condition': text(500),
};
/** What can be said of a row of co-design at once or later. */
const rowFields: Fields = {
  ...{ '/subjects/*/text': text(500), ...period },
  ...{ '/codes/cup/*': cup, '/codes/cig/*': cig, '/codes/clp/*': text(60) },
  ...{ '/amountEur': amount, ...act },
};
const projectFields: Fields = {
  ...{ '/name': text(300), '/description': text(4000), '/funder': text(300), '/holder': text(300) },
  ...{ '/amountEur': amount, '/cup/*': cup, ...period },
  ...{ '/actions/*/text': text(2000), '/actions/*/minEur': amount, '/actions/*/maxEur': amount },
};
const protocol: Fields = {
  '/protocol/register': text(200),
  '/protocol/number': protocolNumber,
  '/protocol/date': pastDay,
};

/** What is wrong with a thing once a value in it is put right; nothing is with what is not there. */
const problemIn =
  <Thing extends object>(
    things: (life: Readonly<WholeLife>) => Readonly<Record<string, Thing>>,
    fault: (thing: Thing) => Refusal | undefined,
    place = (field: string): string => field,
  ): NonNullable<Correctable['problem']> =>
  (life, { subjectId, field, value }) => {
    const thing = things(life)[subjectId];
    return thing && fault(withValueAt(thing, place(field), value));
  };

const ofRow = (place?: (field: string) => string) =>
  ({
    subject: 'coDesignRowId',
    copies: (_life: WholeLife, id: string) => [`/coDesignRows/${id}`],
    problem: problemIn(
      ({ coDesignRows }) => coDesignRows,
      (row) => faultOf(row.period),
      place,
    ),
  }) satisfies Partial<Correctable>;
const ofProject = (place?: (field: string) => string) =>
  ({
    subject: 'fundedProjectId',
    copies: (_life: WholeLife, id: string) => [`/fundedProjects/${id}`],
    problem: problemIn(({ fundedProjects }) => fundedProjects, faultOfProject, place),
  }) satisfies Partial<Correctable>;
const ofDocument = {
  subject: 'documentId',
  copies: (_life, id) => [`/documents/${id}`],
  problem: problemIn(
    ({ documents }) => documents,
    (document) => faultOf(document.period) ?? protocolFault(document.protocol),
  ),
} satisfies Partial<Correctable>;

/** The last of a list, which the fact has just added to. */
const lastOf = (list: readonly unknown[] = [], place: string): readonly string[] =>
  list.length === 0 ? [] : [`${place}/${list.length - 1}`];
const lastOfUnit =
  (name: 'names' | 'heads'): Correctable['copies'] =>
  ({ units }, id) =>
    lastOf(units[id]?.[name], `/units/${id}/${name}`);

/** What can be corrected in the facts of registers: they go on for ever, so no next year sets them right. */
export const correctableInRegisters: Readonly<Partial<Record<PlanningFact['type'], Correctable>>> =
  {
    ZoneRegisterOpened: { fields: { '/title': text(300) }, copies: () => [''] },
    CoDesignRowAdded: {
      fields: {
        ...{ '/holder/text': text(300), '/activity': text(4000), ...rowFields },
        ...{ '/stateText': text(300), '/stateCondition': text(500) },
        '/legalReferences/*': text(300),
      },
      ...ofRow(),
    },
    CoDesignRowCompleted: {
      fields: { '/basis': text(1000), ...within('/filled', rowFields) },
      ...ofRow(outOf('/filled').place),
      ...outOf('/filled'),
      piecemeal: true,
    },
    CoDesignStateChanged: { fields: { '/stateText': text(300) }, ...ofRow() },
    CoDesignExpiryReviewed: {
      fields: { '/finding': text(2000) },
      subject: 'coDesignRowId',
      copies: ({ coDesignRows }, id) =>
        lastOf(coDesignRows[id]?.reviews, `/coDesignRows/${id}/reviews`),
    },
    FundedProjectAdded: { fields: projectFields, ...ofProject() },
    FundedProjectChanged: {
      fields: within('/changes', projectFields),
      ...ofProject(outOf('/changes').place),
      ...outOf('/changes'),
      piecemeal: true,
    },
    DocumentRegistered: {
      fields: {
        ...{ '/title': text(300), '/edition': text(100), '/body': text(300) },
        ...{ '/actRef': text(300), ...period, ...protocol },
      },
      ...ofDocument,
    },
    ProtocolSet: { fields: protocol, ...ofDocument },
    OrganisationOpened: { fields: { '/title': text(300) }, copies: () => [''] },
    UnitAdded: { fields: { '/name': text(200) }, subject: 'unitId', copies: lastOfUnit('names') },
    UnitRenamed: {
      fields: { '/newName': text(200), ...act },
      subject: 'unitId',
      copies: lastOfUnit('names'),
      place: (field) => field.replace('/newName', '/name'),
    },
    UnitHeadChanged: { fields: act, subject: 'unitId', copies: lastOfUnit('heads') },
    UnitMerged: {
      fields: act,
      subject: 'unitId',
      copies: (_life, id) => [`/units/${id}/mergedInto`],
    },
    UnitClosed: { fields: act, subject: 'unitId', copies: (_life, id) => [`/units/${id}/closed`] },
    DelegationGranted: {
      fields: act,
      subject: 'delegationId',
      copies: (_life, id) => [`/delegations/${id}`],
    },
  };
