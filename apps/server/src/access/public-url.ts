/** The origin people open, such as `https://traccia.ente.example`; empty where nobody has said. */
export class PublicUrl {
  constructor(readonly origin: string) {}
}
