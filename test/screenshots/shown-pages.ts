import type { Client } from '../client.fixture.js';
import type { Journey } from '../journey.fixture.js';
import type { TestServer } from '../server.fixture.js';
import type { District } from '../web/district.fixture.js';

/** A page as somebody opens it. */
export interface ShownPage {
  /** The first part of the names of its pictures. */
  readonly name: string;
  readonly path: string;
  /** Undefined for nobody. */
  readonly as: Client | undefined;
  /** Whose it is, in the names of the pictures. */
  readonly persona: string;
}

/** Every page there is. A new page is a line here. */
export function shownPages(server: TestServer, { address }: District): readonly ShownPage[] {
  const coordinator = { as: server.as('UPc'), persona: 'coordinatore' };
  const officer = { as: server.as('UPo'), persona: 'operatore' };
  const head = { as: server.as('UH'), persona: 'responsabile' };
  const referent = { as: server.as('RF'), persona: 'referente' };
  const director = { as: server.as('DIR'), persona: 'direttore' };
  const auditor = { as: server.as('AUD'), persona: 'revisore' };
  const administrator = { as: server.as('ADM'), persona: 'amministratore' };
  const nobody = { as: undefined, persona: 'nessuno' };
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
export function pagesOfPast(server: TestServer, past: Journey): readonly ShownPage[] {
  const address = `/cicli/${past.cycleId}`;
  const { sessionId } = past.last('OrganConvened');
  const secretariat = { as: server.as('SEG'), persona: 'segreteria' };
  const director = { as: server.as('DIR'), persona: 'direttore' };
  const officer = { as: server.as('UPo'), persona: 'operatore' };
  const { meetingId } = past.last('MeetingHeld');
  const [, district = ''] = /^(.*)-\d{4}$/.exec(address) ?? [];
  return [
    { name: 'approvazione-fatta', path: `${address}/approvazione`, ...secretariat },
    { name: 'approvazione-documento', path: `${address}/approvazione/documento`, ...director },
    { name: 'approvazione-differenze', path: `${address}/approvazione/differenze`, ...director },
    {
      name: 'approvazione-seduta',
      path: `${address}/approvazione/sedute/${sessionId}`,
      ...secretariat,
    },
    { name: 'monitoraggio', path: `${address}/monitoraggio`, ...officer },
    { name: 'rendiconto', path: `${address}/rendiconto`, ...director },
    { name: 'incontro', path: `${address}/incontri/${meetingId}`, ...officer },
    { name: 'convocazione', path: `${district}-2024/incontri/tavolo/convocazione`, ...officer },
    { name: 'presenze', path: `${district}-2024/incontri/tavolo/presenze`, ...officer },
    { name: 'ciclo-chiuso', path: address, ...director },
  ];
}
