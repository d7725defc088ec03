import { valueSets } from '#planning';
import {
  bothLanguages,
  byId,
  closed,
  day,
  fingerprint,
  flag,
  integer,
  listOf,
  oneOf,
  orNull,
  ref,
  text,
  type JsonSchema,
} from './schema.js';

const status = oneOf(Object.keys(valueSets.executionStatuses));
const byAndOn = { by: text, on: day };
const reportedScheda = closed({
  ...{ schedaId: text, code: text, rePropose: flag, reportHash: fingerprint },
  status: oneOf([...Object.keys(valueSets.executionStatuses), 'EXCUSED']),
});

/** How a plan in force is published, carried out and reported on, as the API shows it. */
export const planInForceSchemas: Readonly<Record<string, JsonSchema>> = {
  Measurement: closed(
    { indicator: text, value: { ...text, description: 'A decimal number.' }, measuredOn: day },
    { unit: text },
  ),
  ProgressOfScheda: closed(
    { status, measured: listOf(ref('Measurement')), ...byAndOn },
    { checkpointId: text, text },
  ),
  SchedaReport: closed(
    {
      ...{ status, doneText: text, measured: listOf(ref('Measurement')), rePropose: flag },
      ...byAndOn,
    },
    { reProposeReason: text, returnedText: text },
  ),
  Excuse: closed({ ...byAndOn, reason: text }),
  Prescription: closed(
    { prescriptionId: text, text, sessionId: text },
    {
      ...{ due: day, setOn: day, schedaIds: listOf(text) },
      met: closed({ on: day }, { by: text, text, document: ref('Document') }),
      daysLate: integer(0),
      notAcceptedText: text,
    },
  ),
  FinalReport: closed(
    { startedOn: day },
    {
      due: day,
      schede: listOf(reportedScheda),
      reportHash: fingerprint,
      endorsed: closed(byAndOn),
      returnedText: text,
      approved: closed({
        ...{ organ: text, sessionOn: day, number: text, actDate: day, reportHash: fingerprint },
      }),
    },
  ),
  FinalReportNow: closed({
    reportHash: fingerprint,
    schede: listOf(reportedScheda),
    waiting: listOf(closed({ schedaId: text, code: text })),
  }),
  ProwebExport: closed(
    {
      ...{ cycleId: text, year: integer(1900), title: text, note: bothLanguages },
      objectives: listOf(closed({ objectiveId: text, name: text })),
      programmes: listOf(closed({ programmeId: text, name: text, objectiveIds: listOf(text) })),
      schede: listOf(
        closed(
          {
            ...{ schedaId: text, code: text, title: text, programmeId: text, unitId: text },
            ...{ state: text, status: orNull(closed({ code: status, label: text })) },
            ...{ doneText: orNull(text), rePropose: orNull(flag) },
          },
          { reProposeReason: text },
        ),
      ),
    },
    {
      manifestHash: fingerprint,
      ended: closed({ how: oneOf(['annulled', 'revoked', 'abandoned']), on: day }, { act: text }),
    },
  ),
};

/** What everybody of the zone sees of a plan in force. */
export const planInForceForEverybody: Readonly<Record<string, JsonSchema>> = {
  publications: listOf(
    closed({ where: text, from: day, manifestHash: fingerprint }, { url: text }),
  ),
  prescriptions: byId(ref('Prescription')),
};

/** What those see besides who may read the schede. */
export const planInForceForReadersOfSchede: Readonly<Record<string, JsonSchema>> = {
  prowebDeposits: listOf(
    closed({ depositedOn: day, manifestHash: fingerprint }, { receipt: ref('Document') }),
  ),
  checkpoints: listOf(
    closed(
      { checkpointId: text, number: integer(1), openedOn: day },
      { due: day, closedOn: day, silent: listOf(text) },
    ),
  ),
  finalReport: ref('FinalReport'),
  closings: listOf(
    closed(
      { manifestHash: fingerprint, reportHash: fingerprint, closedOn: day },
      {
        openPrescriptions: listOf(text),
        reopened: closed({ act: text, on: day, reason: text }),
      },
    ),
  ),
};

/** What a scheda shows of what its unit said of it. */
export const saidOfScheda = {
  always: { progress: listOf(ref('ProgressOfScheda')) },
  perhaps: { report: ref('SchedaReport'), excuse: ref('Excuse') },
} as const;
