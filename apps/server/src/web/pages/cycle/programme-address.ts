/** The page of a programme. */
export const programmeAddress = (cycleId: string, programmeId: string): string =>
  `/cicli/${cycleId}/programmi/${encodeURIComponent(programmeId)}`;
