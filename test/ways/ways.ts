import type { Definition } from '#workflow';
import type { LifeData, PlanningFact } from '#planning';
import type { Role } from '#people';
import type { Journey } from '../journey.fixture.js';

/** What somebody wishes, ready to be sent. */
export interface Wish {
  readonly as: Role;
  readonly body: object;
}

/** What a wish is about, where that matters. */
export interface About {
  /** The part: an existing one, or the name for a new one. */
  readonly id: string;
  /** How a session ended. */
  readonly outcome?: string | undefined;
}

/** For a verb a valid request, as the life stands; whether it is the moment is another question. */
export type Wishes = Readonly<Record<string, (journey: Journey, about: About) => Wish>>;

/** What a fact should be about: a part by its id, an outcome. Without an id any part will do. */
export interface Target {
  readonly id?: string;
  readonly outcome?: string | undefined;
}

/** The commands that bring a fact about from where the life stands, with what they need first. */
export type Driver = (journey: Journey, target: Target) => Promise<void>;
export type Drivers = Readonly<Partial<Record<PlanningFact['type'], Driver>>>;

/** How to get about in the lives of a definition, over the API. */
export interface Ways {
  readonly definition: Definition<LifeData>;
  readonly wishes: Wishes;
  readonly drivers: Drivers;
  /** Facts about the whole that never come alone: others bring them about. */
  readonly alongside: ReadonlySet<string>;
  /** Facts that are brought about for their own sake only, never to get somewhere else. */
  readonly detours: ReadonlySet<string>;
  /** The refusal of a verb that is not `not-now` where the machines do not accept its leading fact. */
  readonly refusalOf?: (
    journey: Journey,
    verb: string,
    id?: string,
  ) => { readonly status: number; readonly code: string } | undefined;
}
