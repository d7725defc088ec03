import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayUnique,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsOptional,
  Max,
  Min,
} from 'class-validator';
import type { Refusal } from '#workflow';
import { CycleCommand } from '../command/cycle-command.js';
import { documentOf } from '../command/document-of.js';
import { IsDay, IsFingerprint, IsId, IsText } from '../command/fields.js';
import { present } from '../command/present.js';
import { refuse } from '../command/refuse.js';
import { IsDocument, nested, nestedList, type DocumentRequest } from '../command/requests.js';
import { roles, verb } from '../command/verb.js';
import type { CycleData } from '../cycle/cycle-data.js';
import type { PlanningFact } from '../planning-fact.js';
import { proposalOf, revisionUnderWay } from '../revision/revision.data.js';
import {
  codes,
  memberOffices,
  outcomes,
  type DeliberationOutcome,
  type MemberOffice,
} from '../value-sets.js';
import type { Manifest, Member, Prescription } from './approval.facts.js';
import { outcomeProblem } from './deliberation.decisions.js';

/** In whose place a delegate sat in the organ, by office, and by which act. */
export class MemberDelegationRequest {
  @IsIn(codes(memberOffices))
  readonly from!: MemberOffice;

  /** The protocol of the delegation: `345/2024`. */
  @IsText(100)
  readonly protocol!: string;
}

/** A member of the organ: quota, presence and vote. */
export class MemberRequest {
  @IsText(300)
  readonly body!: string;

  @IsBoolean()
  readonly present!: boolean;

  /** In thousandths of the whole. */
  @IsInt()
  @Min(1)
  @Max(1000)
  readonly quotaThousandths!: number;

  @IsOptional()
  @IsIn(['for', 'against', 'abstained'])
  readonly vote?: 'for' | 'against' | 'abstained';

  /** Where a delegate sat for the body. */
  @IsOptional()
  @nested(MemberDelegationRequest)
  readonly delegation?: MemberDelegationRequest;
}

/** Something the organ asks for while approving. */
export class PrescriptionRequest {
  @IsOptional()
  @IsId()
  readonly prescriptionId?: string;

  @IsText(4000)
  readonly text!: string;

  @IsOptional()
  @IsDay()
  readonly due?: string;

  /** The schede it is addressed to: it is then work of the heads of their units too. */
  @IsOptional()
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(500)
  @ArrayUnique()
  @IsId(true)
  readonly schedaIds?: string[];
}

/** Records how a session ended: who was there, with what quotas and votes, and what was decided. */
export class RecordDeliberation extends CycleCommand {
  @IsId()
  readonly sessionId!: string;

  @IsIn(codes(outcomes))
  readonly outcome!: DeliberationOutcome;

  @nestedList(MemberRequest, 100)
  readonly members!: MemberRequest[];

  /** Quota that must be present, in thousandths: more than half. */
  @IsInt()
  @Min(1)
  @Max(1000)
  readonly quorumThousandths!: number;

  @IsFingerprint()
  readonly manifestHash!: string;

  @IsOptional()
  @IsText(50)
  readonly number?: string;

  @IsOptional()
  @IsDay()
  readonly actDate?: string;

  @nestedList(PrescriptionRequest, 100)
  readonly prescriptions!: PrescriptionRequest[];

  /** What the act is about, in its own words; no names of persons. */
  @IsOptional()
  @IsText(500)
  readonly subject?: string;

  /** Under which number and year the act was protocolled: `1234/2024`. */
  @IsOptional()
  @IsText(100)
  readonly protocolNumber?: string;

  /** The act itself, as it was signed. */
  @IsOptional()
  @IsDocument()
  readonly document?: DocumentRequest;

  /** The organ's words, for a rejection or a postponement. */
  @IsOptional()
  @IsText(10_000)
  readonly text?: string;
}

