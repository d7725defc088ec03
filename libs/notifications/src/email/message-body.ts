/** A message before it is text or HTML: both are made of it, so they say the same. Its texts are plain. */
export interface MessageBody {
  readonly language: 'it' | 'en';
  readonly subject: string;
  readonly heading: string;
  readonly blocks: readonly Block[];
  /** Who sent it, why, and what to do about it; in small print at the end. */
  readonly closing: readonly Block[];
}

export type Block =
  | { readonly kind: 'paragraph'; readonly text: string }
  | {
      readonly kind: 'details';
      readonly rows: readonly (readonly [label: string, value: string])[];
    }
  /** What the message is for. */
  | { readonly kind: 'action'; readonly label: string; readonly url: string }
  | { readonly kind: 'link'; readonly label: string; readonly url: string }
  | { readonly kind: 'list'; readonly items: readonly ListItem[] };

export interface ListItem {
  readonly title: string;
  readonly url: string;
  readonly notes: readonly string[];
}
