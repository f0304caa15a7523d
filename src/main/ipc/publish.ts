import { events, type Publish } from '../../shared/ipc/events.ts';

/** Pushes to every open window. What does not fit the contract is a defect here, and no window sees it. */
export function publishTo(send: (message: { name: string; payload: unknown }) => void): Publish {
  return (name, payload) => send({ name, payload: events[name].parse(payload) });
}
