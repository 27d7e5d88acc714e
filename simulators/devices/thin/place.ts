/** The place of a thin client at the server, as its operator deals with it; other devices have none. */
export type Place = {
  /** Whether it waits for a sign-up code. */
  needsCode(): boolean;
  /** Whether it does so as it had a place or a code before, and another code may help. */
  needsAnother(): boolean;
  /** Takes a sign-up code from the till. */
  signUp(code: string): void;
  /** Gives the place back. */
  leave(): void;
};
