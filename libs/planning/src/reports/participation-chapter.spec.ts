import type { DataOf, PlanningFact } from '../planning-fact.js';
import type { Arrangements } from '../participation/participation.facts.js';
import { document, inPreparation } from '../testing.fixture.js';
import { sha256 } from '../pipeline/command-identity.js';
import { AccountProjection } from './account.projection.js';
import { participationChapter } from './participation-chapter.js';
import { because, CYCLE, day, eventAt, Seen, type Day } from './reports.fixture.js';

const scheduled = (
  meetingId: string,
  date: string,
  more: Partial<DataOf<'MeetingScheduled'>> = {},
): PlanningFact => ({
  type: 'MeetingScheduled',
  data: {
    ...{ meetingId, title: `Incontro ${meetingId}`, counterpart: 'OO_SS', date },
    ...{ channel: 'IN_PERSON', ...more },
  },
});
const held = (
  meetingId: string,
  heldOn: string,
  more: Partial<DataOf<'MeetingHeld'>> = {},
): PlanningFact => ({
  type: 'MeetingHeld',
  data: { meetingId, heldOn, categories: [], attendance: [], contents: [], ...more },
});
const minutes = (meetingId: string, protocol?: string): PlanningFact => ({
  type: 'MinutesRecorded',
  data: { meetingId, document: { ...document, ...(protocol !== undefined && { protocol }) } },
});

const begun = inPreparation.length;
const seen = (...days: readonly Day[]) =>
  new Seen(AccountProjection, day('2024-01-10', ...inPreparation), ...days);
const chapterOf = (...days: readonly Day[]) =>
  participationChapter(seen(...days).database, CYCLE) ?? { text: '', paragraphs: [], sha256: '' };
const textOf = (...days: readonly Day[]): string => chapterOf(...days).text;
const sourcesOf = (words: string, ...days: readonly Day[]): readonly string[] =>
  chapterOf(...days)
    .paragraphs.filter(({ text }) => text.includes(words))
    .flatMap(({ sources }) => sources.map(({ type, revision }) => `${type} ${revision - begun}`));

