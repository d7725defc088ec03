import { ArrayMaxSize, ArrayUnique, IsArray } from 'class-validator';
import { CycleCommand } from '../command/cycle-command.js';
import { IsDirectoryId, IsText } from '../command/fields.js';
import { nested } from '../command/requests.js';
import { roles, verb } from '../command/verb.js';

/** The case file (CAD art. 41 c. 2-ter): owner, other administrations, subject, identifier. */
export class CaseFileRequest {
  @IsText(100)
  readonly identifier!: string;

  @IsText(300)
  readonly ownerAdministration!: string;

  @IsArray()
  @ArrayMaxSize(50)
  @ArrayUnique()
  @IsText(300, true)
  readonly otherAdministrations!: string[];

  @IsText(500)
  readonly subject!: string;
}

/** Opens the cycle: from here on it has a responsible person and a case file. */
export class OpenCycle extends CycleCommand {
  @nested(CaseFileRequest)
  readonly caseFile!: CaseFileRequest;

  @IsDirectoryId()
  readonly responsiblePersonId!: string;
}

export const openCycle = verb<OpenCycle>({
  name: 'open-cycle',
  command: OpenCycle,
  title: { it: 'Apri il ciclo', en: 'Open the cycle' },
  who: roles('UPc'),
  reason: 'optional',
  facts: ['CycleOpened'],
  law: 'CAD (d.lgs. 82/2005) art. 41',
  decide(_life, { caseFile, responsiblePersonId }) {
    const { identifier, ownerAdministration, otherAdministrations, subject } = caseFile;
    return [
      {
        type: 'CycleOpened',
        data: {
          caseFile: { identifier, ownerAdministration, otherAdministrations, subject },
          responsiblePersonId,
        },
      },
    ];
  },
});
