import * as z from 'zod';
import { wireInteger, wireText, wireTextOrNull } from './wire-readers.ts';

/** Protocol versions a method can ask for (wire contract 2.3). */
export const METHOD_VERSIONS = ['1.0', '2.0', '3.0'] as const;
export type MethodVersion = (typeof METHOD_VERSIONS)[number];

/**
 * The flat request body; every member is text. Unknown members are kept, because all members but `sign` are signed.
 * `biz_content` is itself JSON text and is absent for methods without parameters.
 */
export const requestBodySchema = z.looseObject({
  tiger_id: z.string().min(1),
  method: z.string().min(1),
  charset: z.string(),
  version: z.string(),
  sign_type: z.string(),
  timestamp: z.string(),
  device_id: z.string().optional(),
  biz_content: z.string().optional(),
  sign: z.string(),
});
export type RequestBody = z.infer<typeof requestBodySchema>;

/**
 * The answer around every payload. Unknown members are kept (a simulator says `simulated: true` here).
 * `data` stays as it came: any JSON, JSON text, empty text, null or absent. `code` 0 is success.
 */
export const responseEnvelopeSchema = z.looseObject({
  code: wireInteger,
  message: wireText.nullish(),
  timestamp: wireInteger.nullish(),
  data: z.unknown().optional(),
  sign: wireTextOrNull,
});
export type ResponseEnvelope = z.infer<typeof responseEnvelopeSchema>;
