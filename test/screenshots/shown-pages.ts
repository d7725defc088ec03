import type { Page } from 'playwright-core';
import type { Role } from '#people';

/** A page as somebody opens it. */
export interface ShownPage {
  /** The first part of the names of its pictures. */
  readonly name: string;
  readonly path: string;
  /** Undefined for nobody. */
  readonly as: Role | undefined;
  /** Whose it is, in the names of the pictures. */
  readonly persona: string;
  /** What they do there before it is the page that is meant, of one that answers a form. */
  readonly then?: (page: Page) => Promise<void>;
}

/** What the addresses of pages are made of, as far as it is another one in each district. */
export interface Places {
  /** The programme in the middle of its year: `/cicli/livornese-poa-annuale-2024`. */
  readonly address: string;
  /** The programme that is over. */
  readonly past: string;
  /** A sitting of the programme that is over, and a meeting that was held for it. */
  readonly sittingId: string;
  readonly meetingId: string;
  /** A procedure of co-programming of its own. */
  readonly procedure: string;
  /** What somebody was told, and what is on its way by mail. */
  readonly noticeId: string;
  readonly deliveryId: string;
  /** A file that is being imported, one in which something is wrong, and one that was imported. */
  readonly file: string;
  readonly faultyFile: string;
  readonly imported: string;
  /** A document that was asked for and is ready. */
  readonly job: string;
}

const coordinator = { as: 'UPc', persona: 'coordinatore' } as const;
const officer = { as: 'UPo', persona: 'operatore' } as const;
const head = { as: 'UH', persona: 'responsabile' } as const;
const referent = { as: 'RF', persona: 'referente' } as const;
const director = { as: 'DIR', persona: 'direttore' } as const;
const auditor = { as: 'AUD', persona: 'revisore' } as const;
const secretariat = { as: 'SEG', persona: 'segreteria' } as const;
const administrator = { as: 'ADM', persona: 'amministratore' } as const;
const nobody = { as: undefined, persona: 'nessuno' };

/** Every page there is. A new page is a line here, or in one of the lists below. */
export const everyShownPage = (places: Places): readonly ShownPage[] => [
  ...shownPages(places),
  ...pagesOfPast(places),
  ...pagesOnTheWay(places),
];

