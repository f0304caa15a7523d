import { CALLS_IN_FLIGHT_MAX, SERVER_NAME, SERVER_TITLE, WATCHES_MAX } from '../session-limits.ts';
import type { JsonObject } from '../tool.ts';
import type { ResourceContext } from './resource.ts';

export function readInfo({ tools, appVersion }: ResourceContext): JsonObject {
  return {
    name: SERVER_NAME,
    title: SERVER_TITLE,
    version: appVersion,
    tools: tools().map(({ name }) => name),
    limits: { calls_in_flight: CALLS_IN_FLIGHT_MAX, resource_subscriptions: WATCHES_MAX },
  };
}
