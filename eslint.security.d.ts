export interface Forbidden {
  readonly id: string;
  readonly selector: string;
  readonly message: string;
  readonly except: readonly string[];
}
export const forbidden: readonly Forbidden[];
export const forbiddenIn: (file?: string) => { selector: string; message: string }[];
export const excepted: readonly string[];
