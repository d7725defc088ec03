/** Every word of a mail that no rule says, in both languages. */
export const words = {
  it: {
    within: 'In',
    when: 'Quando',
    where: 'Dove',
    joinAt: 'Per collegarsi',
    agenda: 'Ordine del giorno',
    by: 'Entro',
    why: 'Perché lo ricevi',
    recorded: 'Registrato',
    open: 'Apri la pagina',
    acknowledge: 'Ti si chiede di confermare, sulla pagina, di aver preso visione.',
    acknowledgeNote: 'Si chiede conferma di presa visione',
    legal: 'Questo avviso è dovuto e non si può disattivare.',
    automatic:
      'Messaggio automatico di Traccia: non rispondere. Il contenuto si legge sulla pagina, dopo l’accesso.',
    preferences: 'Scegli quali avvisi ricevere',
    digest: (count: number, day: string) =>
      count === 1 ? `Un avviso, ${day}` : `${count} avvisi, ${day}`,
    greeting: (name: string) => `Buongiorno, ${name}.`,
  },
  en: {
    within: 'In',
    when: 'When',
    where: 'Where',
    joinAt: 'To join',
    agenda: 'Agenda',
    by: 'By',
    why: 'Why you receive it',
    recorded: 'Recorded',
    open: 'Open the page',
    acknowledge: 'You are asked to confirm, on the page, that you have seen it.',
    acknowledgeNote: 'Your acknowledgement is asked for',
    legal: 'This notice is owed, and cannot be turned off.',
    automatic:
      'Automatic message of Traccia: do not answer it. Its content is read on the page, after signing in.',
    preferences: 'Choose what you are told of',
    digest: (count: number, day: string) =>
      count === 1 ? `One notice, ${day}` : `${count} notices, ${day}`,
    greeting: (name: string) => `Good morning, ${name}.`,
  },
} as const;
