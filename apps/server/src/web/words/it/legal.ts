/** Of the pages that the law wants, for everybody. */
export const legal = {
  footer: 'Pagine di legge',
  links: {
    accessibility: 'Accessibilità',
    feedback: 'Segnala un problema',
    privacy: 'Privacy',
    notes: 'Note legali',
    licences: 'Licenze',
  },
  contact: 'Chi chiamare',
  noContact:
    'L’ufficio non ha ancora indicato un recapito in queste pagine. Lo trovi sul sito dell’ente, sotto «Ufficio di piano» o «Società della Salute»; l’URP sa indicarlo.',
  accessibility: {
    title: 'Dichiarazione di accessibilità',
    lead: 'Traccia è fatta perché la usi chiunque: con la tastiera, con un lettore di schermo, su un telefono, senza script e su carta (L. 4/2004; direttiva UE 2016/2102; EN 301 549 e WCAG 2.1, livello AA).',
    state: 'Stato di conformità',
    partly: 'Parzialmente conforme:',
    partlyWhy:
      'ogni pagina è verificata con controlli automatici, che non bastano a dire che è conforme. Nessuna violazione è nota; ciò che nessuno ha ancora provato è elencato sotto.',
    checked: 'Che cosa è stato controllato',
    checks: [
      'le regole automatiche di axe-core su ogni pagina, in Chromium, sullo schermo di un ufficio e su quello di un telefono (390 px)',
      'la validità dell’HTML, l’ordine dei titoli, l’etichetta e l’errore di ogni campo',
      'i percorsi principali con la sola tastiera, e senza script',
      'il contrasto dei colori, e che gli stati si distinguano anche in grigio e sulla carta',
    ],
    on: (day: string) =>
      `Ultimo controllo: ${day}. Gli stessi controlli si ripetono a ogni versione.`,
    notChecked: 'Che cosa non è ancora stato controllato',
    notChecks: [
      'l’ascolto con i lettori di schermo (NVDA, VoiceOver) da parte di persone che li usano',
      'l’ingrandimento al 400 per cento e il contrasto elevato di Windows, a mano',
      'i documenti che gli uffici allegano, prodotti altrove',
    ],
    statement: 'La dichiarazione presso AGID',
    atAgid: 'Leggi la dichiarazione su form.agid.gov.it',
    noStatement:
      'L’ente non ha ancora indicato qui l’indirizzo della sua dichiarazione su form.agid.gov.it. La dichiarazione si rinnova ogni anno entro il 23 settembre.',
    feedback: 'Se qualcosa non va',
    feedbackText:
      'Dicci quale pagina non riesci a usare, e con che cosa: rispondiamo entro 30 giorni.',
    feedbackLink: 'Segnala un problema di accessibilità',
    defender:
      'Se non ricevi risposta, o non è soddisfacente, puoi rivolgerti al difensore civico per il digitale (L. 4/2004, articolo 3-quinquies), presso AGID.',
  },
  privacy: {
    title: 'Privacy',
    lead: 'Quali dati personali tratta questo servizio, perché e per quanto (Reg. UE 2016/679, articoli 13 e 14). Titolare è l’ente che lo usa per la sua zona.',
    parts: [
      {
        heading: 'Quali dati',
        texts: [
          'Di chi lavora qui: identificativo, ruolo, unità, recapiti per gli avvisi, quando è entrato, che cosa ha fatto e quando.',
          'Di chi partecipa: ciò che consegna e ciò che gli si risponde, presenze agli incontri. Sono cifrati nei fatti, e si cancellano distruggendone la chiave.',
          'Non servono dati sulla salute di persone: una scheda che ne contenga va corretta, e il testo oscurato.',
        ],
      },
      {
        heading: 'Perché, e su quale base',
        texts: [
          'Per la programmazione della zona e per poter dimostrare come si è svolta: compito di interesse pubblico (articolo 6, paragrafo 1, lettera e; LR Toscana 40/2005; d.lgs. 82/2005).',
        ],
      },
      {
        heading: 'Per quanto',
        texts: [
          'I fatti del procedimento restano quanto il fascicolo, e nessuno li riscrive. I dati personali che vi sono cifrati si cancellano quando la legge lo vuole: resta che un fatto c’è stato, non di chi.',
          'La sessione finisce quando esci, o da sola. Le segnalazioni restano qui solo finché non sono state spedite all’ufficio.',
        ],
      },
      {
        heading: 'Cookie',
        texts: [
          'Solo quelli che servono: la sessione, la lingua, per conto di chi agisci. Nessuno ti segue, e nessuna pagina chiede qualcosa ad altri siti.',
        ],
      },
      {
        heading: 'I tuoi diritti',
        texts: [
          'Puoi chiedere di vedere, correggere, limitare o cancellare i tuoi dati, o opporti (articoli 15-22), e reclamare al Garante per la protezione dei dati personali. Scrivi al titolare o al suo responsabile della protezione dei dati.',
        ],
      },
    ],
  },
  notes: {
    title: 'Note legali',
    lead: 'Che cosa valgono queste pagine.',
    parts: [
      {
        heading: 'Valore di ciò che leggi',
        texts: [
          'Gli atti sono quelli pubblicati all’albo e protocollati: queste pagine dicono a che punto è il loro procedimento, e non li sostituiscono.',
          'Ciò che viene registrato ha data e autore, e non si cambia: si corregge con un altro fatto, che resta accanto al primo.',
        ],
      },
      {
        heading: 'Uso dei contenuti',
        texts: [
          'I testi della programmazione sono dell’ente. Dove non è detto altro, i dati pubblici si riusano con licenza CC BY 4.0 (d.lgs. 36/2006).',
        ],
      },
      {
        heading: 'Il programma',
        texts: [
          'Traccia è software libero, con licenza EUPL-1.2. Le librerie che usa sono elencate in «Licenze».',
        ],
      },
    ],
  },
  licences: {
    title: 'Licenze',
    lead: 'Traccia è distribuita con licenza EUPL-1.2. Usa queste librerie, ciascuna con la sua; l’elenco è fatto quando il programma viene costruito.',
    libraries: (count: number) => `${count} librerie`,
    name: 'Nome',
    version: 'Versione',
    licence: 'Licenza',
  },
};
