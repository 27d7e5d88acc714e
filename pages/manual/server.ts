/** The server as the certifier's page knows it. It is the same program, so what it says is taken at its word. */
import type { Run, RunTold, SessionTold } from '#certification/manual/messages';

/** What the page sends as an answer. */
export type Said = { found: object; notes: string; spentMs: number; triesMs: number[] };

export const readSession = (): Promise<SessionTold> => asked('session');
export const readRun = (run: Run): Promise<RunTold> => asked(`runs/${run}`);

export function sendAnswer(run: Run, id: string, said: Said): Promise<RunTold> {
  const headers = { 'content-type': 'application/json' };
  return asked(`runs/${run}/${id}`, { method: 'PUT', headers, body: JSON.stringify(said) });
}

export function sendPicture(run: Run, id: string, picture: File): Promise<RunTold> {
  const headers = { 'content-type': picture.type };
  return asked(`runs/${run}/${id}/pictures`, { method: 'POST', headers, body: picture });
}

export function removePicture(run: Run, id: string, name: string): Promise<RunTold> {
  return asked(`${pictureAddress(run, id, name)}`, { method: 'DELETE' });
}

export function pictureAddress(run: Run, id: string, name: string): string {
  return `runs/${run}/${id}/pictures/${name}`;
}

/** Throws with the server's own sentence if it refuses. */
async function asked<T>(path: string, what: RequestInit = {}): Promise<T> {
  let answer: Response;
  try {
    answer = await fetch(path, what);
  } catch {
    throw new Error('The server does not answer. Nothing of this answer was stored; start it again, then try again.');
  }
  const said = (await answer.json()) as T & { sentence: string; hint: string };
  if (!answer.ok) throw new Error(`${said.sentence} ${said.hint}`);
  return said;
}
