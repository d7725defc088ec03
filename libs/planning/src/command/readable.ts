/** Any number of signs but those that hide or turn what is read, and halves of pairs, which no log keeps. */
const signs =
  '[^\\u0000-\\u0008\\u000b\\u000c\\u000e-\\u001f\\u007f\\u202a-\\u202e\\u2066-\\u2069\\ud800-\\udfff]*';

/** A text that is all there to be seen: no control and bidirectional signs. It may be blank. */
export const hidesNothing = new RegExp(`^${signs}$`, 'u');

/** Such a text that says something. */
export const readable = new RegExp(`^(?=[\\s\\S]*\\S)${signs}$`, 'u');
