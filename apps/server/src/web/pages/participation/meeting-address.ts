/** The page of a meeting. */
export const meetingAddress = (cycleId: string, meetingId: string): string =>
  `/cicli/${cycleId}/incontri/${encodeURIComponent(meetingId)}`;

/** Where it is recorded who came. */
export const attendanceAddress = (cycleId: string, meetingId: string): string =>
  `${meetingAddress(cycleId, meetingId)}/presenze`;

/** Where it is convened, once it was looked at whom that reaches. */
export const convocationAddress = (cycleId: string, meetingId: string): string =>
  `${meetingAddress(cycleId, meetingId)}/convocazione`;
