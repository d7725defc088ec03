/** Il menu. */
export const navigation = {
  cycle: (year: number) => `Ciclo ${year}`,
  schede: 'Schede',
  verification: 'Verifica',
  approval: 'Approvazione',
  history: 'Storico',
  participation: 'Partecipazione',
  coDesign: 'Co-progettazione',
  agenda: 'Scadenze',
};
