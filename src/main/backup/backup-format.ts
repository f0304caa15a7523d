import { createCipheriv, createDecipheriv, createHash } from 'node:crypto';
import * as z from 'zod';
import { scryptCostSchema } from '../vault/scrypt-key.ts';
import { damagedBackup, newerBackup, notBackup } from './backup-error.ts';

/**
 * A backup file, integers big-endian:
 *   magic(8) version(2) headerLength(4) header(JSON)
 *   frames: isLast(1) length(4) ciphertext(length) tag(16)
 * Frame 0 is the manifest as JSON, the others are the bytes of the database. The key belongs to this one file, because
 * its salt is random, so frame numbers are nonces. A frame's tag is also over all that stands before the frames, its
 * number and whether it is the last: none can be moved, cut off or taken from another backup.
 */
const MAGIC = Buffer.from('TMCPBKUP', 'latin1');
const FORMAT_VERSION = 1;
export const PREFIX_BYTES = MAGIC.byteLength + 6;
const HEADER_BYTES_MAX = 4_096;

/** Memory of a frame; a database of 1 GB then has 4,000. */
export const FRAME_BYTES = 256 * 1_024;
export const FRAME_HEAD_BYTES = 5;
export const TAG_BYTES = 16;
const NONCE_BYTES = 12;

const headerSchema = z.strictObject({
  createdAtMs: z.int(),
  appVersion: z.string().max(100),
  schemaVersion: z.int().min(1),
  cost: scryptCostSchema,
  salt: z.base64().max(100),
});
export type BackupHeader = z.infer<typeof headerSchema>;

export const manifestSchema = z.strictObject({
  databaseBytes: z.int().min(1),
  /** settings.json as it was; the app that restores it judges it field by field, as at each start. */
  settings: z.record(z.string(), z.unknown()),
});
export type BackupManifest = z.infer<typeof manifestSchema>;

/** Everything before the frames. */
export function encodeHead(header: BackupHeader): Buffer {
  const text = Buffer.from(JSON.stringify(header), 'utf8');
  const numbers = Buffer.alloc(6);
  numbers.writeUInt16BE(FORMAT_VERSION, 0);
  numbers.writeUInt32BE(text.byteLength, 2);
  return Buffer.concat([MAGIC, numbers, text]);
}

/** @returns the length of the header that follows. @throws AppError (no backup, or one of a newer format) */
export function readPrefix(prefix: Buffer): number {
  if (prefix.byteLength < PREFIX_BYTES || !prefix.subarray(0, MAGIC.byteLength).equals(MAGIC))
    throw notBackup();
  if (prefix.readUInt16BE(MAGIC.byteLength) > FORMAT_VERSION) throw newerBackup();
  const length = prefix.readUInt32BE(MAGIC.byteLength + 2);
  if (length > HEADER_BYTES_MAX) throw damagedBackup();
  return length;
}

/** @throws AppError, when it has not the form of a header */
export function parseHeader(text: Buffer): BackupHeader {
  try {
    return headerSchema.parse(JSON.parse(text.toString('utf8')));
  } catch (error) {
    throw damagedBackup(error);
  }
}

/** The key of one backup, and what its frames are bound to. */
export interface FrameKey {
  readonly key: Uint8Array;
  /** Of everything before the frames. */
  readonly headHash: Buffer;
}

export function hashOfHead(head: Uint8Array): Buffer {
  return createHash('sha256').update(head).digest();
}

export function sealFrame({ key, headHash }: FrameKey, index: number, isLast: boolean, bytes: Uint8Array) {
  const cipher = createCipheriv('aes-256-gcm', key, nonceOf(index), { authTagLength: TAG_BYTES });
  cipher.setAAD(boundTo(headHash, index, isLast));
  const ciphertext = Buffer.concat([cipher.update(bytes), cipher.final()]);
  const head = Buffer.alloc(FRAME_HEAD_BYTES);
  head.writeUInt8(isLast ? 1 : 0, 0);
  head.writeUInt32BE(ciphertext.byteLength, 1);
  return Buffer.concat([head, ciphertext, cipher.getAuthTag()]);
}

/** @returns null when the frame is not the one that was written at this place by this key */
export function openFrame(
  { key, headHash }: FrameKey,
  index: number,
  isLast: boolean,
  sealed: Buffer,
): Buffer | null {
  const tagAt = sealed.byteLength - TAG_BYTES;
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, nonceOf(index), { authTagLength: TAG_BYTES });
    decipher.setAAD(boundTo(headHash, index, isLast));
    decipher.setAuthTag(sealed.subarray(tagAt));
    return Buffer.concat([decipher.update(sealed.subarray(0, tagAt)), decipher.final()]);
  } catch {
    return null;
  }
}

function nonceOf(index: number): Buffer {
  const nonce = Buffer.alloc(NONCE_BYTES);
  nonce.writeBigUInt64BE(BigInt(index), NONCE_BYTES - 8);
  return nonce;
}

function boundTo(headHash: Buffer, index: number, isLast: boolean): Buffer {
  return Buffer.concat([headHash, nonceOf(index), Buffer.from([isLast ? 1 : 0])]);
}
