import type { Provider, Type } from '@nestjs/common';
import { AssetsController } from './assets/assets.controller.js';
import { CyclePageController } from './pages/cycle/cycle.controller.js';
import { DeskController } from './pages/desk/desk.controller.js';
import { PublicCycleController } from './pages/public/public-cycle.controller.js';
import { SchedaPageController } from './pages/scheda/scheda-page.controller.js';
import { SchedePageController } from './pages/schede/schede.controller.js';
import { SignInPageController } from './pages/sign-in/sign-in-page.controller.js';
import { TopOfPageController } from './pages/top-of-page.controller.js';
import { PageCommands } from './commands/page-commands.js';

/** What answers at the addresses that people open in a browser. A new page is a line here and one of `page-rules`. */
export const pageControllers: readonly Type[] = [
  AssetsController,
  CyclePageController,
  DeskController,
  PublicCycleController,
  SchedaPageController,
  SchedePageController,
  SignInPageController,
  TopOfPageController,
];

/** What the pages are given besides what the API has. */
export const pageProviders: readonly Provider[] = [PageCommands];
