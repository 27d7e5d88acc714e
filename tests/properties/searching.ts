/** A search in a process of its own, to be killed: `node searching.ts` with its options as JSON. */
import { startSearch, type SearchOptions } from '#search/node-search';

const fail = (error: Error): never => {
  throw error;
};
const options = JSON.parse(process.argv[2] ?? '') as Omit<SearchOptions, 'aside' | 'lost'>;
await startSearch({ ...options, aside: fail, lost: fail }).done;