/** The pages of a programme in the middle of its year, and of the zone around it. */
export function shownPages({ address }: Pick<Places, 'address'>): readonly ShownPage[] {
  return [
    { name: 'accesso', path: '/accesso', ...nobody },
    { name: 'scrivania', path: '/', ...coordinator },
    { name: 'scrivania', path: '/', ...head },
    { name: 'scrivania', path: '/', ...referent },
    { name: 'scrivania', path: '/', ...director },
    { name: 'scrivania', path: '/', ...auditor },
    { name: 'ciclo', path: address, ...coordinator },
    { name: 'ciclo', path: address, ...head },
    { name: 'schede', path: `${address}/schede`, ...coordinator },
    { name: 'scheda', path: `${address}/schede/S-001`, ...officer },
    { name: 'scheda-restituita', path: `${address}/schede/S-005`, ...head },
    { name: 'modifica', path: `${address}/schede/S-005/modifica`, ...head },
    {
      name: 'modifica-sezione',
      path: `${address}/schede/S-005/modifica?sezione=indicatori`,
      ...head,
    },
    {
      name: 'modifica-allegati',
      path: `${address}/schede/S-005/modifica?sezione=riferimenti`,
      ...head,
    },
    { name: 'invio', path: `${address}/schede/S-005/invio`, ...head },
    { name: 'verifica', path: `${address}/verifica`, ...officer },
    { name: 'verifica-scheda', path: `${address}/schede/S-006/verifica`, ...officer },
    { name: 'revisioni', path: `${address}/schede/S-004/revisioni`, ...officer },
    { name: 'confronto', path: `${address}/schede/S-004/confronto?da=1&a=2`, ...officer },
    { name: 'storico', path: `${address}/storico`, ...auditor },
    { name: 'storico-a-meta', path: `${address}/storico?al=300`, ...auditor },
    { name: 'storico-fatti', path: `${address}/storico/fatti`, ...auditor },
    { name: 'storico-fatto', path: `${address}/storico/fatti/60`, ...auditor },
    { name: 'storico-confronto', path: `${address}/storico/confronto?da=60&a=300`, ...auditor },
    { name: 'storico-scheda', path: `${address}/storico/schede/S-004`, ...auditor },
    { name: 'storico-domande', path: `${address}/storico/domande`, ...auditor },
    { name: 'storico-domanda', path: `${address}/storico/domande/8`, ...auditor },
    { name: 'storico-integrita', path: `${address}/storico/integrita`, ...auditor },
    { name: 'storico-tempi', path: `${address}/storico/tempi`, ...auditor },
    { name: 'cerca', path: '/cerca?q=anziani', ...coordinator },
    { name: 'scadenze-a-barre', path: '/scadenze?vista=gantt', ...coordinator },
    { name: 'aiuto-ruolo', path: '/aiuto/uh', ...head },
    { name: 'glossario', path: '/aiuto/glossario', ...head },
    { name: 'accessibilita', path: '/accessibilita', ...nobody },
    { name: 'privacy', path: '/privacy', ...nobody },
    { name: 'note-legali', path: '/note-legali', ...nobody },
    { name: 'licenze', path: '/licenze', ...nobody },
    { name: 'segnalazioni', path: '/segnalazioni', ...nobody },
    { name: 'cicli', path: '/cicli', ...coordinator },
    { name: 'ciclo-tabella', path: `${address}?vista=tabella`, ...coordinator },
    { name: 'diagramma', path: `${address}/diagramma`, ...coordinator },
    { name: 'programma', path: `${address}/programmi/P01`, ...coordinator },
    { name: 'approvazione', path: `${address}/approvazione`, ...coordinator },
    { name: 'approvazione', path: `${address}/approvazione`, ...director },
    { name: 'partecipazione', path: `${address}/partecipazione`, ...coordinator },
    { name: 'incontro-in-osservazione', path: `${address}/incontri/consulta`, ...officer },
    { name: 'contributi', path: `${address}/contributi`, ...coordinator },
    { name: 'copertura', path: `${address}/copertura`, ...coordinator },
    { name: 'coprogrammazione', path: `${address}/coprogrammazione`, ...director },
    { name: 'coprogettazione', path: '/coprogettazione', ...coordinator },
    { name: 'coprogettazione-riga', path: '/coprogettazione/CP03', ...officer },
    { name: 'importa', path: '/importa', ...coordinator },
    { name: 'esporta', path: '/esporta', ...coordinator },
    { name: 'lavori', path: '/lavori', ...coordinator },
    { name: 'scadenze', path: '/scadenze', ...coordinator },
    { name: 'scadenze-mese', path: '/scadenze?vista=mese', ...coordinator },
    { name: 'scadenze-abbonamento', path: '/scadenze/abbonamento', ...coordinator },
    { name: 'aiuto', path: '/aiuto', ...head },
    { name: 'aiuto-tastiera', path: '/aiuto/tastiera', ...head },
    { name: 'notifiche-recapiti', path: '/notifiche/recapiti', ...coordinator },
    { name: 'notifiche', path: '/notifiche', ...head },
    { name: 'notifiche-preferenze', path: '/notifiche/preferenze', ...head },
    { name: 'pubblico', path: address.replace('/cicli/', '/pubblico/'), ...nobody },
    { name: 'solleciti', path: `${address}/solleciti`, ...coordinator },
    { name: 'calendario', path: `${address}/calendario`, ...coordinator },
    { name: 'azione', path: `${address}/azioni/set-deadline`, ...coordinator },
    { name: 'amministrazione', path: '/amministrazione', ...administrator },
    { name: 'amministrazione-unita', path: '/amministrazione/unita', ...coordinator },
    { name: 'amministrazione-persone', path: '/amministrazione/persone', ...administrator },
    { name: 'amministrazione-ruoli', path: '/amministrazione/ruoli', ...administrator },
    { name: 'amministrazione-deleghe', path: '/amministrazione/deleghe', ...coordinator },
    { name: 'amministrazione-modelli', path: '/amministrazione/modelli', ...administrator },
    {
      name: 'amministrazione-modello',
      path: '/amministrazione/modelli/poa-annuale/1',
      ...administrator,
    },
    { name: 'amministrazione-calendario', path: '/amministrazione/calendario', ...coordinator },
    { name: 'amministrazione-rifiuti', path: '/amministrazione/rifiuti', ...administrator },
    {
      name: 'amministrazione-rifiuti-catalogo',
      path: '/amministrazione/rifiuti/catalogo',
      ...administrator,
    },
    { name: 'stato', path: '/stato', ...nobody },
    { name: 'stato-dettaglio', path: '/stato/dettaglio', ...administrator },
    { name: 'amministrazione-unita-una', path: '/amministrazione/unita/minori', ...coordinator },
    {
      name: 'amministrazione-persona',
      path: '/amministrazione/persone/responsabile',
      ...administrator,
    },
    { name: 'stato-ripresa', path: '/stato/viste/ripresa', ...administrator },
    { name: 'segnalazioni-ricevute', path: '/segnalazioni/ricevute', ...coordinator },
    { name: 'conferma', path: '/conferma', ...director },
    { name: 'per-conto', path: '/per-conto', ...officer },
    { name: 'non-trovata', path: '/cicli/livornese-poa-annuale-1999', ...coordinator },
    { name: 'vietata', path: `${address}/storico`, ...referent },
  ];
}

