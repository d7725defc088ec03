import { Module, type DynamicModule } from '@nestjs/common';
import { Entrance } from './entrance.js';
import { Arrivals } from './arrivals.js';
import { FirstAdministrator } from './first-administrator.js';
import { HeldRoles } from './held-roles.js';
import { PublicUrl } from './public-url.js';
import { RoleEntrance } from './role-entrance.js';
import { SessionView } from './session-view.js';
import { SecurityLog } from '../http/security-log.js';

/** From knowing who somebody is to letting them work. Needs AccessModule and PlanningModule. */
@Module({})
export class EntranceModule {
  static forRoot(options: {
    readonly publicUrl: string | undefined;
    readonly securityLog: SecurityLog;
  }): DynamicModule {
    const provided = [HeldRoles, SessionView, Arrivals, FirstAdministrator];
    return {
      module: EntranceModule,
      global: true,
      providers: [
        ...provided,
        { provide: Entrance, useClass: RoleEntrance },
        { provide: PublicUrl, useValue: new PublicUrl(options.publicUrl ?? '') },
        { provide: SecurityLog, useValue: options.securityLog },
      ],
      exports: [...provided, Entrance, PublicUrl, SecurityLog],
    };
  }
}
