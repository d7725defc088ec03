/** What every life of this library remembers, whatever its definition: of whose zone it is, and its clock. */
export interface LifeData {
  /** The id of the cycle or register: `livornese-poa-annuale-2024`, `livornese-organizzazione`. */
  cycleId: string;
  zone: string;
  title: string;
  /** Instant of the last fact: the recorded clock never goes back. */
  lastRecordedAt: string;
}

/** The data of a life before its first fact. */
export const beginLifeData = (): LifeData => ({
  cycleId: '',
  zone: '',
  title: '',
  lastRecordedAt: '',
});
