import { ArrayUnique } from 'class-validator';
import { stateOfPart, type Refusal } from '#workflow';
import { LeftOutRequest } from '../approval/close-verification.js';
import { revisedManifestOf } from '../approval/manifest.js';
import { CycleCommand } from '../command/cycle-command.js';
import { refuse } from '../command/refuse.js';
import { nestedList } from '../command/requests.js';
import { roles, verb, type CycleLife } from '../command/verb.js';
import type { PlanningFact } from '../planning-fact.js';
import { neverApproved, settledBeforeApproval } from './new-schede.js';
import { revisionUnderWay } from './revision.data.js';
import type { RevisedScheda } from './revision.facts.js';

/** Ends the work on a revision: the plan as it would be becomes what the director and the organ will see. */
export class VerifyRevision extends CycleCommand {
  /** New schede that do not go to the organ, and why. */
  @nestedList(LeftOutRequest, 500)
  @ArrayUnique((one: LeftOutRequest) => one.schedaId)
  readonly leftOut!: LeftOutRequest[];
}

export const verifyRevision = verb<VerifyRevision>({
  name: 'verify-revision',
  command: VerifyRevision,
  title: { it: 'Chiudi la verifica della revisione', en: 'Verify the revision' },
  who: roles('UPc'),
  reason: 'optional',
  facts: ['RevisionVerified', 'SchedaLeftOut'],
  decide(life, wish, { fingerprint }) {
    const { number = 0, scope = [] } = revisionUnderWay(life.data) ?? {};
    const leftOut = wish.leftOut.map(({ schedaId, reason }) => ({ schedaId, reason }));
    const problem = leftOutProblem(life, leftOut) ?? readiness(life, scope, leftOut);
    if (problem) return problem;
    const manifest = revisedManifestOf(life, scope);
    const manifestHash = fingerprint(manifest);
    if (manifestHash === life.data.manifestHash) return refuse('revision-changes-nothing');
    if (manifest.schede.length === 0) return refuse('no-scheda-checked');
    const idsOf = (state: string): readonly string[] =>
      manifest.schede
        .map(({ schedaId }) => schedaId)
        .filter((id) => stateOfPart(life, 'scheda', id) === state);
    const dropped = scope.filter(({ what }) => what === 'drop').map(({ schedaId }) => schedaId);
    return [
      ...leftOut.map((data): PlanningFact => ({ type: 'SchedaLeftOut', data })),
      {
        type: 'RevisionVerified',
        data: {
          ...{ number, manifest, manifestHash },
          ...{ amended: idsOf('amendmentChecked'), added: idsOf('checked'), dropped },
        },
      },
    ];
  },
});

type LeftOut = readonly { readonly schedaId: string }[];

/** The first of the schede to leave out that cannot be left out. */
function leftOutProblem(life: Readonly<CycleLife>, leftOut: LeftOut): Refusal | undefined {
  for (const { schedaId } of leftOut) {
    const scheda = life.data.schede[schedaId];
    if (!scheda) return refuse('scheda-not-found', { id: schedaId });
    if (scheda.approved) return refuse('amendment-not-left-out', { code: scheda.code });
    const checked = stateOfPart(life, 'scheda', schedaId) === 'checked';
    if (checked || settledBeforeApproval(life, scheda)) {
      return refuse('left-out-is-checked', { code: scheda.code });
    }
  }
  return undefined;
}

/** The first thing that is not settled: a withdrawal without an answer, a scheda that is not checked. */
function readiness(
  life: Readonly<CycleLife>,
  scope: readonly RevisedScheda[],
  leftOut: LeftOut,
): Refusal | undefined {
  const added = neverApproved(life);
  const asked = added.find(({ withdrawalRequestedBy }) => withdrawalRequestedBy !== undefined);
  if (asked) return refuse('withdrawal-pending', { code: asked.code });
  const stateOf = (schedaId: string): string => stateOfPart(life, 'scheda', schedaId);
  const named = new Set(leftOut.map(({ schedaId }) => schedaId));
  const unready = [
    ...scope
      .filter(({ what, schedaId }) => what === 'amend' && stateOf(schedaId) !== 'amendmentChecked')
      .flatMap(({ schedaId }) => life.data.schede[schedaId] ?? []),
    ...added.filter(
      (scheda) =>
        stateOf(scheda.schedaId) !== 'checked' &&
        !named.has(scheda.schedaId) &&
        !settledBeforeApproval(life, scheda),
    ),
  ];
  const [first] = unready;
  return first && refuse('schede-not-ready', { count: unready.length, first: first.code });
}
