/** What a provider of certified mail sends back, in the form of RFC 6109, as far as a test needs it. */
export interface WrittenReceipt {
  /** `accettazione`, … */
  readonly kind: string;
  readonly about: string;
  readonly receiptId?: string;
  readonly error?: string;
  readonly recipients?: 'certificato' | 'esterno';
  /** Instead of what belongs there. */
  readonly daticert?: string;
  readonly kindInData?: string;
  readonly aboutInData?: string;
}

export function daticert(receipt: WrittenReceipt): string {
  const { kind, about, error = 'nessuno', recipients = 'certificato' } = receipt;
  const { kindInData = kind, aboutInData = about } = receipt;
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<postacert tipo="${kindInData}" errore="${error}">`,
    '<intestazione><mittente>ufficio@pec.ente.example</mittente>',
    `<destinatari tipo="${recipients}">associazione@pec.example</destinatari>`,
    '<risposte>ufficio@pec.ente.example</risposte><oggetto>Convocazione</oggetto></intestazione>',
    '<dati><gestore-emittente>Gestore</gestore-emittente>',
    '<data zona="+0100"><giorno>13/02/2025</giorno><ora>09:31:02</ora></data>',
    '<identificativo>opec1.20250213093102.1@pec.example</identificativo>',
    `<msgid>&lt;${aboutInData}&gt;</msgid><ricevuta tipo="completa"/>`,
    '<consegna>associazione@pec.example</consegna></dati></postacert>',
  ].join('\n');
}

export function receiptMail(receipt: WrittenReceipt): string {
  const { kind, about, receiptId = `ricevuta-${kind}@gestore.example` } = receipt;
  return [
    'From: posta-certificata@gestore.example',
    'To: ufficio@pec.ente.example',
    `Subject: ${kind.toUpperCase()}: Convocazione`,
    `Message-ID: <${receiptId}>`,
    `X-Ricevuta: ${kind}`,
    `X-Riferimento-Message-ID: <${about}>`,
    'MIME-Version: 1.0',
    'Content-Type: multipart/signed; protocol="application/pkcs7-signature"; boundary="firma"',
    '',
    '--firma',
    'Content-Type: multipart/mixed; boundary="parti"',
    '',
    '--parti',
    'Content-Type: text/plain; charset=utf-8',
    '',
    'Il messaggio è stato trattato.',
    '--parti',
    'Content-Type: application/xml; name="daticert.xml"',
    'Content-Transfer-Encoding: base64',
    'Content-Disposition: attachment; filename="daticert.xml"',
    '',
    Buffer.from(receipt.daticert ?? daticert(receipt)).toString('base64'),
    '--parti',
    'Content-Type: message/rfc822; name="postacert.eml"',
    'Content-Disposition: attachment; filename="postacert.eml"',
    '',
    `Message-ID: <${about}>`,
    'Subject: Convocazione',
    '',
    'Il messaggio.',
    '--parti--',
    '--firma',
    'Content-Type: application/pkcs7-signature; name="smime.p7s"',
    'Content-Transfer-Encoding: base64',
    '',
    'MIAGCSqGSIb3DQEHAqCAMIACAQE=',
    '--firma--',
    '',
  ].join('\r\n');
}
