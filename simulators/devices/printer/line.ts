/**
 * The line a printer is setting: characters in the selected code table and country, tab stops and positions in columns
 * of the standard font. ESC @ forgets all of it.
 */
import { decodeCodeTable, type CodeTable } from '#protocols/code-tables';
import { inCountry } from '#protocols/escpos/countries';
import type { PrinterProfile } from '#protocols/escpos/profiles';

/** Dots of a column: a character of font A is twelve dots wide. */
const COLUMN_DOTS = 12;
const TAB_COLUMNS = 8;

export class Line {
  private readonly profile: PrinterProfile;
  private readonly everyEighth: readonly number[];
  private text = '';
  private codeTable: CodeTable = 'cp437';
  private country = 0;
  private stops: readonly number[] = [];

  constructor(profile: PrinterProfile) {
    this.profile = profile;
    this.everyEighth = Array.from(
      { length: Math.ceil(profile.columns / TAB_COLUMNS) },
      (_, i) => (i + 1) * TAB_COLUMNS,
    );
    this.initialise();
  }

  get empty(): boolean {
    return this.text === '';
  }

  /** Sets as many of the bytes from `from` on as there is room for; returns how many that are. */
  set(bytes: Uint8Array, from: number): number {
    const to = Math.min(bytes.length, from + this.profile.columns - this.text.length);
    this.text += inCountry(decodeCodeTable(bytes, this.codeTable, from, to), this.country);
    return to - from;
  }

  /** The line goes to the head; the next one begins. */
  take(): string {
    const { text } = this;
    this.text = '';
    return text;
  }

  /** Moves to the next stop; from the last ones that may be the end of the line. */
  tab(): void {
    const next = this.stops.find((stop) => stop > this.text.length);
    if (next !== undefined) this.moveTo(next);
  }

  /** Moves right to a column; what is to the left of the text so far would be printed over it, which no text can show. */
  moveTo(column: number): void {
    this.text = this.text.padEnd(Math.min(column, this.profile.columns));
  }

  /** Moves to `dots` from the beginning of the line, or on from where it is. */
  position(dots: number, relative: boolean): void {
    this.moveTo(Math.round(dots / COLUMN_DOTS) + (relative ? this.text.length : 0));
  }

  tabStops(columns: readonly number[]): void {
    this.stops = columns;
  }

  select(table: number): void {
    this.codeTable = this.profile.codeTables[table] ?? this.codeTable;
  }

  inCountry(n: number): void {
    this.country = n;
  }

  /** ESC @: style and what is in the line are forgotten. */
  initialise(): void {
    this.text = '';
    this.codeTable = this.profile.codeTables[0] ?? 'cp437';
    this.country = 0;
    this.stops = this.everyEighth;
  }
}
