/** Where the data of this installation are, a folder that is told to nobody, and which version of the program works there. */
export class DataPlace {
  constructor(
    readonly folder: string,
    readonly version: string,
  ) {}
}