/** The pages of what is over: the plan as it was approved, its sittings, and what became of it. */
function pagesOfPast({ past, sittingId, meetingId, address }: Places): readonly ShownPage[] {
  return [
    { name: 'approvazione-fatta', path: `${past}/approvazione`, ...secretariat },
    { name: 'approvazione-documento', path: `${past}/approvazione/documento`, ...director },
    { name: 'approvazione-differenze', path: `${past}/approvazione/differenze`, ...director },
    {
      name: 'approvazione-seduta',
      path: `${past}/approvazione/sedute/${sittingId}`,
      ...secretariat,
    },
    { name: 'monitoraggio', path: `${past}/monitoraggio`, ...officer },
    { name: 'rendiconto', path: `${past}/rendiconto`, ...director },
    { name: 'incontro', path: `${past}/incontri/${meetingId}`, ...officer },
    { name: 'convocazione', path: `${address}/incontri/tavolo/convocazione`, ...officer },
    { name: 'presenze', path: `${address}/incontri/tavolo/presenze`, ...officer },
    { name: 'ciclo-chiuso', path: past, ...director },
  ];
}

/** The pages of what is on its way: a procedure, a notice and its mail, files that come in and go out. */
function pagesOnTheWay(places: Places): readonly ShownPage[] {
  const { address, procedure, noticeId, deliveryId, file, faultyFile, imported, job } = places;
  return [
    { name: 'procedura', path: `${procedure}/coprogrammazione`, ...coordinator },
    { name: 'notifica', path: `/notifiche/${noticeId}`, ...head },
    { name: 'rispedizione', path: `/stato/recapiti/${deliveryId}/email`, ...administrator },
    { name: 'importa-colonne', path: file, ...coordinator },
    { name: 'importa-prova', path: `${file}/prova`, ...coordinator },
    { name: 'importa-errori', path: `${faultyFile}/prova`, ...officer },
    { name: 'importa-esito', path: imported, ...coordinator },
    {
      name: 'insieme',
      path: `${address}/insieme?verbo=reassign-scheda&scheda=S-009&scheda=S-019`,
      ...coordinator,
    },
    {
      name: 'invito',
      path: '/amministrazione/persone/responsabile',
      ...administrator,
      then: async (page) => {
        await page.getByLabel('Nome utente').fill('responsabile');
        await page.getByRole('button', { name: 'Prepara l’invito' }).click();
        await page.locator('main code').waitFor();
      },
    },
    // Once it has been looked at, the desk says no more of it.
    { name: 'lavoro', path: job, ...coordinator },
  ];
}
