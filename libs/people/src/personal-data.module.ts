import { join } from 'node:path';
import {
  Inject,
  Injectable,
  Module,
  type DynamicModule,
  type OnApplicationShutdown,
} from '@nestjs/common';
import { Directory } from './directory/directory.js';
import { SubjectKeys } from './subject-keys/subject-keys.js';

@Injectable()
class PersonalDataKeeper implements OnApplicationShutdown {
  constructor(
    @Inject(Directory) private readonly directory: Directory,
    @Inject(SubjectKeys) private readonly keys: SubjectKeys,
  ) {}

  onApplicationShutdown(): void {
    this.directory.close();
    this.keys.close();
  }
}

/** Who persons are, and the keys of what is said of them in facts: what can be corrected and erased. */
@Module({})
export class PersonalDataModule {
  /**
   * @param options.folder where `people.db`, `keys.db` and `keys.kek` are
   * @param options.secret what the wrapping key is made of besides its file
   * @param options.randomBytes only a test leaves nothing to chance
   */
  static forRoot({
    folder,
    secret,
    randomBytes,
  }: {
    readonly folder: string;
    readonly secret?: Buffer | undefined;
    readonly randomBytes?: ((size: number) => Buffer) | undefined;
  }): DynamicModule {
    return {
      module: PersonalDataModule,
      global: true,
      providers: [
        { provide: Directory, useFactory: () => Directory.open(join(folder, 'people.db')) },
        {
          provide: SubjectKeys,
          useFactory: () =>
            SubjectKeys.open({
              file: join(folder, 'keys.db'),
              wrappingKeyFile: join(folder, 'keys.kek'),
              secret,
              randomBytes,
            }),
        },
        PersonalDataKeeper,
      ],
      exports: [Directory, SubjectKeys],
    };
  }
}
