/** What facts of thin clients change. */
import { deviceOf, type Appliers } from '../state.ts';

export const applyClients: Appliers<'code-made' | 'client-admitted' | 'client-silent' | 'client-back' | 'client-left'> =
  {
    'code-made'(state, { code }) {
      state.codes.add(code);
    },
    'client-admitted'(state, { client, family, install, session, code }) {
      state.lastSession = Math.max(state.lastSession, session);
      if (code !== null) state.codes.delete(code);
      if (family !== 'freestyle') state.setUps.set(client, install);
      state.clients.set(client, {
        client,
        family,
        install,
        session,
        code,
        silentMs: 0,
        carriedMs: 0,
        lastContactMs: 0,
      });
    },
    'client-silent'(state, { client, silentMs }) {
      const known = state.clients.get(client);
      if (known !== undefined) known.silentMs = silentMs;
    },
    'client-back'(state, { client }) {
      const known = state.clients.get(client);
      if (known !== undefined) known.silentMs = 0;
    },
    'client-left'(state, { client, session }) {
      if (state.clients.get(client)?.session !== session) return;
      state.clients.delete(client);
      deviceOf(state, client).operator = null;
    },
  };
