/** A report of delivery as a relay sends it back (RFC 3464), as far as a test needs it. */
export interface WrittenReturn {
  readonly about: string;
  readonly action?: string;
  readonly status?: string;
  /** What comes back of the message: its headers, itself, or nothing. */
  readonly brings?: 'headers' | 'message' | 'nothing';
  readonly envelopeId?: string;
  /** Instead of the fields of the report. */
  readonly fields?: string;
  readonly contentType?: string;
}

/** With an address in every place where a server would put one. */
export function returnMail(written: WrittenReturn): string {
  const { about, action = 'failed', status = '5.1.1', brings = 'headers', envelopeId } = written;
  const headers = [
    `Message-ID:\r\n <${about}>`,
    'From: traccia@ente.example',
    'To: responsabile@ente.example',
    'Subject: Restituita per integrazioni',
  ];
  const fields =
    written.fields ??
    [
      'Reporting-MTA: dns; relay.ente.example',
      ...(envelopeId === undefined ? [] : [`Original-Envelope-Id: ${envelopeId}`]),
      '',
      'Original-Recipient: rfc822;responsabile@ente.example',
      'Final-Recipient: rfc822; responsabile@ente.example',
      `Action: ${action}`,
      `Status: ${status}`,
      'Diagnostic-Code: smtp; 550 5.1.1',
      '    <responsabile@ente.example>: no such user',
      '',
    ].join('\r\n');
  const brought = {
    headers: ['--parti', 'Content-Type: text/rfc822-headers', '', ...headers, ''],
    message: ['--parti', 'Content-Type: message/rfc822', '', ...headers, '', 'Il messaggio.'],
    nothing: [],
  }[brings];
  return [
    'From: MAILER-DAEMON@relay.ente.example',
    'To: traccia@ente.example',
    'Subject: Undelivered Mail Returned to Sender',
    'Auto-Submitted: auto-replied',
    'MIME-Version: 1.0',
    `Content-Type: ${written.contentType ?? 'multipart/report; report-type=delivery-status; boundary="parti"'}`,
    '',
    '--parti',
    'Content-Type: text/plain; charset=utf-8',
    '',
    'I’m sorry to have to inform you that your message could not be delivered.',
    '--parti',
    'Content-Type: message/delivery-status',
    '',
    fields,
    ...brought,
    '--parti--',
    '',
  ].join('\r\n');
}
