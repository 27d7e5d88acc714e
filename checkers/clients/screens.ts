/**
 * What thin clients show is true, and what is tapped there is done once: the hold on a screen is one this device has,
 * balances, lines and outcomes are those of the facts, and stand there where they have to; nothing is done by a tap on an
 * older screen, and none without a link.
 * That a refusal on a screen is true is judged with the others (`refusals`, `free-time`).
 */
import type { Checker } from '../checker.ts';
import { findings, type Findings } from '../findings.ts';
import { Later } from '../folds/later.ts';
import { ShownHolds } from './shown-holds.ts';
import { ShownNews } from './shown-news.ts';
import { onSituation } from '../folds/situation.ts';
import { STALLED, stalls } from '../folds/stalls.ts';
import { TapEffects } from './tap-effects.ts';
import { thinClientsOf } from '../folds/thin-clients.ts';

/** What is owed is another sum after these, and the next screen shows it. */
const CHANGES: readonly string[] = ['booked', 'lines-moved', 'lines-cancelled', 'discounted'];

export const screens: Checker = {
  name: 'screens',
  about:
    'What a thin client shows of holds, balances and payments is so; a tap is done at most once, and only on the screen that is shown.',
  start(header) {
    const still = stalls();
    const all = findings('screens', header);
    // Where the machine stood still, screens and facts are written down in any order.
    const found: Findings = {
      ...all,
      fail: (...what) => (still.between(0, Number.POSITIVE_INFINITY) ? all.unknown(STALLED) : all.fail(...what)),
    };
    const { slackMs } = header.limits;
    const later = new Later(slackMs);
    const shown = new ShownHolds(found, header);
    const news = new ShownNews(found);
    const effects = new TapEffects(found, slackMs, thinClientsOf(header.floor));
    return {
      on: {
        stall: (event) => still.seen(event),
        collected: (event) => shown.collected(event),
        fault: (event) => shown.fault(event),
        heard: (event) => shown.heard(event),
        condition(event) {
          if (event.of === 'link') effects.link(event);
        },
        tap: (event, id) => effects.tapped(event, id),
        admitted(event) {
          shown.admitted(event);
          news.admitted(event);
          effects.admitted(event.node);
        },
        screen(event, id) {
          later.until(event.t);
          const sentAfterMs = shown.seen(event);
          news.seen(event, id);
          later.after(event.t, () => {
            shown.judge(event, id, sentAfterMs);
            news.judge(event, id);
          });
        },
      },
      facts: onSituation((fact, event, id) => {
        later.until(event.t);
        const screen = effects.fact(fact, event, id);
        shown.fact(fact, event, id);
        news.fact(fact, id);
        if (screen > 0 && CHANGES.includes(fact.kind) && 'token' in fact) shown.changedOn(screen, fact.token);
      }),
      end(whole) {
        later.rest();
        return found.result(whole);
      },
    };
  },
};