describe('The chapter on participation', () => {
  it('is not there for a cycle that is not there', () => {
    expect(participationChapter(seen().database, 'livornese-poa-annuale-2030')).toBeUndefined();
  });

  it('says of everything nobody has recorded that it is not recorded', () => {
    const text = textOf();
    for (const missing of [
      ...["L'atto regionale di riferimento non è registrato.", 'Nessun incontro è registrato.'],
      ...['- Utenti: non risulta ascoltata.', 'La partecipazione non risulta conclusa.'],
      'Nessun contributo è registrato.',
    ]) {
      expect(text).toContain(missing);
    }
  });

  it('cites the regional act the zone gives account under', () => {
    const act: PlanningFact = {
      type: 'RegionalActLinked',
      data: { cite: 'DGRT 1237/2023', date: '2023-10-23' },
    };
    expect(textOf(day('2024-01-11', act))).toContain(
      'Atto regionale di riferimento: DGRT 1237/2023, del 23/10/2023.',
    );
  });

  const meeting = [
    day(
      '2024-02-01',
      scheduled('M1', '2024-02-20', {
        ...{ title: 'Comitato', counterpart: 'COMITATO_PARTECIPAZIONE', startTime: '15:00' },
        ...{ venue: 'Ospedale di Livorno', room: 'Sala Ceccarini' },
      }),
      {
        type: 'MeetingConvened',
        data: { meetingId: 'M1', invitees: ['Comitato'], protocol: '9/2024' },
      },
    ),
    day(
      '2024-02-20',
      held('M1', '2024-02-20', {
        ...{ categories: ['UTENTI', 'ALTRI_ETS'], attendance: ['Comitato di partecipazione'] },
        contents: ['Il percorso', 'Il Profilo'],
      }),
    ),
    day('2024-02-25', minutes('M1', '31/2024')),
    day('2024-02-28', { type: 'MinutesApproved', data: { meetingId: 'M1' } }),
  ];

  it('tells of a meeting when, where, how, with whom, about what, and what minutes there are', () => {
    expect(textOf(...meeting)).toContain(
      [
        '### 20/02/2024 – Comitato',
        '- Interlocutore: Comitato di partecipazione zonale.',
        '- Data: in calendario per il 20/02/2024, ore 15:00. Tenuto il 20/02/2024.',
        '- Luogo: Ospedale di Livorno, Sala Ceccarini. Modalità: in presenza.',
        '- Convocazione del 01/02/2024, protocollo 9/2024. Invitati: Comitato.',
        '- Categorie ascoltate: Utenti; Altri soggetti del terzo settore.',
        '- Soggetti presenti: Comitato di partecipazione.',
        '- Argomenti: Il percorso; Il Profilo.',
        `- Verbale: «Documento», protocollo 31/2024, impronta SHA-256 \`${document.sha256}\`; approvato il 28/02/2024.`,
      ].join('\n\n'),
    );
  });

  it('says what is not known of a meeting', () => {
    const text = textOf(
      day('2024-02-01', scheduled('M1', '2024-02-20')),
      day('2024-02-20', held('M1', '2024-02-20')),
    );
    for (const unknown of [
      ...['Luogo: non noto.', 'Convocazione: non registrata.', 'Verbale: non registrato.'],
      ...['Categorie ascoltate: non attribuite.', 'Soggetti presenti: non indicati.'],
      'Argomenti: non indicati.',
    ]) {
      expect(text).toContain(unknown);
    }
  });

  it('says of a meeting that was moved or cancelled when and why, and of none that it was held', () => {
    const moved: PlanningFact = {
      type: 'MeetingRescheduled',
      data: { meetingId: 'M1', from: '2024-02-20', to: '2024-02-27' },
    };
    const cancelled: PlanningFact = { type: 'MeetingCancelled', data: { meetingId: 'M1' } };
    const text = textOf(
      day('2024-02-01', scheduled('M1', '2024-02-20')),
      because('Sala occupata', '2024-02-10', moved),
      because('Sciopero', '2024-02-27', cancelled),
    );
    expect(text).toContain('### 27/02/2024 – Incontro M1');
    expect(text).toContain(
      '- Data: in calendario per il 20/02/2024. Spostato dal 20/02/2024 al 27/02/2024. Motivo: «Sala occupata». Annullato. Motivo: «Sciopero».',
    );
    expect(text).toContain('Nessun incontro risulta tenuto.');
  });

  const rescheduled = (to: string, arrangements?: Arrangements): PlanningFact => ({
    type: 'MeetingRescheduled',
    data: { meetingId: 'M1', from: '2024-02-20', to, ...(arrangements && { arrangements }) },
  });

  it('says where and how a meeting takes place since it was changed, and rests on the change', () => {
    const online = rescheduled('2024-02-27', { channel: 'ONLINE', startTime: '16:30' });
    const days = [...meeting.slice(0, 1), because('Neve', '2024-02-10', online)];
    expect(textOf(...days)).toContain(
      [
        '- Data: in calendario per il 20/02/2024, ore 15:00. Spostato dal 20/02/2024 al 27/02/2024, ore 16:30. Motivo: «Neve». Non risulta tenuto.',
        '- Luogo: non noto. Modalità: online.',
      ].join('\n\n'),
    );
    expect(sourcesOf('- Luogo', ...days)).toEqual(['MeetingRescheduled 2']);
  });

  it('says where a meeting takes place that only changed its place, and keeps what only its day changed', () => {
    const elsewhere = rescheduled('2024-02-20', { channel: 'IN_PERSON', venue: 'Municipio' });
    const days = [...meeting.slice(0, 1), because('Neve', '2024-02-10', elsewhere)];
    expect(textOf(...days)).toContain(
      "Cambiata l'organizzazione, ferma la data del 20/02/2024, ora non nota. Motivo: «Neve».",
    );
    expect(textOf(...days)).toContain('- Luogo: Municipio. Modalità: in presenza.');
    const later = because('Neve', '2024-02-11', rescheduled('2024-02-27'));
    expect(textOf(...days, later)).toContain('- Luogo: Municipio. Modalità: in presenza.');
    expect(sourcesOf('- Luogo', ...meeting.slice(0, 1), later)).toEqual(['MeetingScheduled 0']);
  });

  it('shows who was heard where as a table, and category by category', () => {
    const text = textOf(...meeting, day('2024-03-01', scheduled('M2', '2024-03-05')));
    expect(text).toContain(
      [
        '| Categoria | 20/02/2024 Comitato |',
        '| --- | --- |',
        '| Utenti | ascoltata, con verbale |',
        '| Organizzazioni sindacali | — |',
      ].join('\n'),
    );
    expect(text).toContain('- Utenti: ascoltata (20/02/2024).');
    expect(text).toContain('- Organizzazioni sindacali: non risulta ascoltata.');
  });

  it('does not call a category covered without the minutes', () => {
    expect(textOf(...meeting.slice(0, 2))).toContain(
      '- Utenti: ascoltata, ma il verbale non è registrato.',
    );
  });

  it('says of an exemption who proposed and who decided it, each with the reason, by role', () => {
    const about = { category: 'UTENTI' } as const;
    const proposed: PlanningFact = { type: 'CategoryExemptionProposed', data: about };
    const exempted: PlanningFact = { type: 'CategoryExempted', data: about };
    const asked = because('Nessuna associazione', '2024-02-01', proposed);
    expect(textOf(asked)).toContain(
      "- Utenti: non risulta ascoltata. Proposta da Operatore dell'Ufficio di Piano il 01/02/2024. Motivo: «Nessuna associazione». Esenzione non decisa.",
    );
    expect(textOf(asked, { ...because('Concordo', '2024-02-05', exempted), as: 'DIR' })).toContain(
      "- Utenti: esonerata. Proposta da Operatore dell'Ufficio di Piano il 01/02/2024. Motivo: «Nessuna associazione». Decisa da Direttore di zona il 05/02/2024. Motivo: «Concordo».",
    );
  });

  it('says of what was done on behalf of somebody in which role, and by whose hand', () => {
    const proposed: PlanningFact = {
      type: 'CategoryExemptionProposed',
      data: { category: 'UTENTI' },
    };
    const exempted: PlanningFact = { type: 'CategoryExempted', data: { category: 'UTENTI' } };
    const lent: Day = { ...because('Concordo', '2024-02-05', exempted), as: 'DIR', hand: 'UPo' };
    expect(textOf(because('Nessuna', '2024-02-01', proposed), lent)).toContain(
      "Decisa da Direttore di zona, per mano di Operatore dell'Ufficio di Piano, il 05/02/2024. Motivo: «Concordo».",
    );
  });

  it('says that an exemption was declined, by whom and why, until it is proposed once more', () => {
    const about = { category: 'UTENTI' } as const;
    const proposed: PlanningFact = { type: 'CategoryExemptionProposed', data: about };
    const declined: PlanningFact = { type: 'CategoryExemptionDeclined', data: about };
    const exempted: PlanningFact = { type: 'CategoryExempted', data: about };
    const asked = because('Nessuna associazione', '2024-02-01', proposed);
    const refused: Day = { ...because('Va sentita', '2024-02-05', declined), as: 'DIR' };
    const again = because('Nessuna risposta', '2024-03-01', proposed);
    expect(textOf(asked, refused)).toContain(
      "- Utenti: non risulta ascoltata. Proposta da Operatore dell'Ufficio di Piano il 01/02/2024. Motivo: «Nessuna associazione». Respinta da Direttore di zona il 05/02/2024. Motivo: «Va sentita».",
    );
    expect(textOf(asked, refused)).not.toContain('Esenzione non decisa');
    expect(sourcesOf('- Utenti', asked, refused)).toEqual([
      ...['CategoryExemptionProposed 0', 'CategoryExemptionDeclined 1'],
    ]);
    expect(textOf(asked, refused, again)).toContain(
      "Proposta da Operatore dell'Ufficio di Piano il 01/03/2024. Motivo: «Nessuna risposta». Esenzione non decisa.",
    );
    expect(textOf(asked, refused, again, because('Concordo', '2024-03-05', exempted))).toContain(
      '- Utenti: esonerata. Proposta',
    );
  });

  it('tells of each contribution what was answered and where it ended', () => {
    const received: PlanningFact = {
      type: 'ContributionReceived',
      data: { contributionId: 'K1', body: 'Consulta', meetingId: 'M1', document },
    };
    const answered: PlanningFact = {
      type: 'ContributionAnswered',
      data: { contributionId: 'K1', answer: 'PARTLY', text: 'Accolto il secondo punto' },
    };
    const placed: PlanningFact = {
      type: 'ContributionPlaced',
      data: { contributionId: 'K1', text: 'Scheda 3' },
    };
    const cited = `«Documento», protocollo non indicato, impronta SHA-256 \`${document.sha256}\`.`;
    const days = [day('2024-02-01', scheduled('M1', '2024-02-20')), day('2024-02-21', received)];
    expect(textOf(...days)).toContain(
      `- Consulta: contributo ricevuto il 21/02/2024, per l'incontro «Incontro M1»: ${cited} Nessuna risposta registrata.`,
    );
    expect(textOf(...days, day('2024-03-01', answered, placed))).toContain(
      `${cited} Risposta del 01/03/2024: accolto in parte. «Accolto il secondo punto». Nel piano: «Scheda 3».`,
    );
  });

  it('tells since when and until when minutes were open to observations', () => {
    const [opened, approved] = [
      day('2024-02-26', {
        type: 'MinutesOpenedToObservations',
        data: { meetingId: 'M1', until: '2024-03-04' },
      }),
      day('2024-03-05', { type: 'MinutesApproved', data: { meetingId: 'M1' } }),
    ];
    const before = [...meeting.slice(0, -1), opened];
    const words = '; aperto alle osservazioni dal 26/02/2024 al 04/03/2024; ';
    expect(textOf(...before)).toContain(`${words}non ancora approvato.`);
    expect(textOf(...before, approved)).toContain(`${words}approvato il 05/03/2024.`);
    expect(sourcesOf('- Verbale', ...before)).toEqual([
      ...['MinutesRecorded 3', 'MinutesOpenedToObservations 4'],
    ]);
  });

  it('names under each statement the facts it rests on', () => {
    expect(sourcesOf('- Interlocutore', ...meeting)).toEqual(['MeetingScheduled 0']);
    expect(sourcesOf('- Verbale', ...meeting)).toEqual(['MinutesRecorded 3', 'MinutesApproved 4']);
    expect(sourcesOf('- Utenti: ascoltata', ...meeting)).toEqual([
      ...['MeetingHeld 2', 'MinutesRecorded 3'],
    ]);
    expect(sourcesOf('Tenuto il', ...meeting)).toEqual(['MeetingScheduled 0', 'MeetingHeld 2']);
    const [source] = chapterOf(...meeting).paragraphs.flatMap(({ sources }) => sources);
    expect(source).toEqual({
      ...{ cycleId: CYCLE, eventId: eventAt(begun), revision: begun, type: 'MeetingScheduled' },
    });
  });

  it('rests on facts wherever it does not say that something is not there', () => {
    for (const { text, sources } of chapterOf(...meeting).paragraphs) {
      const says = !/^#|non (è|risulta|registrat)|[Nn]essun/u.test(text);
      expect({ text, rests: sources.length > 0 }).toEqual({ text, rests: says });
    }
  });

  it('is the same text, byte for byte, for the same facts, and has its fingerprint', () => {
    const [one, other] = [chapterOf(...meeting), chapterOf(...meeting)];
    expect(other).toEqual(one);
    expect(one.sha256).toBe(sha256(one.text));
  });

  it('lets no words of people pass for signs of its own', () => {
    const text = textOf(
      day('2024-02-01', scheduled('M1', '2024-02-20', { title: '# *Tutti*\n| <b>qui</b>' })),
    );
    expect(text).toContain('– \\# \\*Tutti\\* \\| \\<b\\>qui\\</b\\>');
  });

  it('says what was corrected, with what it said before, and rests on the correction too', () => {
    const corrected: PlanningFact = {
      type: 'RecordCorrected',
      data: {
        ...{ eventId: eventAt(begun + 2), factType: 'MeetingHeld', factRevision: begun + 2 },
        ...{ field: '/heldOn', old: '2024-02-20', new: '2024-02-21' },
      },
    };
    const days = [...meeting, because('Errore', '2024-03-10', corrected)];
    expect(textOf(...days)).toContain(
      'Tenuto il 21/02/2024. (Rettifica del 10/03/2024: `/heldOn` da «2024-02-20» a «2024-02-21». Motivo: «Errore».)',
    );
    expect(sourcesOf('Tenuto il', ...days)).toEqual([
      ...['MeetingScheduled 0', 'MeetingHeld 2', 'RecordCorrected 5'],
    ]);
  });

  it('does not show a text that was redacted, and says that it was', () => {
    const redacted: PlanningFact = {
      type: 'TextRedacted',
      data: {
        ...{ eventId: eventAt(begun + 2), factType: 'MeetingHeld', factRevision: begun + 2 },
        ...{ where: 'data', pointer: '/contents/1', sha256: sha256('Il Profilo') },
        legalBasis: 'GDPR art. 17',
      },
    };
    const text = textOf(...meeting, because('Un nome', '2024-03-10', redacted));
    expect(text).not.toContain('Il Profilo');
    expect(text).toContain('Argomenti: Il percorso; \\[testo oscurato');
    expect(text).toContain('(Testo oscurato il 10/03/2024. Motivo: «Un nome».)');
  });
});
