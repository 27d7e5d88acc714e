/**
 * The three checks at the start of a device whose server does not answer, in the order in which people make them: does
 * the till with its server run, is the app installed, is the device in the same network?
 *
 * The device dials the server where it was. Gets it no answer, it looks for it by a broadcast, which reaches no further
 * than its own network (docs/decisions/042). If the main till answers, it is dialled once more; if that is in vain as
 * well, the server does not run. If nobody answers, nobody knows whether the server runs: then it is the app, if that is
 * missing, or else the network.
 */
import type { Channel } from '#protocols/channel';
import type { StartCheck } from '#machines/holder';
import type { Ground } from '../grounds/ground.ts';

export type StartCheckOptions = {
  name: string;
  ground: Pick<Ground, 'timers' | 'broadcast' | 'dialServer'>;
  /** An answer that takes longer is none, ms. */
  toleranceMs: number;
  networkThere(): boolean;
  installed(): boolean;
  /** Dials the server and says hello; that it is welcome the app hears itself. */
  dial(): void;
  failed(check: StartCheck): void;
};

export class StartChecks {
  private readonly options: StartCheckOptions;
  /** The checks under way; null for none. `isFound` once the main till has answered. */
  private mine: { isSearching: boolean; isFound: boolean } | null = null;
  private probe: Channel<unknown> | null = null;

  constructor(options: StartCheckOptions) {
    this.options = options;
  }

  running(): boolean {
    return this.mine !== null;
  }

  /** Begins anew. */
  begin(): void {
    this.over();
    const mine = (this.mine = { isSearching: false, isFound: false });
    const { ground, networkThere } = this.options;
    if (networkThere()) this.ask();
    else ground.timers.after(1, () => mine === this.mine && this.notFound());
  }

  /** What was dialled has ended, before anything was heard on it. */
  refused(): void {
    const { mine } = this;
    if (mine === null) return;
    if (mine.isFound) this.fail('server');
    else this.search();
  }

  /** The network has gone, and the device has seen that. */
  cutOff(): void {
    if (this.mine !== null) this.notFound();
  }

  /** The device has started, or is no longer about to. */
  over(): void {
    this.mine = null;
    this.probe?.close();
    this.probe = null;
  }

  /** Dials; without an app nobody can say hello, but whether the server takes connections can be seen. */
  private ask(): void {
    const { mine } = this;
    const { ground, name, toleranceMs, installed, dial } = this.options;
    const isFound = mine?.isFound;
    ground.timers.after(toleranceMs, () => {
      if (mine !== null && mine === this.mine && mine.isFound === isFound) this.refused();
    });
    if (installed()) {
      dial();
      return;
    }
    const probe: Channel<unknown> = ground.dialServer(name, {
      onOpen: () => probe === this.probe && this.fail('app'),
      onData() {},
      onClose: () => probe === this.probe && this.refused(),
    });
    this.probe = probe;
  }

  private search(): void {
    const { mine } = this;
    if (mine === null || mine.isSearching) return;
    mine.isSearching = true;
    const { ground, name, toleranceMs } = this.options;
    ground.broadcast(name, () => {
      if (mine !== this.mine || mine.isFound) return;
      mine.isFound = true;
      this.ask();
    });
    ground.timers.after(toleranceMs, () => mine === this.mine && !mine.isFound && this.notFound());
  }

  private notFound(): void {
    this.fail(this.options.installed() ? 'network' : 'app');
  }

  private fail(check: StartCheck): void {
    this.over();
    this.options.failed(check);
  }
}
