import { IsOptional } from 'class-validator';
import { Refusal } from '#workflow';
import { CycleCommand } from '../command/cycle-command.js';
import { IsFingerprint, IsId } from '../command/fields.js';
import { present } from '../command/present.js';
import { refuse } from '../command/refuse.js';
import { roles, verb } from '../command/verb.js';
import {
  IsProtocol,
  protocolFault,
  protocolOf,
  type ProtocolRequest,
} from '../zone-register/protocol.js';
import type { ZoneRegisterData } from '../zone-register/zone-register.data.js';
import { projectIn } from './funded-project.decisions.js';

/** Records that what the funder wanted was handed in, on the day the command says it happened. */
export class RecordReporting extends CycleCommand {
  @IsId()
  readonly fundedProjectId!: string;

  @IsId()
  readonly reportingId!: string;

  @IsOptional()
  @IsProtocol()
  readonly protocol?: ProtocolRequest;

  /** SHA-256 of what was handed in. */
  @IsOptional()
  @IsFingerprint()
  readonly sha256?: string;
}

export const recordReporting = verb<RecordReporting, ZoneRegisterData>({
  name: 'record-reporting',
  command: RecordReporting,
  title: { it: 'Registra la rendicontazione', en: 'Record the reporting' },
  who: roles('UPc', 'UPo'),
  reason: 'optional',
  facts: ['ReportingRecorded'],
  about: 'fundedProject',
  decide({ data }, wish, { occurredOn: doneOn, today }) {
    const { fundedProjectId, reportingId, sha256 } = wish;
    const project = projectIn(data, fundedProjectId);
    if (project instanceof Refusal) return project;
    const reporting = project.reportings[reportingId];
    if (!reporting) return refuse('reporting-not-found', { id: reportingId });
    if (reporting.done) return refuse('reporting-already-recorded', { id: reportingId });
    const protocol = wish.protocol && protocolOf(wish.protocol);
    return (
      protocolFault(protocol, today) ?? [
        {
          type: 'ReportingRecorded',
          data: { fundedProjectId, reportingId, doneOn, ...present({ protocol, sha256 }) },
        },
      ]
    );
  },
});
