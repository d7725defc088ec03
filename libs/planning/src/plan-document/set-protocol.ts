import { CycleCommand } from '../command/cycle-command.js';
import { IsId } from '../command/fields.js';
import { refuse } from '../command/refuse.js';
import { roles, verb } from '../command/verb.js';
import {
  IsProtocol,
  protocolFault,
  protocolOf,
  type ProtocolRequest,
} from '../zone-register/protocol.js';
import type { ZoneRegisterData } from '../zone-register/zone-register.data.js';

/** Says under which number a document was protocolled. A number is given once and never changes. */
export class SetProtocol extends CycleCommand {
  @IsId()
  readonly documentId!: string;

  @IsProtocol()
  readonly protocol!: ProtocolRequest;
}

export const setProtocol = verb<SetProtocol, ZoneRegisterData>({
  name: 'set-protocol',
  command: SetProtocol,
  title: { it: 'Registra il protocollo', en: 'Record the protocol number' },
  who: roles('UPc', 'UPo', 'SEG'),
  reason: 'optional',
  facts: ['ProtocolSet'],
  about: 'document',
  law: 'DPR 445/2000 art. 53',
  decide({ data: { documents } }, { documentId, protocol: request }, { today }) {
    const document = documents[documentId];
    if (!document) return refuse('document-not-found', { id: documentId });
    if (document.protocol) {
      return refuse('protocol-already-set', { number: document.protocol.number });
    }
    const protocol = protocolOf(request);
    return (
      protocolFault(protocol, today) ?? [{ type: 'ProtocolSet', data: { documentId, protocol } }]
    );
  },
});
