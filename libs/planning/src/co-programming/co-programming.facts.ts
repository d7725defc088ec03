import type { DocumentReference } from '../source.js';
import type { NoCoProgrammingMotivation } from '../value-sets.js';

/** Facts of co-programming (d.lgs. 117/2017 art. 55; LR Toscana 65/2020 art. 9 and 10). */
export type CoProgrammingFact =
  | {
      readonly type: 'CoProgrammingActivated';
      readonly data: { readonly act: string };
    }
  | {
      readonly type: 'CoProgrammingNotActivated';
      readonly data: {
        readonly motivation: NoCoProgrammingMotivation;
        readonly text: string;
        /** What it is put off to; absent when the decision says in words that nothing is deferred. */
        readonly deferredTo?: string;
        readonly deferralDue?: string;
      };
    }
  | {
      readonly type: 'NoticePublished';
      readonly data: {
        readonly publishedOn: string;
        readonly closesOn: string;
        /** Calendar days, first day out, last day in. */
        readonly days: number;
        readonly url: string;
        readonly requirements: string;
        /** The local regulation that allows a shorter notice (LR 65/2020 art. 10 c. 2). */
        readonly derogation?: string;
      };
    }
  | {
      readonly type: 'NoticeExtended';
      readonly data: { readonly from: string; readonly to: string; readonly days: number };
    }
  | {
      readonly type: 'NoticeClosed';
      readonly data: {
        readonly applications: readonly {
          readonly body: string;
          readonly protocol?: string;
          readonly admitted: boolean;
        }[];
      };
    }
  | {
      readonly type: 'CoProgrammingSessionHeld';
      readonly data: {
        readonly sessionId: string;
        readonly heldOn: string;
        readonly theme: string;
      };
    }
  | {
      readonly type: 'CoProgrammingReportIssued';
      readonly data: { readonly document: DocumentReference; readonly sentTo: readonly string[] };
    }
  | {
      readonly type: 'CoProgrammingReportPublished';
      readonly data: { readonly url: string };
    };
