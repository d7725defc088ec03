/** Acting for somebody else, and in which role. */
export const onBehalf = {
  title: 'Per conto di chi operi',
  delegations: 'Chi ti ha delegato',
  none: 'Oggi nessuno ti ha delegato. Chi è responsabile di un’unità può delegarti dal registro dell’organizzazione.',
  until: (day: string) => `fino a ${day}`,
  begin: (personId: string) => `Opera per conto di ${personId}`,
  end: 'Torna a operare per te',
  band: (personId: string, day: string) => `Stai operando per conto di ${personId}, fino a ${day}.`,
  back: 'Torna a te',
  roles: 'I tuoi ruoli',
  thisRole: 'Operi in questo ruolo',
  switchTo: (role: string) => `Passa a ${role}`,
  menu: 'Ruoli e deleghe',
};
