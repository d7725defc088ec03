import htmx from 'htmx.org';

/** What stands for text that a browser takes for HTML (Trusted Types), where it knows them. */
interface Policies {
  createPolicy(
    name: string,
    rules: { createHTML(text: string): string; createScript(): string },
  ): { createHTML(text: string): string; createScript(text: string): string };
}

const rules = {
  // Pages of this host, in which whatever people wrote is escaped.
  createHTML: (text: string): string => text,
  // Nothing that comes later is a script.
  createScript: (): string => '',
};

const { trustedTypes } = globalThis as { readonly trustedTypes?: Policies };

/** The only policy that the policy of content admits: it makes HTML, and never a script nor its address. */
export const trusted = trustedTypes?.createPolicy('traccia', rules) ?? rules;

/** In the place of what would make code out of text. */
function neverFromText(): never {
  throw new Error('Nothing makes code out of text here');
}

htmx.config.includeIndicatorCSS = false;
// What somebody opened stays open when its contents are brought up to date.
htmx.config.morphIgnore = [...htmx.config.morphIgnore, 'open'];
htmx.registerExtension('traccia', {
  init: (api: {
    initSecurity(policy: typeof trusted, makes: () => never, makesAsync: () => never): void;
  }) => {
    api.initSecurity(trusted, neverFromText, neverFromText);
  },
});

export { htmx };
