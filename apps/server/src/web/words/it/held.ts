/** What was written in a form that came when nobody knew who sent it. */
export const held = {
  title: 'Ciò che avevi scritto c’è ancora',
  lead: 'Adesso sappiamo che sei tu. Se va ancora bene, invialo: non è stato ancora registrato nulla.',
  send: 'Invia ciò che avevo scritto',
  drop: 'Lascia perdere, senza inviare nulla',
  elsewhere:
    'Se entri in un’altra scheda del browser, torna poi qui: ciò che avevi scritto è ancora in questa pagina.',
  proofTitle: 'Conferma che sei tu',
  proofLead:
    'Per una decisione serve una conferma recente. La sessione e ciò che hai scritto restano come sono.',
  withProvider: (name: string) => `Conferma con ${name}`,
  confirm: 'Conferma',
};
