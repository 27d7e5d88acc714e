/** What the server tells of its floor besides the tabs: print queues, parked payments, clients and licences. */
import { freestyleCount } from '#server/core/clients/clients';
import type { State } from '#server/core/state';

/** The floor as `/floor` tells it; `now` is the monotonic clock. */
export function floorOf(state: State, now: number): object {
  const { config, live } = state;
  return {
    operators: config.operators,
    printers: config.printers.map(({ name }) => ({
      printer: name,
      trouble: live.printers.get(name)?.trouble ?? null,
      waiting: (state.queues.get(name) ?? []).map((number) => {
        const job = state.jobs.get(number);
        return { job: number, document: job?.document, tab: job?.tab, overdue: job?.overdue };
      }),
    })),
    parked: [...state.payments.values()]
      .filter(({ parked, superseded }) => parked || superseded)
      .map(({ payment, tab, cents, terminal, operator, superseded }) => ({
        payment,
        tab,
        cents,
        terminal,
        operator,
        superseded,
      })),
    clients: [...state.clients.values()].map(({ client, family, session, lastContactMs }) => ({
      client,
      kind: family,
      session,
      operator: state.devices.get(client)?.operator ?? null,
      silentMs: Math.max(0, Math.round(now - lastContactMs)),
    })),
    licences: {
      freestyle: { licensed: config.licences.freestyle, used: freestyleCount(state), limit: config.freestyle.limit },
      client: { used: setUpCount(state, 'client'), limit: config.licences.client },
      paypos: { used: setUpCount(state, 'paypos'), limit: config.licences.paypos },
    },
  };
}

function setUpCount({ setUps, live }: State, kind: 'client' | 'paypos'): number {
  return [...setUps.keys()].filter((name) => live.clientConfig.get(name)?.kind === kind).length;
}