export const recordDeliberation = verb<RecordDeliberation>({
  name: 'record-deliberation',
  command: RecordDeliberation,
  title: { it: "Registra l'esito della seduta", en: 'Record the deliberation' },
  who: roles('SEG'),
  decisive: true,
  reason: 'optional',
  facts: [
    'DeliberationRecorded',
    'PrescriptionSet',
    'SchedaApproved',
    'SchedaDropped',
    'RevisionMerged',
  ],
  decide({ data }, wish, { newId, occurredOn, today }) {
    const { sessionId, outcome, members, quorumThousandths, manifestHash, number, actDate, text } =
      wish;
    const { subject, protocolNumber, document } = wish;
    const session = data.sessions.at(-1);
    if (session?.sessionId !== sessionId || session.outcome !== undefined) {
      return refuse('session-not-convened', { id: sessionId });
    }
    if (occurredOn < session.sessionOn) {
      return refuse('session-before-convocation', { sessionOn: session.sessionOn });
    }
    if (manifestHash !== proposalOf(data).manifestHash) {
      return refuse('other-manifest');
    }
    const problem = outcomeProblem(wish);
    if (problem) return problem;
    if (actDate !== undefined && (actDate < session.sessionOn || actDate > today)) {
      return refuse('act-date-wrong', { actDate });
    }
    const reversed = wish.prescriptions.find(
      ({ due }) => due !== undefined && due < session.sessionOn,
    );
    if (reversed?.due !== undefined) {
      return refuse('dates-reversed', { from: session.sessionOn, to: reversed.due });
    }
    const prescriptions = wish.prescriptions.map((prescription, index) => ({
      prescriptionId: prescription.prescriptionId ?? newId(`prescription-${index}`),
      text: prescription.text,
      ...present({ due: prescription.due, schedaIds: prescription.schedaIds }),
    }));
    const taken = prescriptions.find(
      ({ prescriptionId: id }, index) =>
        data.prescriptions[id] !== undefined ||
        prescriptions.slice(0, index).some(({ prescriptionId }) => prescriptionId === id),
    );
    if (taken) return refuse('id-taken', { id: taken.prescriptionId });
    const astray = notInProposal(data, prescriptions);
    if (astray) return astray;
    const recorded: PlanningFact = {
      type: 'DeliberationRecorded',
      data: {
        sessionId,
        outcome,
        members: members.map(({ body, present: there, quotaThousandths, vote, delegation }) => ({
          body,
          present: there,
          quotaThousandths,
          ...present({ vote, delegation: delegation && delegationOf(delegation) }),
        })),
        manifestHash,
        quorumThousandths,
        prescriptions,
        ...present({ number, actDate, subject, protocolNumber, text }),
        ...(document && { document: documentOf(document) }),
      },
    };
    const approved = outcome === 'approved' || outcome === 'approvedWithPrescriptions';
    return [
      recorded,
      ...prescriptions.map((prescription): PlanningFact => ({
        type: 'PrescriptionSet',
        data: { ...prescription, sessionId },
      })),
      ...(approved ? approvalOf(data) : []),
    ];
  },
});

function delegationOf({ from, protocol }: MemberDelegationRequest): Member['delegation'] {
  return { from, protocol };
}

/** Why some of the prescriptions cannot be addressed as they are: the organ speaks of what is before it. */
function notInProposal(
  data: Readonly<CycleData>,
  prescriptions: readonly Prescription[],
): Refusal | undefined {
  const before = new Set(proposalOf(data).manifest?.schede.map(({ schedaId }) => schedaId));
  const astray = prescriptions
    .flatMap(({ schedaIds = [] }) => schedaIds)
    .find((schedaId) => !before.has(schedaId));
  if (astray === undefined) return undefined;
  const scheda = data.schede[astray];
  if (!scheda) return refuse('scheda-not-found', { id: astray });
  return refuse('scheda-not-in-proposal', { code: scheda.code });
}

/** What an approval brings about: for the plan all its schede, for a revision what it changes in the plan. */
function approvalOf(data: Readonly<CycleData>): readonly PlanningFact[] {
  const revision = revisionUnderWay(data);
  if (!revision) return (data.manifest?.schede ?? []).map(schedaApproved);
  const { number, manifest, manifestHash, amended = [], added = [], dropped = [] } = revision;
  if (!manifest || manifestHash === undefined) return [];
  const written = new Set([...amended, ...added]);
  return [
    ...manifest.schede.filter(({ schedaId }) => written.has(schedaId)).map(schedaApproved),
    ...dropped.map((schedaId): PlanningFact => ({ type: 'SchedaDropped', data: { schedaId } })),
    { type: 'RevisionMerged', data: { number, manifestHash } },
  ];
}

function schedaApproved({
  schedaId,
  version,
  contentHash,
}: Manifest['schede'][number]): PlanningFact {
  return { type: 'SchedaApproved', data: { schedaId, version, contentHash } };
}
