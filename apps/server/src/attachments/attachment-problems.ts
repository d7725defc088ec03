import type { AttachmentRefused, AttachmentRefusedCode } from '#attachments';
import { Problem, type ProblemDescription } from '../http/problem.js';

type Texts = Omit<ProblemDescription, 'code'>;

/** Why the bytes of a document are not kept, or not given. The same codes stand in docs/errors.md. */
export const attachmentProblems = {
  'attachment-not-kept': {
    status: 404,
    it: {
      title: 'Il file non c’è',
      detail:
        'Qui non è conservato nessun file con questa impronta che tu possa aprire: chiedilo a chi l’ha citato.',
    },
    en: {
      title: 'The file is not there',
      detail: 'No file with this fingerprint that you may open is kept here: ask whoever named it.',
    },
  },
  'attachment-name-missing': {
    status: 400,
    it: {
      title: 'Manca il nome del file',
      detail:
        'L’intestazione Traccia-File-Name porta il nome del file, codificato con %: Atto%20n.%2012.pdf.',
    },
    en: {
      title: 'The name of the file is missing',
      detail:
        'The header Traccia-File-Name carries the name of the file, percent-encoded: Atto%20n.%2012.pdf.',
    },
  },
  'attachment-not-sent': {
    status: 422,
    it: {
      title: 'Il file scelto non è arrivato',
      detail:
        'Con questo pulsante parte solo ciò che hai scritto, non il file «{file}»: sceglilo di nuovo e premi «Carica il file», poi riprova. Nulla è stato registrato.',
    },
    en: {
      title: 'The file you chose did not arrive',
      detail:
        'This button sends only what you wrote, not the file “{file}”: choose it again and press “Upload the file”, then try again. Nothing was recorded.',
    },
  },
  'attachment-empty': {
    status: 422,
    it: {
      title: 'Il file è vuoto',
      detail: 'Non c’è niente dentro: scegli un altro file. Nulla è stato conservato.',
    },
    en: {
      title: 'The file is empty',
      detail: 'There is nothing in it: choose another file. Nothing was kept.',
    },
  },
  'attachment-too-large': {
    status: 413,
    it: {
      title: 'Il file è troppo grande',
      detail:
        'Sono ammessi al massimo {most}: riduci le scansioni o dividi il file. Nulla è stato conservato.',
    },
    en: {
      title: 'The file is too large',
      detail: 'At most {most} are allowed: reduce the scans or split the file. Nothing was kept.',
    },
  },
  'attachment-type-unsupported': {
    status: 415,
    it: {
      title: 'Questo tipo di file non si conserva',
      detail:
        'Si conservano {types}, senza macro: salva il documento in uno di questi. Nulla è stato conservato.',
    },
    en: {
      title: 'This kind of file is not kept',
      detail:
        'What is kept is {types}, without macros: save the document as one of them. Nothing was kept.',
    },
  },
  'attachment-named-otherwise': {
    status: 422,
    it: {
      title: 'Il nome del file dice un’altra cosa',
      detail:
        'Dentro c’è un {type}, ma il nome non finisce in {ending}: correggi il nome. Nulla è stato conservato.',
    },
    en: {
      title: 'The name of the file says something else',
      detail:
        'In it there is a {type}, but its name does not end in {ending}: correct the name. Nothing was kept.',
    },
  },
  'attachment-infected': {
    status: 422,
    it: {
      title: 'L’antivirus ha trovato un virus',
      detail:
        'Nel file c’è «{found}»: non aprirlo, e avvisa chi cura i computer. Nulla è stato conservato.',
    },
    en: {
      title: 'The antivirus has found a virus',
      detail:
        'In the file there is “{found}”: do not open it, and tell whoever looks after the computers. Nothing was kept.',
    },
  },
  'attachment-deleted': {
    status: 409,
    it: {
      title: 'Questo file è stato cancellato',
      detail:
        'Chi gestisce il servizio l’ha cancellato e non si conserva di nuovo. Il motivo: «{reason}». Se serve ancora, chiedi a lui di ammetterlo. Nulla è stato conservato.',
    },
    en: {
      title: 'This file was deleted',
      detail:
        'Whoever runs the service deleted it, and it is not kept again. The reason: “{reason}”. If it is still needed, ask them to allow it. Nothing was kept.',
    },
  },
  'attachments-waiting': {
    status: 429,
    headers: { 'retry-after': '3600' },
    it: {
      title: 'Hai troppi file che nessun atto cita ancora',
      detail:
        'Salva prima ciò che li cita: quelli che dopo un giorno nessuno cita sono cancellati. Nulla è stato conservato.',
    },
    en: {
      title: 'You have too many files that nothing names yet',
      detail:
        'Save first what names them: those that nobody names after a day are deleted. Nothing was kept.',
    },
  },
  'attachments-full': {
    status: 507,
    it: {
      title: 'Non c’è più spazio per i file',
      detail: 'Avvisa chi gestisce il servizio. Nulla è stato conservato.',
    },
    en: {
      title: 'There is no room for files',
      detail: 'Tell whoever runs the service. Nothing was kept.',
    },
  },
  'antivirus-away': {
    status: 503,
    headers: { 'retry-after': '60' },
    it: {
      title: 'L’antivirus non risponde',
      detail:
        'Nessun file si conserva senza che l’antivirus l’abbia guardato: riprova fra qualche minuto. Nulla è stato conservato.',
    },
    en: {
      title: 'The antivirus does not answer',
      detail:
        'No file is kept that the antivirus has not looked at: try again in some minutes. Nothing was kept.',
    },
  },
} as const satisfies Readonly<
  Record<
    | AttachmentRefusedCode
    | 'attachment-not-kept'
    | 'attachment-name-missing'
    | 'attachment-not-sent',
    Texts
  >
>;

/** @param details what stands in the place of the names in braces */
export function attachmentProblem(
  code: keyof typeof attachmentProblems,
  details: Readonly<Record<string, string>> = {},
  cause?: unknown,
): Problem {
  const { it, en, ...rest }: Texts = attachmentProblems[code];
  const filled = (text: string): string =>
    text.replaceAll(/\{(\w+)\}/g, (whole, name: string) => details[name] ?? whole);
  return new Problem(
    {
      ...rest,
      code,
      it: { title: it.title, detail: filled(it.detail) },
      en: { title: en.title, detail: filled(en.detail) },
    },
    { cause },
  );
}

/** Why a file is not kept, for whoever sent it. @param details what is allowed, in words */
export const refusedAttachment = (
  refused: AttachmentRefused,
  details: Readonly<Record<string, string>>,
): Problem => attachmentProblem(refused.code, { ...details, ...refused.details }, refused);
