import type { Remembers } from '../remember.js';
import type { PlanDocumentsData } from './plan-document.data.js';

export const rememberPlanDocuments: Remembers<PlanDocumentsData> = {
  DocumentRegistered: ({ documents }, document) => {
    documents[document.documentId] = { ...document };
  },
  DocumentSuperseded: ({ documents }, { documentId, supersededBy }) => {
    const document = documents[documentId];
    if (document) document.supersededBy = supersededBy;
  },
  ProtocolSet: ({ documents }, { documentId, protocol }) => {
    const document = documents[documentId];
    if (document) document.protocol = protocol;
  },
};
