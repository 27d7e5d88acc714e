/**
 * The head and the paper: commands in order, each line in its time. Only a line that is done is on paper; stopped
 * within one, it begins that line anew when it goes on.
 */
import type { TimerHandle, Timers } from '#protocols/channel';
import type { Command } from '#protocols/escpos/commands';
import type { PrinterProfile } from '#protocols/escpos/profiles';
import { Line } from './line.ts';

export class PrintHead {
  private readonly profile: PrinterProfile;
  private readonly timers: Timers;
  private readonly lineMs: number;
  private readonly begun: () => void;
  private readonly done: () => void;
  private readonly cut: (strip: string[]) => void;
  private readonly line: Line;
  private strip: string[] = [];
  /** How far the present command has come: bytes of its text, or lines of its feed. */
  private progress = 0;
  private printing: TimerHandle | null = null;
  /** When the line being printed is done: the next one follows without a gap, however late a timer comes. */
  private freeAt: number | null = null;

  /** `begun` is called when a line begins, `done` when it is on paper, `cut` gets every strip that falls off, blank ones left out. */
  constructor(options: {
    profile: PrinterProfile;
    timers: Timers;
    lineMs: number;
    begun(): void;
    done(): void;
    cut(strip: string[]): void;
  }) {
    this.profile = options.profile;
    this.timers = options.timers;
    this.lineMs = options.lineMs;
    this.begun = options.begun;
    this.done = options.done;
    this.cut = options.cut;
    this.line = new Line(options.profile);
  }

  /** Whether a line is being printed. */
  get busy(): boolean {
    return this.printing !== null;
  }

  /** Obeys a command: true if it is done, false if it waits for a line; then obey it again when `goOn` is called. */
  obey(command: Command, goOn: () => void): boolean {
    const { line } = this;
    switch (command.kind) {
      case 'text':
        this.progress += line.set(command.bytes, this.progress);
        if (this.progress < command.bytes.length) return this.printLine(0, goOn);
        break;
      case 'feed':
        if (this.progress < command.lines || !line.empty) return this.printLine(1, goOn);
        break;
      case 'feed-units':
        if (!line.empty) return this.printLine(0, goOn);
        break;
      case 'cut':
        if (!line.empty && this.profile.cutWithinLine === 'prints-line') return this.printLine(0, goOn);
        if (line.empty) this.tearOff();
        break;
      case 'initialise':
        line.initialise();
        break;
      case 'code-table':
        line.select(command.n);
        break;
      case 'country':
        line.inCountry(command.n);
        break;
      case 'tab':
        line.tab();
        break;
      case 'tab-stops':
        line.tabStops(command.columns);
        break;
      case 'position':
        line.position(command.dots, command.relative);
        break;
      default:
    }
    this.progress = 0;
    return true;
  }

  /** Stops at once; the line being printed is not on paper. */
  stop(): void {
    if (this.printing !== null) this.timers.cancel(this.printing);
    this.printing = null;
    this.freeAt = null;
  }

  /** Forgets what is set and not printed. */
  clear(): void {
    this.stop();
    this.progress = 0;
    this.line.initialise();
  }

  /** The strip so far is taken away by hand. */
  tornOff(): string[] {
    const { strip } = this;
    this.strip = [];
    return strip;
  }

  private printLine(step: number, goOn: () => void): false {
    const now = this.timers.now();
    const freeAt = (this.freeAt ?? now) + this.lineMs;
    this.freeAt = freeAt;
    this.printing = this.timers.after(Math.max(0, freeAt - now), () => {
      this.printing = null;
      this.progress += step;
      this.strip.push(this.line.take());
      this.done();
      goOn();
      if (this.printing === null) this.freeAt = null;
    });
    this.begun();
    return false;
  }

  private tearOff(): void {
    const strip = this.tornOff();
    if (strip.some((text) => text !== '')) this.cut(strip);
  }
}
