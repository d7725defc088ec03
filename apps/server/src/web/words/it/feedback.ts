/** Of the form by which anybody says what is wrong with the pages. */
export const feedback = {
  title: 'Segnala un problema',
  lead: 'Anche senza accedere. La segnalazione arriva all’ufficio che tiene queste pagine.',
  kind: 'Che cosa vuoi segnalare',
  kinds: {
    accessibilita: 'Non riesco a usare una pagina (accessibilità)',
    errore: 'Qualcosa non funziona',
    suggerimento: 'Un suggerimento',
    altro: 'Altro',
  },
  text: 'Che cosa è successo',
  textHint:
    'Che cosa volevi fare, che cosa hai visto, con che cosa lo usi (computer, telefono, lettore di schermo). Non scrivere dati sulla salute di nessuno.',
  page: 'Quale pagina',
  contact: 'Dove rispondere',
  hints: {
    page: 'L’indirizzo o il titolo, se lo sai. Può restare vuoto.',
    contact: 'Un indirizzo e-mail o un telefono. Può restare vuoto: allora nessuno risponde.',
  },
  send: 'Invia la segnalazione',
  keeps: 'Ciò che scrivi va solo a quell’ufficio, e non entra nella storia di nessun procedimento.',
  empty: 'Scrivi che cosa è successo.',
  tooLong: (field: string, most: number) => `${field}: al massimo ${most} caratteri.`,
  full: 'Ci sono troppe segnalazioni che nessuno ha ancora letto: chiama l’ufficio.',
  takenTitle: 'Segnalazione ricevuta',
  taken: 'Abbiamo ricevuto la tua segnalazione. Il suo codice è',
  takenNext:
    'Annotalo: serve per chiedere a che punto è. Se hai lasciato un recapito, l’ufficio risponde lì entro 30 giorni.',
  keptTitle: 'Segnalazioni ricevute',
  keptLead: 'Quelle che non sono state spedite per posta, dalla più recente.',
  noneKept: 'Nessuna segnalazione è rimasta qui.',
};
