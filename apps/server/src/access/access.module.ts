import { Module, type DynamicModule, type OnApplicationShutdown } from '@nestjs/common';
import { Access, AccessFile, Sessions, type AccessSettings, type AccessSources } from '#access';
import { accessKeyBeside } from './access-key-file.js';

/** Where what is needed to let people in is kept, and under which name they know us. */
export interface AccessOptions extends AccessSources, Pick<AccessSettings, 'passwordCost'> {
  /** The SQLite file (`access.db`); its folder must exist. */
  readonly file: string;
  /** The origin people open; passkeys are bound to its host. Default: a trial on this machine. */
  readonly publicUrl?: string | undefined;
}

/** Where passkeys count when nobody has said under which address people come. */
const TRIAL_URL = 'http://localhost:3000';

/** Gives everybody the one AccessFile of this process and what is kept in it; closes it after the last request. */
@Module({})
export class AccessModule implements OnApplicationShutdown {
  constructor(private readonly file: AccessFile) {}

  static forRoot(options: AccessOptions): DynamicModule {
    const { file, publicUrl = TRIAL_URL, passwordCost } = options;
    return {
      module: AccessModule,
      global: true,
      providers: [
        { provide: AccessFile, useFactory: () => AccessFile.open(file, options) },
        {
          provide: Access,
          inject: [AccessFile],
          useFactory: (opened: AccessFile) =>
            new Access(opened, {
              key: accessKeyBeside(file),
              relyingParty: {
                id: new URL(publicUrl).hostname,
                name: 'Traccia',
                origins: [publicUrl],
              },
              ...(passwordCost && { passwordCost }),
            }),
        },
        { provide: Sessions, inject: [Access], useFactory: ({ sessions }: Access) => sessions },
      ],
      exports: [AccessFile, Access, Sessions],
    };
  }

  onApplicationShutdown(): void {
    this.file.close();
  }
}
