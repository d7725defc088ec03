/** Why a file is not kept. */
export type AttachmentRefusedCode =
  | 'attachment-empty'
  | 'attachment-too-large'
  | 'attachment-type-unsupported'
  | 'attachment-named-otherwise'
  | 'attachment-infected'
  | 'attachment-deleted'
  | 'attachments-waiting'
  | 'attachments-full'
  | 'antivirus-away';

/** A file is not kept: nothing is left of it. */
export class AttachmentRefused extends Error {
  override readonly name = 'AttachmentRefused';

  /** @param details what the words for it need, such as the name of what it is */
  constructor(
    readonly code: AttachmentRefusedCode,
    readonly details: Readonly<Record<string, string>> = {},
    options?: ErrorOptions,
  ) {
    super(code, options);
  }
}
