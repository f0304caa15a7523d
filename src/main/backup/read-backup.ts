import type { FileHandle } from 'node:fs/promises';
import type { Secret } from '../../shared/secret.ts';
import { deriveKey } from '../vault/scrypt-key.ts';
import { damagedBackup, newerBackup, truncatedBackup, wrongBackupPassphrase } from './backup-error.ts';
import { type BackupFiles, FILE_MODE } from './backup-files.ts';
import {
  type BackupHeader,
  type BackupManifest,
  FRAME_BYTES,
  FRAME_HEAD_BYTES,
  type FrameKey,
  hashOfHead,
  manifestSchema,
  openFrame,
  PREFIX_BYTES,
  parseHeader,
  readPrefix,
  TAG_BYTES,
} from './backup-format.ts';

/** What a backup says of itself without its passphrase. @throws AppError, when it is none or a newer one */
export async function readBackupHeader(files: BackupFiles, path: string): Promise<BackupHeader> {
  const source = await files.open(path, 'r');
  try {
    return (await readHead(source)).header;
  } finally {
    await source.close();
  }
}

export interface ReadBackupInput {
  readonly files: BackupFiles;
  readonly path: string;
  readonly passphrase: Secret;
  /** A new file, for the database. What a failure leaves there is the caller's to remove. */
  readonly toPath: string;
}

/**
 * Decrypts the whole file. It has succeeded only if every byte is as it was written, to the last.
 * @param schemaMax the newest schema that the caller can use; null: any
 * @throws AppError: no backup, a newer one, a wrong passphrase, damaged, truncated
 */
export async function readBackup(input: ReadBackupInput, schemaMax: number | null): Promise<BackupManifest> {
  const { files, path, passphrase, toPath } = input;
  const source = await files.open(path, 'r');
  try {
    const { header, head } = await readHead(source);
    if (schemaMax !== null && header.schemaVersion > schemaMax) throw newerBackup();
    const key = await deriveKey(passphrase, Buffer.from(header.salt, 'base64'), header.cost);
    const target = await files.open(toPath, 'wx', FILE_MODE);
    try {
      const manifest = await readFrames(source, target, { key, headHash: hashOfHead(head) });
      await target.sync();
      return manifest;
    } finally {
      key.fill(0);
      await target.close();
    }
  } finally {
    await source.close();
  }
}

async function readHead(source: FileHandle): Promise<{ header: BackupHeader; head: Buffer }> {
  const { buffer, bytesRead } = await source.read(Buffer.alloc(PREFIX_BYTES), 0, PREFIX_BYTES, null);
  const prefix = buffer.subarray(0, bytesRead);
  const text = await readExactly(source, readPrefix(prefix));
  return { header: parseHeader(text), head: Buffer.concat([prefix, text]) };
}

async function readFrames(source: FileHandle, target: FileHandle, key: FrameKey): Promise<BackupManifest> {
  let manifest: BackupManifest | null = null;
  let written = 0;
  for (let index = 0; ; index += 1) {
    const frame = await readFrame(source, key, index);
    if (manifest === null) {
      manifest = parseManifest(frame.bytes);
    } else {
      await target.writeFile(frame.bytes);
      written += frame.bytes.byteLength;
    }
    if (frame.isLast) break;
  }
  const { bytesRead } = await source.read(Buffer.alloc(1), 0, 1, null);
  if (bytesRead > 0 || written !== manifest.databaseBytes) throw damagedBackup();
  return manifest;
}

async function readFrame(source: FileHandle, key: FrameKey, index: number) {
  const head = await readExactly(source, FRAME_HEAD_BYTES);
  const isLast = head.readUInt8(0) === 1;
  const length = head.readUInt32BE(1);
  if (length > FRAME_BYTES) throw damagedBackup();
  const bytes = openFrame(key, index, isLast, await readExactly(source, length + TAG_BYTES));
  if (bytes !== null) return { bytes, isLast };
  // The manifest is short and comes first: far more often the passphrase is wrong than these few bytes.
  throw index === 0 ? wrongBackupPassphrase() : damagedBackup();
}

async function readExactly(source: FileHandle, length: number): Promise<Buffer> {
  const buffer = Buffer.alloc(length);
  for (let have = 0; have < length; ) {
    const { bytesRead } = await source.read(buffer, have, length - have, null);
    if (bytesRead === 0) throw truncatedBackup();
    have += bytesRead;
  }
  return buffer;
}

function parseManifest(bytes: Buffer): BackupManifest {
  try {
    return manifestSchema.parse(JSON.parse(bytes.toString('utf8')));
  } catch (error) {
    throw damagedBackup(error);
  }
}
