const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\t': '&#9;',
  '\n': '&#10;',
};

/** Text for the content of an element. */
export function xmlText(text: string): string {
  return text.replace(/[&<>]/g, (character) => entities[character] ?? character);
}

/** Text for the value of an attribute, in double quotes. */
export function xmlValue(text: string): string {
  return text.replace(/[&<>"\t\n]/g, (character) => entities[character] ?? character);
}
