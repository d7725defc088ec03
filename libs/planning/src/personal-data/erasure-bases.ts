/** On what ground somebody is erased: the letters of art. 17 par. 1 of Reg. UE 2016/679. */
export const erasureBases = {
  NOT_NECESSARY: 'I dati non servono più (lett. a)',
  CONSENT_WITHDRAWN: 'Il consenso è revocato (lett. b)',
  OBJECTION: 'La persona si oppone al trattamento (lett. c)',
  UNLAWFUL: 'Il trattamento è illecito (lett. d)',
  LEGAL_OBLIGATION: 'Lo impone un obbligo di legge (lett. e)',
  CHILD: 'I dati furono raccolti da un minore in rete (lett. f)',
} as const;

export type ErasureBasis = keyof typeof erasureBases;
