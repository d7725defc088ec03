import type { Deletion, KeptFile } from '#attachments';

/** What pages say of the files of documents. */
export interface ShownAttachments {
  /** Bytes of the largest that is kept. */
  readonly mostBytes: number;
  /** The file of a document that a cycle or a register names; undefined where it is not kept, or the text is no fingerprint. */
  readonly of: (cycleId: string, sha256: string) => KeptFile | undefined;
  /** When and why the file of a document was deleted; undefined where nobody decided that. */
  readonly deletionOf: (cycleId: string, sha256: string) => Deletion | undefined;
}

declare module 'fastify' {
  interface FastifyInstance {
    /** The files that are kept here. */
    readonly attachments: ShownAttachments;
  }
}
