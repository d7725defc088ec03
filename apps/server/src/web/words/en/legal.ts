import type { Words } from '../language.js';

/** Of the pages that the law wants, for everybody. */
export const legal: Words['legal'] = {
  footer: 'What the law wants said',
  links: {
    accessibility: 'Accessibility',
    feedback: 'Report a problem',
    privacy: 'Privacy',
    notes: 'Legal notes',
    licences: 'Licences',
  },
  contact: 'Whom to call',
  noContact:
    'The office has not said yet in these pages how to reach it. The site of the body says so, under «Ufficio di piano» or «Società della Salute».',
  accessibility: {
    title: 'Statement on accessibility',
    lead: 'Traccia is made to be used by anybody: with the keyboard, with a screen reader, on a telephone, without scripts and on paper (L. 4/2004; directive EU 2016/2102; EN 301 549 and WCAG 2.1, level AA).',
    state: 'How far it conforms',
    partly: 'Partly:',
    partlyWhy:
      'every page is checked by automatic means, which are not enough to say that it conforms. No violation is known; what nobody has tried yet is listed below.',
    checked: 'What was checked',
    checks: [
      'the automatic rules of axe-core on every page, in Chromium, on the screen of an office and on that of a telephone (390 px)',
      'that the HTML is valid, the order of headings, the label and the error of every field',
      'the main ways through it with the keyboard alone, and without scripts',
      'the contrast of colours, and that states can be told apart in grey and on paper',
    ],
    on: (day: string) => `Last checked: ${day}. The same is checked with every version.`,
    notChecked: 'What has not been checked yet',
    notChecks: [
      'how it sounds with screen readers (NVDA, VoiceOver), by people who use them',
      'enlarged to 400 per cent and in the high contrast of Windows, by hand',
      'documents that offices attach, made elsewhere',
    ],
    statement: 'The statement at AGID',
    atAgid: 'Read the statement at form.agid.gov.it',
    noStatement:
      'The body has not said here yet where its statement at form.agid.gov.it is. Statements are renewed every year by 23 September.',
    feedback: 'If something does not work',
    feedbackText: 'Tell us which page you cannot use, and with what: we answer within 30 days.',
    feedbackLink: 'Report a problem of accessibility',
    defender:
      'If nobody answers, or not well enough, there is the digital ombudsman (L. 4/2004, article 3-quinquies), at AGID.',
  },
  privacy: {
    title: 'Privacy',
    lead: 'Which personal data this service processes, why and for how long (Reg. EU 2016/679, articles 13 and 14). The controller is the body that uses it for its zone.',
    parts: [
      {
        heading: 'Which data',
        texts: [
          'Of those who work here: identifier, role, unit, addresses for notices, when they came in, what they did and when.',
          'Of those who take part: what they hand in and what they are answered, and that they were at a meeting. It is encrypted in the facts, and erased by destroying its key.',
          'No data on the health of persons is needed: a scheda that holds some is to be corrected, and the text redacted.',
        ],
      },
      {
        heading: 'Why, and on what ground',
        texts: [
          'To plan for the zone and to be able to prove how it was done: a task in the public interest (article 6, paragraph 1, letter e; LR Toscana 40/2005; d.lgs. 82/2005).',
        ],
      },
      {
        heading: 'For how long',
        texts: [
          'The facts of the procedure stay as long as its file, and nobody rewrites them. Personal data that is encrypted in them is erased when the law wants it: that something happened stays, not by whom.',
          'A session ends when you sign out, or by itself. Reports stay here only until they have been sent to the office.',
        ],
      },
      {
        heading: 'Cookies',
        texts: [
          'Only those that are needed: the session, the language, for whom you act. Nobody follows you, and no page asks other sites for anything.',
        ],
      },
      {
        heading: 'Your rights',
        texts: [
          'You can ask to see, correct, restrict or erase your data, or object (articles 15 to 22), and complain to the Garante per la protezione dei dati personali. Write to the controller or its data protection officer.',
        ],
      },
    ],
  },
  notes: {
    title: 'Legal notes',
    lead: 'What these pages are worth.',
    parts: [
      {
        heading: 'What you read here',
        texts: [
          'The acts are those that are published and registered: these pages say how far their procedure has come, and do not replace them.',
          'What is recorded has a date and an author, and is not changed: it is corrected by another fact, which stays beside the first.',
        ],
      },
      {
        heading: 'Using the contents',
        texts: [
          'The texts of the plan are those of the body. Where nothing else is said, public data may be used under CC BY 4.0 (d.lgs. 36/2006).',
        ],
      },
      {
        heading: 'The program',
        texts: [
          'Traccia is free software under EUPL-1.2. The libraries it uses are listed under “Licences”.',
        ],
      },
    ],
  },
  licences: {
    title: 'Licences',
    lead: 'Traccia is distributed under EUPL-1.2. It uses these libraries, each under its own licence; the list is made when the program is built.',
    libraries: (count: number) => `${count} libraries`,
    name: 'Name',
    version: 'Version',
    licence: 'Licence',
  },
};
