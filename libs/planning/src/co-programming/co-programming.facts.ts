import type { DocumentReference } from '../source.js';
import type { NoCoProgrammingMotivation } from '../value-sets.js';

/** A table of a session, and the official who leads it. */
export interface SessionTable {
  readonly theme: string;
  readonly ledByPersonId: string;
}

/**
 * Facts of co-programming (d.lgs. 117/2017 art. 55; LR Toscana 65/2020 art. 9 and 10): of a procedure of its
 * own, or of the one a yearly programme activates. Add to this list, never edit what is in it.
 */
export type CoProgrammingFact =
  | {
      /** The act of start of a procedure of its own. */
      readonly type: 'CoProgrammingOpened';
      readonly data: {
        readonly act: string;
        readonly purposes: string;
        readonly object: string;
        readonly requirements: string;
        /** How bodies take part: tables, written contributions, online. */
        readonly participationMode: string;
        readonly responsiblePersonId: string;
      };
    }
  | {
      readonly type: 'ResponsiblePersonReplaced';
      readonly data: { readonly from: string; readonly to: string };
    }
  | {
      /** What the office proposes to the director. */
      readonly type: 'CoProgrammingProposed';
      readonly data: {
        readonly decision: 'activated' | 'not_activated';
        /** Of a no; with its text. */
        readonly motivation?: NoCoProgrammingMotivation;
        /** Of a no, its motivation in words; of a yes, what speaks for it. */
        readonly text?: string;
        /** What it is to be put off to; absent when a no says in words that nothing is deferred. */
        readonly deferredTo?: string;
        readonly deferralDue?: string;
      };
    }
  | {
      readonly type: 'CoProgrammingActivated';
      readonly data: { readonly act: string };
    }
  | {
      /** Activated, in a procedure of its own that the programme waits for. */
      readonly type: 'CoProgrammingReferred';
      readonly data: { readonly act: string; readonly procedureCycleId: string };
    }
  | {
      /** The procedure the programme waited for has published its report. */
      readonly type: 'CoProgrammingConcluded';
      readonly data: {
        readonly procedureCycleId: string;
        /** The act that started the procedure. */
        readonly act: string;
        readonly document: DocumentReference;
        readonly url: string;
      };
    }
  | {
      readonly type: 'CoProgrammingNotActivated';
      readonly data: {
        readonly motivation: NoCoProgrammingMotivation;
        readonly text: string;
        /** The act it was decided by; absent where none was named. */
        readonly act?: string;
        /** What it is put off to; absent when the decision says in words that nothing is deferred. */
        readonly deferredTo?: string;
        readonly deferralDue?: string;
        /** The promise that putting it off makes. */
        readonly promiseId?: string;
      };
    }
  | {
      /** A procedure of its own that will not be concluded; the reason stands around the fact. */
      readonly type: 'CoProgrammingGivenUp';
      readonly data: { readonly act?: string };
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
        /** What proves that it was published: the certificate of the notice board, a picture of the page. */
        readonly proof?: DocumentReference;
      };
    }
  | {
      readonly type: 'NoticeExtended';
      readonly data: { readonly from: string; readonly to: string; readonly days: number };
    }
  | {
      readonly type: 'NoticeClosed';
      /** The applications received until then. */
      readonly data: { readonly applicationIds: readonly string[] };
    }
  | {
      readonly type: 'ApplicationReceived';
      readonly data: {
        readonly applicationId: string;
        readonly body: string;
        readonly receivedOn: string;
        /** Number and year as the office's register gives them. */
        readonly protocol: string;
      };
    }
  | { readonly type: 'ApplicationAdmitted'; readonly data: { readonly applicationId: string } }
  | { readonly type: 'ApplicationNotAdmitted'; readonly data: { readonly applicationId: string } }
  | {
      /** Nobody judges it any more: the co-programming it was for was given up. */
      readonly type: 'ApplicationLapsed';
      readonly data: { readonly applicationId: string };
    }
  | {
      readonly type: 'CoProgrammingSessionHeld';
      readonly data: {
        readonly sessionId: string;
        readonly heldOn: string;
        readonly theme: string;
        readonly tables?: readonly SessionTable[];
        /** Bodies present, not persons. */
        readonly attendance?: readonly string[];
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
