import { IsBoolean, IsIn } from 'class-validator';
import { CycleCommand } from '../command/cycle-command.js';
import { documentOf } from '../command/document-of.js';
import { IsDirectoryId } from '../command/fields.js';
import { refuse } from '../command/refuse.js';
import { DocumentRequest, nestedList } from '../command/requests.js';
import { roles, verb } from '../command/verb.js';

/** A unit head at the kickoff: there, excused or missing. */
export class KickoffAttendanceRequest {
  @IsDirectoryId()
  readonly unitId!: string;

  @IsDirectoryId()
  readonly personId!: string;

  @IsIn(['present', 'excused', 'absent'])
  readonly presence!: 'present' | 'excused' | 'absent';
}

/** Records the opening meeting of the year, with the training on Proweb. */
export class HoldKickoff extends CycleCommand {
  @nestedList(KickoffAttendanceRequest, 300)
  readonly attendance!: KickoffAttendanceRequest[];

  @IsBoolean()
  readonly trainingOnProweb!: boolean;

  @nestedList(DocumentRequest, 50)
  readonly materials!: DocumentRequest[];
}

export const holdKickoff = verb<HoldKickoff>({
  name: 'hold-kickoff',
  command: HoldKickoff,
  title: { it: 'Registra la riunione di avvio', en: 'Record the kickoff meeting' },
  who: roles('UPc', 'UPo'),
  reason: 'optional',
  facts: ['KickoffHeld'],
  decide(_life, { attendance, trainingOnProweb, materials }) {
    if (!attendance.some(({ presence }) => presence !== 'absent')) {
      return refuse('no-unit-head-at-kickoff');
    }
    return [
      {
        type: 'KickoffHeld',
        data: {
          attendance: attendance.map(({ unitId, personId, presence }) => ({
            unitId,
            personId,
            presence,
          })),
          trainingOnProweb,
          materials: materials.map(documentOf),
        },
      },
    ];
  },
});
