import type { MessageInitShape } from '@bufbuild/protobuf';
import { decodeRequest, encodeResponse, FrameReader } from '../../../../src/tiger/push/frame-codec.ts';
import type { Request } from '../../../../src/tiger/push/generated/request_pb.ts';
import type { ResponseSchema } from '../../../../src/tiger/push/generated/response_pb.ts';
import { SocketCommon_Command as Command } from '../../../../src/tiger/push/generated/socket_common_pb.ts';
import type { SubscriptionUsage } from '../../../../src/tiger/push/push-answer.ts';
import type { PushEvent } from '../../../../src/tiger/push/push-event.ts';
import type { PushListener, RefusedSubscription } from '../../../../src/tiger/push/push-listener.ts';
import type { OpenPushSocket, PushSocketListener } from '../../../../src/tiger/push/push-socket.ts';
import type { PushState } from '../../../../src/tiger/push/push-state.ts';

/** One accepted connection, as the test sees it. */
export class ScriptedConnection {
  readonly requests: Request[] = [];
  readonly #listener: PushSocketListener;
  readonly #reader = new FrameReader();
  isDestroyed = false;
  unsentBytes = 0;

  constructor(listener: PushSocketListener) {
    this.#listener = listener;
  }

  take(bytes: Uint8Array): void {
    this.requests.push(...this.#reader.read(bytes).map(decodeRequest));
  }

  of(command: number): readonly Request[] {
    return this.requests.filter((request) => request.command === command);
  }

  open(): void {
    this.#listener.opened();
  }

  say(response: MessageInitShape<typeof ResponseSchema>): void {
    this.#listener.received(encodeResponse(response));
  }

  sayBytes(bytes: Uint8Array): void {
    this.#listener.received(bytes);
  }

  /** Opens and greets. */
  welcome(heartBeat = '10000,10000'): void {
    this.open();
    this.say({ command: Command.CONNECTED, id: 1, msg: JSON.stringify({ 'heart-beat': heartBeat }) });
  }

  drop(reason = 'ECONNRESET'): void {
    this.#listener.ended(reason);
  }
}

/** A push service whose every word the test chooses. */
export class ScriptedPushServer {
  readonly connections: ScriptedConnection[] = [];

  readonly openSocket: OpenPushSocket = (_address, listener) => {
    const connection = new ScriptedConnection(listener);
    this.connections.push(connection);
    return {
      send: (bytes) => connection.take(bytes),
      get unsentBytes() {
        return connection.unsentBytes;
      },
      destroy: () => {
        connection.isDestroyed = true;
      },
    };
  };

  get newest(): ScriptedConnection {
    const newest = this.connections.at(-1);
    if (newest === undefined) throw new Error('nobody connected');
    return newest;
  }
}

/** Keeps what a push client tells. */
export class RecordingListener implements PushListener {
  readonly states: PushState[] = [];
  readonly events: PushEvent[] = [];
  readonly refusals: RefusedSubscription[] = [];
  readonly usages: SubscriptionUsage[] = [];
  gaps = 0;

  onState(state: PushState): void {
    this.states.push(state);
  }

  onGap(): void {
    this.gaps += 1;
  }

  onEvent(event: PushEvent): void {
    this.events.push(event);
  }

  onRefusedSubscription(refusal: RefusedSubscription): void {
    this.refusals.push(refusal);
  }

  onUsage(usage: SubscriptionUsage): void {
    this.usages.push(usage);
  }
}
