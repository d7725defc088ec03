import type { DocumentReference } from '../source.js';

/** Facts of what becomes known outside: the publication of the plan, its deposit in the regional system. */
export type PublicationFact =
  | {
      readonly type: 'PlanPublished';
      readonly data: {
        /** Where: the notice board, the site, «Amministrazione trasparente». */
        readonly where: string;
        readonly url?: string;
        /** The first day it could be read there. */
        readonly from: string;
        /** What was published, by the fingerprint of its manifest. */
        readonly manifestHash: string;
      };
    }
  | {
      readonly type: 'ProwebDepositRecorded';
      readonly data: {
        readonly depositedOn: string;
        readonly manifestHash: string;
        /** What Proweb gave back, if it did. */
        readonly receipt?: DocumentReference;
      };
    };
