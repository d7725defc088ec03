import { Module, type DynamicModule, type OnApplicationShutdown } from '@nestjs/common';
import { AccessFile, Sessions, type AccessSources } from '#access';

/** Gives everybody the one AccessFile of this process and what is kept in it; closes it after the last request. */
@Module({})
export class AccessModule implements OnApplicationShutdown {
  constructor(private readonly file: AccessFile) {}

  /** @param options.file the SQLite file (`access.db`); its folder must exist */
  static forRoot(options: AccessSources & { readonly file: string }): DynamicModule {
    return {
      module: AccessModule,
      global: true,
      providers: [
        { provide: AccessFile, useFactory: () => AccessFile.open(options.file, options) },
        {
          provide: Sessions,
          inject: [AccessFile],
          useFactory: (file: AccessFile) => new Sessions(file),
        },
      ],
      exports: [AccessFile, Sessions],
    };
  }

  onApplicationShutdown(): void {
    this.file.close();
  }
}
