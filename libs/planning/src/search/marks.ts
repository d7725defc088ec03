/** Where what fits begins and ends in a text that was found: no text of the index holds these. */
export const [FOUND_FROM, FOUND_TO] = ['\u0001', '\u0002'];
