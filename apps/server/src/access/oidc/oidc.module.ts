import { Module, type DynamicModule, type OnApplicationBootstrap } from '@nestjs/common';
import { AccessFile, Oidc, Sessions, type ProviderSettings } from '#access';
import { Entrance } from '../entrance.js';
import { OidcController } from './oidc.controller.js';

/** The identity providers of an installation, and the address by which they know us. */
export interface OidcOptions {
  readonly providers: readonly ProviderSettings[];
  /** The origin people open, such as `https://traccia.ente.example`. */
  readonly publicUrl: string;
}

/** Sign-in with identity providers. Needs AccessModule, and an Entrance. */
@Module({})
export class OidcModule implements OnApplicationBootstrap {
  constructor(private readonly oidc: Oidc) {}

  static forRoot({ providers, publicUrl }: OidcOptions): DynamicModule {
    return {
      module: OidcModule,
      controllers: [OidcController],
      providers: [
        {
          provide: Oidc,
          inject: [AccessFile, Sessions, Entrance],
          useFactory: (file: AccessFile, sessions: Sessions, entrance: Entrance) =>
            new Oidc({
              file,
              providers,
              redirectUri: (issuerId) => `${publicUrl}/accesso/oidc/${issuerId}/ritorno`,
              endSession: async (sessionId) => {
                const ended = sessions.take(sessionId);
                if (ended) await entrance.left(ended, 'provider');
              },
            }),
        },
      ],
      exports: [Oidc],
    };
  }

  onApplicationBootstrap(): void {
    this.oidc.warmUp();
  }
}
