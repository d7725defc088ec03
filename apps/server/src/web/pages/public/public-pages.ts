/** Whether the office shows anybody how far its cycles have come (setting `TRACCIA_PUBLIC_PAGES`). */
export class PublicPages {
  constructor(readonly areShown: boolean) {}
}
