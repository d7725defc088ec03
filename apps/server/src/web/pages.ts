import type { Provider, Type } from '@nestjs/common';
import { AssetsController } from './assets/assets.controller.js';
import { CyclePageController } from './pages/cycle/cycle.controller.js';
import { DeskController } from './pages/desk/desk.controller.js';
import { PublicCycleController } from './pages/public/public-cycle.controller.js';
import { CycleThroughTime } from './pages/history/cycle-through-time.js';
import { MomentPageController } from './pages/history/moment.controller.js';
import { tracksProvider } from './pages/history/tracks.provider.js';
import { SchedaPageController } from './pages/scheda/scheda-page.controller.js';
import { BulkController } from './pages/schede/bulk.controller.js';
import { SchedeExportController } from './pages/schede/schede-export.controller.js';
import { SchedeListReader } from './pages/schede/schede-list.js';
import { SchedePageController } from './pages/schede/schede.controller.js';
import { SignInPageController } from './pages/sign-in/sign-in-page.controller.js';
import { TopOfPageController } from './pages/top-of-page.controller.js';
import { PageCommands } from './commands/page-commands.js';

/** What answers at the addresses that people open in a browser. A new page is a line here and one of `page-rules`. */
export const pageControllers: readonly Type[] = [
  AssetsController,
  BulkController,
  CyclePageController,
  DeskController,
  PublicCycleController,
  MomentPageController,
  SchedaPageController,
  SchedeExportController,
  SchedePageController,
  SignInPageController,
  TopOfPageController,
];

/** What the pages are given besides what the API has. */
export const pageProviders: readonly Provider[] = [PageCommands, SchedeListReader];
