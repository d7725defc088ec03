import type { Role } from '#people';
import { verbByName, type AnsweredFact } from '#planning';
import { withoutForm } from '../../apps/server/src/web/pages/action/form-field.js';
import type {
  Client,
  CommandOptions,
  ProblemBody,
  RecordedBody,
  Reply,
} from '../client.fixture.js';
import { Journey } from '../journey.fixture.js';
import { ZONE, type TestServer } from '../server.fixture.js';
import { poaWays } from '../ways/poa-annuale.ways.fixture.js';
import type { Look, PageBrowser } from './browser.fixture.js';
import { fillIn, keyboardAlone } from './filled-form.fixture.js';
import { accessibilityViolations } from './pages.fixture.js';

/** How each looks at the pages: in an office, on a telephone, with and without scripts. Directors use the keyboard alone. */
const looks: Readonly<Partial<Record<Role, Look>>> = {
  UPo: { script: false },
  UH: { phone: true },
  RF: { phone: true, script: false },
  SEG: { script: false },
  ETS: { phone: true, script: false },
};

/**
 * A yearly programme that is worked on by its pages alone: whatever somebody wishes, they fill in the form of it and
 * press its button. Only what the program does by itself, what takes a file and the text of a scheda go another way.
 */
export class YearAtPages extends Journey {
  /** Verbs that were done by a form, with who did them. */
  readonly done: { readonly verb: string; readonly role: Role }[] = [];
  /** What the server calls the things to which people give no name, by what the journey calls them. */
  readonly #called = new Map<string, string>();

  constructor(
    server: TestServer,
    private readonly pages: PageBrowser,
    year: number,
  ) {
    super(server, `${ZONE}-${poaWays.definition.id}-${year}`, poaWays);
  }

  protected override async send(
    client: Client,
    verb: string,
    body: object,
    options: CommandOptions,
  ): Promise<Reply<RecordedBody | ProblemBody>> {
    const { role } = client.person;
    const wish = replaced(body, this.#called);
    if (role === 'SYS' || withoutForm.has(verb)) {
      const reply = await super.send(client, verb, wish, options);
      return { ...reply, body: replaced(reply.body, this.#ours()) };
    }
    this.server.clock.pass({ seconds: 1 });
    await this.#filledIn(client, verb, wish as Readonly<Record<string, unknown>>);
    this.done.push({ verb, role });
    return this.#recorded(body);
  }

  async #filledIn(
    client: Client,
    verb: string,
    wish: Readonly<Record<string, unknown>>,
  ): Promise<void> {
    const about = verbByName.get(verb)?.about;
    const id = about === undefined ? undefined : wish[`${about}Id`];
    const query = typeof id === 'string' ? `?${about}Id=${encodeURIComponent(id)}` : '';
    const address = `/cicli/${this.cycleId}/azioni/${verb}${query}`;
    const page = await this.pages.seenBy(client, address, looks[client.person.role]);
    try {
      const form = page.locator('main form#action');
      if ((await form.count()) === 0) {
        throw new Error(`No form of ${verb}: ${await page.locator('main').innerText()}`);
      }
      // What asks axe needs a browser that runs scripts.
      if (looks[client.person.role]?.script !== false) {
        expect([verb, await accessibilityViolations(page)]).toEqual([verb, []]);
      }
      const send = form.locator('button:not([name])').last();
      if (client.person.role === 'DIR') {
        await fillIn(page, wish, keyboardAlone);
        await keyboardAlone.press(send);
      } else {
        await fillIn(page, wish);
        await send.click();
      }
      await page.locator('.error-summary, main [role="status"]').first().waitFor();
      const wrong = page.locator('.error-summary');
      if ((await wrong.count()) > 0) throw new Error(`${verb}: ${await wrong.innerText()}`);
      expect(new URL(page.url()).searchParams.get('fatto')).toBe(verb);
    } finally {
      await this.pages.closed(page);
    }
  }

  #ours(): ReadonlyMap<string, string> {
    return new Map(Array.from(this.#called, ([ours, theirs]) => [theirs, ours]));
  }

  /** What came of it, as the audit trail has it, under the names of this journey. */
  async #recorded(wished: object): Promise<Reply<RecordedBody>> {
    const { status, headers, body } = await this.somebody('AUD').get<{
      readonly items: readonly (AnsweredFact & { readonly position: number })[];
    }>(this.path(`/facts?from=${this.revision + 1}`));
    const [leading] = body.items;
    const last = body.items.at(-1);
    if (leading === undefined || last === undefined) throw new Error('Nothing was recorded');
    const data = leading.data as unknown as Readonly<Record<string, unknown>>;
    for (const [name, value] of Object.entries(wished)) {
      const recorded = data[name];
      const isId = name.endsWith('Id') && typeof value === 'string' && typeof recorded === 'string';
      if (isId && recorded !== value) this.#called.set(value, recorded);
    }
    return {
      ...{ status, headers },
      body: {
        ...{ cycleId: this.cycleId, revision: last.revision, position: last.position },
        repeated: false,
        facts: replaced(body.items, this.#ours()),
      },
    };
  }
}

/** The same with other names, wherever they stand by themselves. */
function replaced<Value extends object>(value: Value, names: ReadonlyMap<string, string>): Value {
  if (names.size === 0) return value;
  return JSON.parse(JSON.stringify(value), (_, each: unknown) =>
    typeof each === 'string' ? (names.get(each) ?? each) : each,
  ) as Value;
}
