/** What the office says of itself to everybody, by settings; what it has not said the pages say is missing. */
export class PublicInformation {
  /** Whom to call, in the words of the office (`TRACCIA_OFFICE_CONTACT`). */
  readonly contact: string | undefined;
  /** The address of the statement at AGID (`TRACCIA_ACCESSIBILITY`). */
  readonly statement: string | undefined;
  /** Where what people report is mailed to (`TRACCIA_FEEDBACK_MAIL`). */
  readonly feedbackTo: string | undefined;

  constructor({ contact, statement, feedbackTo }: Partial<PublicInformation> = {}) {
    this.contact = contact;
    this.statement = statement;
    this.feedbackTo = feedbackTo;
  }
}
