/** Where what stands in the way is put right, by the code of the refusal: the rest of the path after the cycle. */
const places: Readonly<Record<string, string>> = {
  'schede-not-ready': '/schede',
  'withdrawal-pending': '/schede',
  'no-scheda-checked': '/schede',
  'schede-not-reported': '/schede',
  'scheda-not-fixable': '/schede',
  'scheda-not-in-proposal': '/schede',
  'left-out-is-checked': '/schede',
  'co-programming-undecided': '/azioni/propose-co-programming',
  'participation-incomplete': '/azioni/schedule-meeting',
  'kickoff-needed': '/azioni/hold-kickoff',
  'target-approval-needed': '/azioni/set-target-approval',
  'profile-not-attached': '/azioni/attach-health-profile',
  'exemption-not-proposed': '/azioni/propose-category-exemption',
  'checkpoint-still-open': '/azioni/close-checkpoint',
  'revision-still-open': '/azioni/verify-revision',
  'session-not-convened': '/azioni/convene-organ',
};

/** Where somebody puts right what a verb was refused for; undefined where no one page is for that. */
export function mendingAddress(code: string, cycleId: string): string | undefined {
  const place = places[code];
  return place === undefined ? undefined : `/cicli/${cycleId}${place}`;
}
