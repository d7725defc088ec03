import { Injectable } from '@nestjs/common';
import { registerId, ZONE_REGISTER, zoneRegister, type ZoneRegisterLife } from '#planning';
import { CycleReader } from '../../../api/cycle-reader.js';

/** Reads the register of a zone for pages that show a part of it. */
@Injectable()
export class RegisterOfZone {
  constructor(private readonly reader: CycleReader) {}

  /** Undefined where the zone keeps none. */
  async of(zone: string): Promise<Readonly<ZoneRegisterLife['data']> | undefined> {
    try {
      return zoneRegister(await this.reader.life(registerId(zone, ZONE_REGISTER)))?.data;
    } catch (error) {
      if ((error as { readonly code?: string }).code === 'cycle-not-found') return undefined;
      throw error;
    }
  }
}
