/**
 * What a device hands over by one request is one hand-over: all lines of it that were not in the journal are booked by one
 * fact, with one time. A tab may have several.
 */
import type { EventOf } from '#history/events';
import type { Checker } from '../checker.ts';
import { findings } from '../findings.ts';

/** The latest request with lines of a device, and the fact that has booked some of them. */
type Request = { req: number; id: number; seqs: ReadonlySet<number>; bookedId: number };

export const oneHandOver: Checker = {
  name: 'one-hand-over',
  about: 'All bookings of one hand-over are in the journal together, with one time.',
  start(header) {
    const found = findings('one-hand-over', header);
    const requests = new Map<string, Request>();

    function sent({ node, req, seqs }: EventOf<'sent'>, id: number): void {
      if (seqs === undefined) requests.delete(node);
      else requests.set(node, { req, id, seqs: new Set(seqs), bookedId: 0 });
    }

    return {
      on: { sent },
      facts: {
        booked({ device, tab, bookings }, { at }, id) {
          const request = requests.get(device);
          if (request === undefined || !bookings.every(({ seq }) => request.seqs.has(seq))) return;
          found.judge();
          if (request.bookedId === 0) request.bookedId = id;
          else
            found.fail(
              [request.id, request.bookedId, id],
              `let ${device} hand over ${request.seqs.size} bookings for tab ${tab} by request ${request.req}; then some of them were booked; however at ${found.at(at)} others were booked by themselves`,
            );
        },
      },
      end: (whole) => found.result(whole),
    };
  },
};
