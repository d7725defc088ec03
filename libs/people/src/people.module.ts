import { Module, type DynamicModule, type OnApplicationShutdown } from '@nestjs/common';
import { ApiTokens, type TokenSources } from './api-tokens.js';

/** Gives everybody the one ApiTokens of this process, and closes it after the last request. */
@Module({})
export class PeopleModule implements OnApplicationShutdown {
  constructor(private readonly tokens: ApiTokens) {}

  /** @param options.file the SQLite file of the tokens (`access.db`); its folder must exist */
  static forRoot(options: TokenSources & { readonly file: string }): DynamicModule {
    return {
      module: PeopleModule,
      global: true,
      providers: [{ provide: ApiTokens, useFactory: () => ApiTokens.open(options.file, options) }],
      exports: [ApiTokens],
    };
  }

  onApplicationShutdown(): void {
    this.tokens.close();
  }
}
