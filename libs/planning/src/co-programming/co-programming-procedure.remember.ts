import type { Remembers } from '../remember.js';
import type { ResponsiblePersonData } from './co-programming-procedure.data.js';

export const rememberResponsiblePerson: Remembers<ResponsiblePersonData> = {
  CoProgrammingOpened: (procedure, { responsiblePersonId }) => {
    procedure.responsiblePersonId = responsiblePersonId;
  },
  ResponsiblePersonReplaced: (procedure, { to }) => {
    procedure.responsiblePersonId = to;
  },
};
