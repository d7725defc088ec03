/** The id of an input, by its name in the form. Ids of fields never meet those of the page. */
export const inputId = (name: string): string => `f-${name}`;
