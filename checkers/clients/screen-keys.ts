/**
 * What stands on the screens of thin clients besides what is tapped: each screen has a key for everything that can be done
 * there, no other, and nothing out of sight; of names that do not fit, a page, and page by page all of them. What that is
 * says the scenario's floor. Keys are looked at when a client tells of others than before; which of a tab's lines can be
 * chosen is not judged.
 */
import type { EventOf, HistoryHeader } from '#history/events';
import type { ScreenKeys } from '#history/screen-keys';
import type { Checker } from '../checker.ts';
import { findings, type Findings } from '../findings.ts';
import { Later } from '../folds/later.ts';
import { KeysOffered, unlikeOffered } from './keys-offered.ts';

type Screen = EventOf<'screen'>;
/** What is on a client's display: the keys, and the pages that were turned over, one after the other, since the first. */
type Display = { screen: number; token: number; refusal: string | undefined; keys: ScreenKeys; pages: string[][] };

class Keys {
  readonly later: Later;
  /** Token of a hold → the station of SmartSwap that is in force under it. */
  readonly stations = new Map<number, string | undefined>();
  private readonly found: Findings;
  private readonly offered: KeysOffered;
  private readonly displays = new Map<string, Display>();

  constructor({ floor, limits }: HistoryHeader, found: Findings) {
    this.found = found;
    this.offered = new KeysOffered(floor);
    this.later = new Later(limits.slackMs);
  }

  admitted({ node }: EventOf<'admitted'>): void {
    this.displays.delete(node);
  }

  /** What nobody can see is no key. */
  hidden({ node, title, hidden = 0, t }: Screen, id: number): void {
    if (hidden === 0) return;
    this.found.fail(
      [id],
      `let ${node} be a thin client; then it showed the screen "${title}" at ${this.found.at(t)}; however ${hidden} of what stands on it lay beyond the display or under something else`,
      'something lies out of sight',
    );
  }

  seen(event: Screen, id: number): void {
    const { node, screen, token, refusal, keys: told, t } = event;
    const before = this.displays.get(node);
    const keys = told ?? before?.keys;
    if (keys === undefined) return;
    const isNext = before?.screen === screen - 1 && before.token === token && before.keys.on === keys.on;
    const pages = isNext ? before.pages : [];
    this.displays.set(node, { screen, token, refusal, keys, pages });
    if (told === undefined && before?.token === token && before.refusal === refusal) return;
    const page = keys.does.includes('page') && told !== undefined ? keys.names : null;
    const round = page === null ? null : turned(pages, page);
    const judge = (): void => this.judge(event, keys, round, id);
    // Judged with slack, the grant of the hold may be written down after the screen that shows it.
    if (token === 0 || this.stations.has(token)) judge();
    else this.later.after(t, judge);
  }

  private judge(event: Screen, keys: ScreenKeys, round: readonly string[] | null, id: number): void {
    const { node, token, tab, t } = event;
    if (token !== 0 && !this.stations.has(token)) return;
    const offered = this.offered.on(keys.on, node, event, this.stations.get(token));
    this.found.judge();
    const all = unlikeOffered(keys, offered);
    const isEmpty = keys.does.includes('page') && keys.names.length === 0;
    const named = isEmpty ? 'there was a page with nothing on it' : '';
    const wrong = all || named || (round === null ? '' : missingFrom(round, offered.names));
    if (wrong === '') return;
    this.found.fail(
      [id],
      `let ${node} be a thin client; then it showed the screen "${keys.on}"${token === 0 ? '' : ` of tab ${tab}`} at ${this.found.at(t)}; however ${wrong}`,
      wrong.startsWith('there was a key') ? 'a key is shown that is not offered' : 'a key is missing',
    );
  }
}

/** One more page is shown. Answers all names since the first page if this is the first one again. */
function turned(pages: string[][], page: string[]): readonly string[] | null {
  const [first] = pages;
  const isRound = first !== undefined && first.length === page.length && first.every((name, i) => name === page[i]);
  if (!isRound) {
    pages.push(page);
    return null;
  }
  return pages.splice(0, pages.length, page).flat();
}

function missingFrom(round: readonly string[], wanted: readonly string[] | null): string {
  const missing = (wanted ?? []).filter((name) => !round.includes(name));
  return missing.length === 0 ? '' : `on none of its pages there was a key for ${missing.join(', ')}`;
}

export const screenKeys: Checker = {
  name: 'screen-keys',
  about:
    'A screen of a thin client has a key for all that its station offers there, for nothing else, and none out of sight.',
  start(header) {
    const found = findings('screen-keys', header);
    const fold = new Keys(header, found);
    const { later, stations } = fold;
    return {
      on: {
        admitted: (event) => fold.admitted(event),
        screen(event, id) {
          later.until(event.t);
          fold.hidden(event, id);
          fold.seen(event, id);
        },
      },
      facts: {
        'tab-locked'({ token, station }) {
          stations.set(token, station);
        },
      },
      end(whole) {
        later.rest();
        return found.result(whole);
      },
    };
  },
};
