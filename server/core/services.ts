/**
 * Cloud services. Each is asked one thing at a time, in order, until it has answered that; after a failure the server
 * rests, for longer each time. What is asked follows from the journal, and so does its key: whatever ends in between, the
 * same is asked again, and done once. Nobody on the floor waits for it.
 */
import { sometimes } from '#protocols/marks';
import type { CloudAnswer, CloudRequest, ServiceOfServer } from '#protocols/cloud/exchange';
import { nextOfTse, tseAnswered, tseUnanswered } from './money/signatures.ts';
import { nextOfVouchers, vouchersAnswered } from './money/cards.ts';
import { nextOfNocoo, nocooAnswered } from './paper/receipts.ts';
import type { State } from './state.ts';
import type { Turn } from './turn.ts';

const wrongAnswer = sometimes('service-answers-wrong', 'a cloud service answers something else than it was asked');
const askedOften = sometimes('service-asked-often', 'a cloud service is asked the same thing a fourth time');
const OFTEN = 4;

type Dialogue = {
  next(state: State): CloudRequest | null;
  /** False if that is no answer to what it was asked. */
  answered(turn: Turn, asked: CloudRequest, answer: CloudAnswer): boolean;
  /** It has not answered, or nothing that was asked: to be noted, where that matters. */
  unanswered?(turn: Turn, answer: CloudAnswer | null): void;
};

const dialogues: Record<ServiceOfServer, Dialogue> = {
  nocoo: { next: nextOfNocoo, answered: nocooAnswered },
  tse: { next: nextOfTse, answered: tseAnswered, unanswered: tseUnanswered },
  vouchers: { next: nextOfVouchers, answered: vouchersAnswered },
};

/** Asks every service that is free what is to be asked of it; looked at after each decision. */
export function askServices(turn: Turn): void {
  for (const [service, live] of turn.state.live.services) {
    if (live.asked !== null || live.resting) continue;
    const request = dialogues[service].next(turn.state);
    if (request === null) continue;
    live.asked = request;
    askedOften(live.failures + 1 >= OFTEN);
    turn.outputs.push({ kind: 'ask-service', service, request });
  }
}

/** A service has answered, or has not in its time (null). */
export function serviceAnswered(turn: Turn, service: ServiceOfServer, answer: CloudAnswer | null): void {
  const live = turn.state.live.services.get(service);
  if (live === undefined || live.asked === null) return;
  const { asked } = live;
  live.asked = null;
  if (answer !== null && dialogues[service].answered(turn, asked, answer)) {
    live.failures = 0;
    return;
  }
  wrongAnswer(answer?.status === 200);
  dialogues[service].unanswered?.(turn, answer);
  const { serviceRestMs, serviceRestMostMs } = turn.state.config.durations;
  const inMs = Math.min(serviceRestMostMs, serviceRestMs * 2 ** Math.min(live.failures, 20));
  live.failures += 1;
  live.resting = true;
  turn.outputs.push({ kind: 'timer', inMs, timer: { kind: 'service-rest', service } });
}

/** It has rested, and is asked again. */
export function serviceRested(turn: Turn, service: ServiceOfServer): void {
  const live = turn.state.live.services.get(service);
  if (live !== undefined) live.resting = false;
}
