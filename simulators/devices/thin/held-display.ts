/** The display of a thin client as its operator holds it. */
type Size = { width: number; height: number };

export class HeldDisplay {
  private readonly natural: Size;
  private isSideways = false;

  /** As it is on its maker's table, pixels. */
  constructor(natural: Size) {
    this.natural = natural;
  }

  /** Its operator turns it by a quarter, or back. */
  turn(): void {
    this.isSideways = !this.isSideways;
  }

  held(): Size {
    const { width, height } = this.natural;
    return this.isSideways ? { width: height, height: width } : { width, height };
  }
}
