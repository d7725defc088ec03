import type { Words } from '../language.js';

/** Of the page of help. */
export const help: Words['help'] = {
  title: 'Help',
  lead: 'What is done here, by role, and on what it rests.',
  roles: 'By your role',
  law: 'Rests on:',
  glossary: 'The words',
  keyboard: 'With the keyboard',
  lost: 'If something goes wrong',
  lostText:
    'What you have saved is not lost: if a page says that there is a problem, copy the code it shows and write it to the Ufficio di Piano. If the session ends while you write, sign in again: you go on from where you were.',
  tasks: {
    UPc: 'You open and close the phases, assign schede to units, move deadlines, convene meetings, propose the plan. Start from the desk; the cycle says what can be done now, and of the rest why not.',
    UPo: 'You check the schede with the checklist, return them with a note, keep meetings and contributions. The queue is under “Verification”, the oldest first.',
    UH: 'You write the schede of your unit and submit them. The desk says which wait for you and by when; what you write is saved by itself.',
    RF: 'You fill in the schede that the head gives you; submitting them stays theirs.',
    DIR: 'You decide on co-programming, approve the minutes, endorse the proposal. What you decide is signed with who you are, which is why you are asked for it again.',
    SEG: 'You convene the organ, record sessions and deliberations, publish the plan.',
    AUD: 'You read everything and change nothing. In the history you see the cycle at any instant, and your browser verifies by itself that nobody rewrote it.',
    ETS: 'You see the meetings, hand in contributions and read what became of them.',
    ADM: 'You keep people, access and the service working; on the plan you decide nothing.',
  },
  laws: {
    UPc: 'LR Toscana 40/2005, articles 15 and 64; DGR 269/2019',
    UPo: 'DGR 269/2019; DGRT 1237/2023',
    UH: 'DGRT 1237/2023',
    RF: 'DGRT 1237/2023',
    DIR: 'LR Toscana 40/2005, article 64; LR Toscana 65/2020, article 9',
    SEG: 'LR Toscana 40/2005, article 70 bis; d.lgs. 33/2013, article 23',
    AUD: 'd.lgs. 82/2005 (CAD), articles 20 and 41',
    ETS: 'LR Toscana 40/2005, article 15; d.lgs. 117/2017, article 55',
    ADM: 'Garante for the protection of personal data, 27 November 2008, on system administrators',
  },
  keys: {
    tab: 'to the next field or link',
    enter: 'opens what you are on',
    save: 'saves, while you write a scheda',
    answers: 'yes, no, does not apply, in the checklist',
    arrows: 'a fact before or after, in the slider of the history',
    space: 'chooses all schede between two, in the list',
  },
  keyNames: {
    tab: 'Tab',
    enter: 'Enter',
    save: 'Ctrl+S',
    answers: '1, 2, 3',
    arrows: '← →',
    space: 'Shift+Space',
  },
  key: 'Key',
  does: 'What it does',
};
