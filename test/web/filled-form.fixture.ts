import type { Locator, Page } from 'playwright-core';

/** Fields that no form asks for: what a new thing is called by programs, and where a program imported it from. */
const unasked = /(^|\.)(source(\..+)?|\w+Id)$/;

/**
 * Fills in the form of a verb as a person does: by the names of its inputs, whatever they are. A list gets its rows
 * by the button for that.
 * @param wish what the API would be sent
 * @throws Error for something the form does not ask for
 */
export async function fillIn(page: Page, wish: object): Promise<void> {
  await page.locator('main details.actions-more').evaluateAll((all) => {
    for (const each of all) (each as HTMLDetailsElement).open = true;
  });
  for (const [name, value] of Object.entries(wish)) await fillField(page, name, value);
}

async function fillField(page: Page, name: string, value: unknown): Promise<void> {
  if (value === undefined || (Array.isArray(value) && value.length === 0)) return;
  if (Array.isArray(value) && value.some((each) => typeof each === 'object')) {
    for (const [row, each] of (value as readonly object[]).entries()) {
      await rowThere(page, name, row, each);
      await fillFields(page, `${name}.${row}.`, each);
    }
    return;
  }
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
    await fillFields(page, `${name}.`, value);
    return;
  }
  const inputs = page.locator(`main form [name="${name}"]`);
  if ((await inputs.count()) === 0) {
    if (unasked.test(name)) return;
    throw new Error(`The form does not ask for ${name}`);
  }
  await fillInputs(inputs, value);
}

async function fillFields(page: Page, before: string, fields: object): Promise<void> {
  for (const [name, value] of Object.entries(fields)) await fillField(page, before + name, value);
}

/** A form begins with one empty row of each list; each further one is asked for, and the page comes anew. */
async function rowThere(page: Page, name: string, row: number, fields: object): Promise<void> {
  if (row === 0 || Object.keys(fields).length === 0) return;
  await page.locator(`button[name="altraRiga"][value="${name}"]`).click();
  await page.locator(`main form [name^="${name}.${row}."]`).first().waitFor({ state: 'attached' });
}

async function fillInputs(inputs: Locator, value: unknown): Promise<void> {
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
      if (kind === 'radio' || text !== 'false') await choice.check();
    }
  } else if (kind === 'select') {
    await first.selectOption(texts[0] ?? '');
  } else {
    await first.fill(texts.join(kind === 'textarea' ? '\n' : ' '));
  }
}
