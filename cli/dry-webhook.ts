/** A post that goes nowhere: the chat services are stood in for, and take or refuse the message as the real ones do. */
import { chatServices } from '#simulators/cloud/chat';

/** Does something while nothing leaves for a chat service; `taken` is told of what would have been posted. */
export async function withChatServices<T>(act: () => Promise<T>, taken: (body: unknown) => void): Promise<T> {
  const { setupServer } = await import('msw/node');
  const network = setupServer(...chatServices({ taken }));
  network.listen({ onUnhandledFrame: 'error' });
  try {
    return await act();
  } finally {
    network.close();
  }
}
