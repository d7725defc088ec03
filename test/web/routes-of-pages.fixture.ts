import type { Places } from '../screenshots/shown-pages.js';

/** Addresses of nothing that is there: to know which pages are shown before there is a district. */
export const anywhere: Places = {
  ...{ address: '/cicli/programma', past: '/cicli/passato', procedure: '/cicli/procedura' },
  ...{ sittingId: 'seduta', meetingId: 'incontro', noticeId: 'notifica', deliveryId: 'invio' },
  ...{ file: '/importa/file', faultyFile: '/importa/errato', job: '/lavori/lavoro' },
  imported: '/importa/fatte/registro/importazione',
};
