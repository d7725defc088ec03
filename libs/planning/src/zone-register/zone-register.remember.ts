import type { LifeData } from '../life-data.js';
import type { Remembers } from '../remember.js';

export const rememberZoneRegister: Remembers<LifeData> = {
  ZoneRegisterOpened: (register, { cycleId, zone, title }) => {
    Object.assign(register, { cycleId, zone, title });
  },
};
