import type { Locator, Page } from 'playwright-core';
import { pressOn, tabTo } from './browser.fixture.js';

/** Fields that no form asks for: what a new thing is called by programs, and where a program imported it from. */
const unasked = /(^|\.)(source(\..+)?|\w+Id)$/;

/** How somebody puts something into an input. */
interface Hands {
  readonly text: (input: Locator, text: string) => Promise<void>;
  readonly choose: (input: Locator, value: string) => Promise<void>;
  /** Of a radio button or a box. */
  readonly check: (input: Locator) => Promise<void>;
  readonly press: (button: Locator) => Promise<void>;
}

const hands: Hands = {
  text: (input, text) => input.fill(text),
  choose: async (input, value) => {
    await input.selectOption(value);
  },
  check: (input) => input.check(),
  press: (button) => button.click(),
};

/** With Tab, arrows, Space, Enter and letters alone. */
export const keyboardAlone: Hands = {
  async text(input, text) {
    await tabTo(input.page(), input);
    const isDay = (await input.getAttribute('type')) === 'date';
    // The parts of a day are typed one after the other, as the browser of the test has them: month, day, year.
    const [year = '', month = '', day = ''] = text.split('-');
    await input.page().keyboard.type(isDay ? `${month}${day}${year}` : text);
    expect(await input.inputValue()).toBe(text);
  },
  async choose(input, value) {
    await tabTo(input.page(), input);
    const values = await input
      .locator('option')
      .evaluateAll((all) => all.map((each) => (each as HTMLOptionElement).value));
    const steps = values.indexOf(value) - values.indexOf(await input.inputValue());
    for (let step = 0; step < Math.abs(steps); step++) {
      await input.page().keyboard.press(steps > 0 ? 'ArrowDown' : 'ArrowUp');
    }
    expect(await input.inputValue()).toBe(value);
  },
  async check(input) {
    if (await input.isChecked()) return;
    const page = input.page();
    if ((await input.getAttribute('type')) === 'checkbox') {
      await pressOn(page, input, 'Space');
    } else {
      const name = await input.getAttribute('name');
      const group = page.locator(`main form [name="${name}"]`);
      // Tab stops at the first of a group, and the arrows choose.
      await pressOn(page, group.first(), 'Space');
      for (let step = 0; step < (await group.count()) && !(await input.isChecked()); step++) {
        await page.keyboard.press('ArrowDown');
      }
    }
    expect(await input.isChecked()).toBe(true);
  },
  press: (button) => pressOn(button.page(), button),
};

/**
 * Fills in the form of a verb as a person does: by the names of its inputs, whatever they are. A list gets its rows
 * by the button for that.
 * @param wish what the API would be sent
 * @throws Error for something the form does not ask for
 */
export async function fillIn(page: Page, wish: object, how: Hands = hands): Promise<void> {
  await page.locator('main details.actions-more').evaluateAll((all) => {
    for (const each of all) (each as HTMLDetailsElement).open = true;
  });
  for (const [name, value] of Object.entries(wish)) await fillField({ page, how }, name, value);
}

/** Where, and by what means. */
interface Filling {
  readonly page: Page;
  readonly how: Hands;
}

async function fillField(filling: Filling, name: string, value: unknown): Promise<void> {
  const { page } = filling;
  if (value === undefined || (Array.isArray(value) && value.length === 0)) return;
  if (Array.isArray(value) && value.some((each) => typeof each === 'object')) {
    for (const [row, each] of (value as readonly object[]).entries()) {
      await rowThere(filling, name, row, each);
      await fillFields(filling, `${name}.${row}.`, each);
    }
    return;
  }
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
    await fillFields(filling, `${name}.`, value);
    return;
  }
  const inputs = page.locator(`main form [name="${name}"]`);
  if ((await inputs.count()) === 0) {
    if (unasked.test(name)) return;
    throw new Error(`The form does not ask for ${name}`);
  }
  await fillInputs(filling, inputs, value);
}

async function fillFields(filling: Filling, before: string, fields: object): Promise<void> {
  for (const [name, value] of Object.entries(fields))
    await fillField(filling, before + name, value);
}

/** A form begins with one empty row of each list; each further one is asked for, and the page comes anew. */
async function rowThere(
  { page, how }: Filling,
  name: string,
  row: number,
  fields: object,
): Promise<void> {
  if (row === 0 || Object.keys(fields).length === 0) return;
  await how.press(page.locator(`button[name="altraRiga"][value="${name}"]`));
  await page.locator(`main form [name^="${name}.${row}."]`).first().waitFor({ state: 'attached' });
}

async function fillInputs({ how }: Filling, inputs: Locator, value: unknown): Promise<void> {
  const first = inputs.first();
  const kind = await first.evaluate((input) =>
    input instanceof HTMLInputElement ? input.type : input.localName,
  );
  const texts = (Array.isArray(value) ? value : [value]).map(String);
  // What is on the screen is sent along, and is nobody's to type.
  if (kind === 'hidden') return;
  if (kind === 'radio' || kind === 'checkbox') {
    for (const text of texts) {
      const choice = inputs.and(inputs.page().locator(`[value="${text}"]`));
      if (kind === 'radio' || text !== 'false') await how.check(choice);
    }
  } else if (kind === 'select') {
    await how.choose(first, texts[0] ?? '');
  } else {
    await how.text(first, texts.join(kind === 'textarea' ? '\n' : ' '));
  }
}
